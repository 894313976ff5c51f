//! Contacts from a file, each tied to its customer.
pub(super) mod there;
mod write;

pub(super) use write::{call, untouch};

use super::added::{self, Wishes};
use super::brings::{Brings, Keys, Planned, SameBy};
use super::cells::Cells;
use super::holders::{Holders, claim};
use super::key::Key;
use super::links::{self, Link, Links, Unlinked};
use super::people::full_name;
use super::suspects::{Suspects, in_file};
use super::work::Work;
use crate::Result;
use crate::contacts::SeveralContacts;
use crate::customers::identities::{self, Known};
use crate::db::{Run, Tx};
use crate::edit::Fields;
use domain::contact::{ContactDetails, ContactField};
use domain::import::{RowOutcome, RowReason};
use there::There;
use write::Change;

/// Contacts from a file.
pub(super) struct Contacts;

/// A contact as a row has it. What no column is mapped to is left out.
pub(super) struct ContactRow {
    line: i64,
    customer: String,
    /// Field → text, as a form would send it.
    wishes: Fields,
    external_id: Option<String>,
    added: Wishes,
    /// What says that it is there already.
    key: Option<String>,
}

/// What is there.
pub(super) struct Found {
    links: Links,
    there: There,
    suspects: Suspects,
    holders: Holders,
}

/// What is to be done about a contact.
pub(super) enum Deed {
    Enter(Box<(ContactRow, Link, ContactDetails)>),
    Change(Box<Change>),
}

impl Brings for Contacts {
    type Row = ContactRow;
    type Found = Found;
    type Deed = Deed;

    fn keys(work: &Work, cells: &Cells<'_>) -> Keys {
        let customer = words::fold(cells.text("customer"));
        let by = Key::of(&work.rules).and_then(|key| {
            let text = key.of_text(cells.filled(key.target())?)?;
            // Only the other program's id names a contact by itself.
            let key_text = if key == Key::ExternalId { text } else { format!("{customer}\u{1f}{text}") };
            Some(SameBy::key(key.target(), key_text))
        });
        let text = |target| cells.text(target);
        let marks = identities::known(text("mobile"), text("phone"), text("email"), None);
        in_file(work, by, marks, &customer)
    }

    fn read(work: &Work, cells: &mut Cells<'_>) -> ContactRow {
        let customer = cells.text("customer").to_owned();
        if customer.is_empty() {
            cells.skip("customer", RowReason::NoCustomer);
        }
        ContactRow {
            line: cells.line,
            customer,
            wishes: wishes(cells),
            external_id: cells.external_id(),
            added: added::read(work, cells),
            key: Key::of(&work.rules).and_then(|key| cells.filled(key.target()).map(str::to_owned)),
        }
    }

    async fn look_up(work: &Work, on: &mut impl Run, rows: &[ContactRow]) -> Result<Found> {
        let links = links::look_up(work, on, rows.iter().map(|row| row.customer.as_str()).collect()).await?;
        let texts = rows.iter().filter_map(|row| row.key.as_deref()).collect();
        let there = there::look_up(work, on, &links, texts).await?;
        let suspects = Suspects::of(work, on, rows.iter().flat_map(ContactRow::marks)).await?;
        let holders = Holders::of(work, on, rows.iter().map(|row| &row.added)).await?;
        Ok(Found { links, there, suspects, holders })
    }

    fn plan(work: &mut Work, found: &Found, row: ContactRow) -> Planned<Deed> {
        let column = work.rules.column("customer");
        let link = match found.links.find(&row.customer) {
            Ok(link) => link,
            Err(Unlinked::Nobody) => return Planned::refused(column, RowReason::UnknownCustomer),
            Err(Unlinked::Several) => return Planned::refused(column, RowReason::AmbiguousCustomer),
        };
        match found.there.find(work, link.id, row.key.as_deref()) {
            there::Is::Missing if !work.rules.create => Planned::skipped(None, RowReason::NotThere),
            there::Is::Missing if !link.is_mine() => Planned::refused(column, RowReason::NotYours),
            there::Is::Missing => enter(work, found, link, row),
            _ if !work.rules.update => Planned::skipped(None, RowReason::ThereAlready),
            there::Is::OfAnother => Planned::refused(column, RowReason::OtherCustomer),
            there::Is::NotYours => Planned::refused(None, RowReason::NotYours),
            there::Is::There(existing) => change(work, found, link, existing, row),
        }
    }

    async fn write(work: &mut Work, tx: &mut Tx, deeds: Vec<Deed>) -> Result<()> {
        write::write(work, tx, deeds).await
    }
}

impl ContactRow {
    /// By what it would be known again.
    fn marks(&self) -> Vec<Known> {
        identities::of_contact(&with(ContactDetails::default(), &self.wishes))
    }
}

fn with(mut details: ContactDetails, wishes: &Fields) -> ContactDetails {
    for (field, wish) in wishes {
        if let Some(field) = ContactField::from_key(field) {
            details.set(field, wish.clone());
        }
    }
    details
}

/// The text fields that have a column. Remarks may have several lines; a first name goes with the last.
fn wishes(cells: &mut Cells<'_>) -> Fields {
    let mut wishes = Fields::new();
    for field in ContactField::ALL {
        let lines = *field == ContactField::Remarks;
        if let Some(text) = cells.field(field.key(), lines, |text| field.problem_with(text)) {
            wishes.insert(field.key().to_owned(), text);
        }
    }
    if cells.filled("first_name").is_some() {
        let (name, max) = (full_name(cells), ContactField::Name.max());
        if name.chars().count() > max {
            cells.refuse("first_name", RowReason::TooLong { max });
        }
        wishes.insert("name".to_owned(), name);
    }
    wishes
}

fn nameless(work: &Work) -> Planned<Deed> {
    Planned::refused(work.rules.column("name"), RowReason::Required)
}

fn enter(work: &mut Work, found: &Found, link: Link, row: ContactRow) -> Planned<Deed> {
    let Ok(details) = with(ContactDetails::default(), &row.wishes).check() else { return nameless(work) };
    let mut told = found.suspects.told(work, &identities::of_contact(&details), Some(link.id));
    told.refused.extend(added::lacking_new(work, &row.added));
    told.refused.extend(found.holders.taken(work, &row.added, None));
    if !told.refused.is_empty() {
        return Planned { outcome: RowOutcome::Error, problems: told.refused, deed: None };
    }
    claim(work, &row.added, &Fields::new());
    Planned::to(RowOutcome::New, Deed::Enter(Box::new((row, link, details)))).warning(told.warned)
}

fn change(
    work: &mut Work,
    found: &Found,
    link: Link,
    existing: &SeveralContacts,
    row: ContactRow,
) -> Planned<Deed> {
    let Some(change) = Change::of(existing, link, row) else { return nameless(work) };
    if change.is_empty() {
        return Planned::unchanged();
    }
    if !link.is_mine() {
        return Planned::refused(work.rules.column("customer"), RowReason::NotYours);
    }
    let before = identities::of_contact(&existing.contact.details);
    let mut marks = identities::of_contact(&change.details());
    marks.retain(|mark| !before.contains(mark));
    let mut told = found.suspects.told(work, &marks, Some(link.id));
    told.refused.extend(added::lacking_changed(work, &change.added));
    told.refused.extend(found.holders.taken(work, &change.added, Some(existing.contact.id.0)));
    if !told.refused.is_empty() {
        return Planned { outcome: RowOutcome::Error, problems: told.refused, deed: None };
    }
    claim(work, &change.added, &existing.contact.added);
    Planned::to(RowOutcome::Updated, Deed::Change(Box::new(change))).warning(told.warned)
}
