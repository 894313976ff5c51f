//! Customers from a file.
mod enter;
mod row;
pub(super) mod there;
mod update;

pub(super) use update::held;

use super::added;
use super::brings::{Brings, Keys, Planned, SameBy};
use super::cells::Cells;
use super::holders::{Holders, claim};
use super::key::{Found as Known, Key, There};
use super::known::Named;
use super::rooms::Rooms;
use super::suspects::{Suspects, Told, in_file};
use super::work::Work;
use crate::Result;
use crate::customers::{identities, marks_of};
use crate::db::{Run, Tx};
use crate::edit::Fields;
use crate::pools;
use domain::Permission;
use domain::customer::NewCustomer;
use domain::import::{ImportOwner, RowOutcome, RowReason};
use row::CustomerRow;
use there::Existing;
use update::Change;

/// Customers from a file.
pub(super) struct Customers;

/// What is there.
pub(super) struct Found {
    there: Known<Existing>,
    suspects: Suspects,
    rooms: Rooms,
    holders: Holders,
    /// Whether the pool takes in what nobody has.
    takes_in: bool,
}

/// What is to be done about a customer.
pub(super) enum Deed {
    Enter(Box<(CustomerRow, NewCustomer)>),
    Change(Box<Change>),
}

impl Brings for Customers {
    type Row = CustomerRow;
    type Found = Found;
    type Deed = Deed;

    fn keys(work: &Work, cells: &Cells<'_>) -> Keys {
        let key = row::key(work, cells).map(|(target, key, _)| SameBy::key(target, key));
        in_file(work, key, row::marks(work, cells), "")
    }

    fn read(work: &Work, cells: &mut Cells<'_>) -> CustomerRow {
        CustomerRow::read(work, cells)
    }

    async fn look_up(work: &Work, on: &mut impl Run, rows: &[CustomerRow]) -> Result<Found> {
        let rooms = Rooms::of(work, on, rows.iter().filter_map(|row| row.owner.as_ref())).await?;
        let texts = rows.iter().filter_map(|row| Some(row.key.as_ref()?.1.as_str())).collect();
        let there = there::look_up(work, on, texts).await?;
        let suspects = Suspects::of(work, on, rows.iter().flat_map(CustomerRow::marks)).await?;
        let holders = Holders::of(work, on, rows.iter().map(|row| &row.added)).await?;
        let takes_in = match work.rules.pool {
            Some(pool) => pools::is_there(on, pool).await?,
            None => true,
        };
        Ok(Found { there, suspects, rooms, holders, takes_in })
    }

    fn plan(work: &mut Work, found: &Found, row: CustomerRow) -> Planned<Deed> {
        match row.key.as_ref().and_then(|(key, _)| found.there.get(key)) {
            None if !work.rules.create => Planned::skipped(None, RowReason::NotThere),
            Some(_) if !work.rules.update => Planned::skipped(None, RowReason::ThereAlready),
            None => enter(work, found, row),
            Some(There::NotYours) => not_yours(work, found, &row),
            Some(There::Mine(existing)) => change(work, found, existing, row),
        }
    }

    async fn write(work: &mut Work, tx: &mut Tx, deeds: Vec<Deed>) -> Result<()> {
        let mut new = Vec::new();
        for deed in deeds {
            match deed {
                Deed::Enter(customer) => new.push(*customer),
                Deed::Change(change) => update::write(work, tx, *change).await?,
            }
        }
        enter::write(work, tx, new).await
    }
}

/// Somebody else's: where the telephone says so, it says whose, as when one is entered by hand.
fn not_yours(work: &Work, found: &Found, row: &CustomerRow) -> Planned<Deed> {
    let told = found.suspects.told(work, &row.marks(), None);
    if Key::of(&work.rules) == Some(Key::Mobile) && !told.refused.is_empty() {
        return refused(told);
    }
    Planned::refused(None, RowReason::NotYours)
}

fn refused(told: Told) -> Planned<Deed> {
    Planned { outcome: RowOutcome::Error, problems: told.refused, deed: None }
}

/// Who may not assign customers brings them in for themselves.
fn misplaced(work: &Work, owner: Option<&Named>) -> Option<RowReason> {
    match owner {
        Some(owner) if !work.may_give(Permission::AssignCustomers, owner) => Some(RowReason::MayNotAssign),
        None if !work.may(Permission::AssignCustomers) => Some(RowReason::MayNotPool),
        _ => None,
    }
}

fn enter(work: &mut Work, found: &Found, row: CustomerRow) -> Planned<Deed> {
    let column = work.rules.column("owner");
    if let Some(reason) = misplaced(work, row.owner.as_ref()) {
        return Planned::refused(column, reason);
    }
    if row.owner.is_none() && !found.takes_in {
        return Planned::refused(None, RowReason::PoolClosed);
    }
    let Some(new) = row.new_customer() else {
        return Planned::refused(work.rules.column("name"), RowReason::Required);
    };
    let mut wrong = added::lacking_new(work, &row.added);
    wrong.extend(found.holders.taken(work, &row.added, None));
    let mut told = found.suspects.told(work, &identities::of_customer(new.kind, &new.details), None);
    told.refused.extend(wrong);
    if !told.refused.is_empty() {
        return refused(told);
    }
    if let Some(owner) = &row.owner
        && !found.rooms.take(&mut work.taken, owner, None)
    {
        return Planned::refused(column, RowReason::Full);
    }
    claim(work, &row.added, &Fields::new());
    Planned::to(RowOutcome::New, Deed::Enter(Box::new((row, new)))).warning(told.warned)
}

fn change(work: &mut Work, found: &Found, existing: &Existing, row: CustomerRow) -> Planned<Deed> {
    // The rule says who owns new rows; only a column that names somebody takes a customer from its owner.
    let by_column = work.rules.owner == ImportOwner::Column;
    let Some(change) = Change::of(existing, row, by_column) else {
        return Planned::refused(work.rules.column("name"), RowReason::Required);
    };
    if change.is_empty() {
        return Planned::unchanged();
    }
    if !existing.is_mine {
        return Planned::refused(None, RowReason::NotYours);
    }
    if let Some(reason) = change.owner.as_ref().and_then(|owner| misplaced(work, Some(owner))) {
        return Planned::refused(work.rules.column("owner"), reason);
    }
    let before = marks_of(&existing.customer, &Default::default());
    let mut marks = marks_of(&existing.customer, &change.wishes);
    marks.retain(|mark| !before.contains(mark));
    let mut told = found.suspects.told(work, &marks, Some(existing.customer.id.0));
    told.refused.extend(added::lacking_changed(work, &change.added));
    told.refused.extend(found.holders.taken(work, &change.added, Some(existing.customer.id.0)));
    if !told.refused.is_empty() {
        return refused(told);
    }
    let from = existing.customer.owner.map(Named::Known);
    if let Some(owner) = &change.owner
        && !found.rooms.take(&mut work.taken, owner, from.as_ref())
    {
        return Planned::refused(work.rules.column("owner"), RowReason::Full);
    }
    claim(work, &change.added, &existing.customer.added);
    Planned::to(RowOutcome::Updated, Deed::Change(Box::new(change))).warning(told.warned)
}
