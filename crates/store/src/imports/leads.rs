//! Leads from a file.
mod enter;
pub(super) mod there;
pub(super) mod update;

use super::added::{self, Wishes};
use super::brings::{Brings, Keys, Planned};
use super::cells::Cells;
use super::holders::{Holders, claim};
use super::key::{Found as Known, Key, There};
use super::known::{Named, Picked};
use super::work::Work;
use crate::Result;
use crate::db::{Run, Tx};
use crate::edit::Fields;
use domain::choice::ChoiceKind;
use domain::import::{ImportOwner, RowOutcome, RowReason};
use domain::lead::{LeadDetails, LeadField};
use domain::{Moment, Permission};
use there::Existing;
pub(super) use update::Change;

/// Leads from a file.
pub(super) struct Leads;

/// A lead as a row has it. What no column is mapped to is left out.
pub(super) struct LeadRow {
    line: i64,
    texts: Vec<(LeadField, String)>,
    status: Option<Picked>,
    source: Option<Option<Picked>>,
    intake: Option<Option<Picked>>,
    owner: Option<Named>,
    submitted_at: Option<Moment>,
    external_id: Option<String>,
    added: Wishes,
    /// The key, and the text it was made of.
    key: Option<(String, String)>,
}

/// What is there.
pub(super) struct Found {
    there: Known<Existing>,
    holders: Holders,
}

/// What is to be done about it.
pub(super) enum Deed {
    Enter(Box<(LeadRow, LeadDetails)>),
    Change(Box<Change>),
}

impl Brings for Leads {
    type Row = LeadRow;
    type Found = Found;
    type Deed = Deed;

    fn keys(work: &Work, cells: &Cells<'_>) -> Keys {
        key(work, cells).map(|(target, key, _)| Keys::one(target, Some(key))).unwrap_or_default()
    }

    fn read(work: &Work, cells: &mut Cells<'_>) -> LeadRow {
        LeadRow {
            line: cells.line,
            texts: texts(cells),
            // Every lead has a status: a blank one keeps it.
            status: cells.choice(work, "status", ChoiceKind::Status).flatten(),
            source: cells.choice(work, "source", ChoiceKind::Source),
            intake: cells.choice(work, "intake", ChoiceKind::Intake),
            owner: match work.rules.owner {
                ImportOwner::Me => Some(Named::Known(work.me())),
                ImportOwner::Pool => None,
                ImportOwner::Column => cells.person(work, "owner"),
            },
            submitted_at: cells.time(work, "submitted_at"),
            external_id: cells.external_id(),
            added: added::read(work, cells),
            key: key(work, cells).map(|(_, key, text)| (key, text)),
        }
    }

    async fn look_up(work: &Work, on: &mut impl Run, rows: &[LeadRow]) -> Result<Found> {
        let texts = rows.iter().filter_map(|row| Some(row.key.as_ref()?.1.as_str())).collect();
        let there = there::look_up(work, on, texts).await?;
        let holders = Holders::of(work, on, rows.iter().map(|row| &row.added)).await?;
        Ok(Found { there, holders })
    }

    fn plan(work: &mut Work, found: &Found, row: LeadRow) -> Planned<Deed> {
        match row.key.as_ref().and_then(|(key, _)| found.there.get(key)) {
            None if !work.rules.create => Planned::skipped(None, RowReason::NotThere),
            Some(_) if !work.rules.update => Planned::skipped(None, RowReason::ThereAlready),
            None => enter(work, found, row),
            Some(There::NotYours) => Planned::refused(None, RowReason::NotYours),
            Some(There::Mine(existing)) => change(work, found, existing, row),
        }
    }

    async fn write(work: &mut Work, tx: &mut Tx, deeds: Vec<Deed>) -> Result<()> {
        let mut new = Vec::new();
        for deed in deeds {
            match deed {
                Deed::Enter(lead) => new.push(*lead),
                Deed::Change(change) => update::write(work, tx, *change).await?,
            }
        }
        enter::write(work, tx, new).await
    }
}

/// What says that it is there already: the target, the key, and the text it is made of.
fn key(work: &Work, cells: &Cells<'_>) -> Option<(&'static str, String, String)> {
    let key = Key::of(&work.rules)?;
    let text = cells.filled(key.target())?;
    Some((key.target(), key.of_text(text)?, text.to_owned()))
}

/// The text fields that have a column. Remarks may have several lines.
fn texts(cells: &mut Cells<'_>) -> Vec<(LeadField, String)> {
    let text = |field: &LeadField| {
        let lines = *field == LeadField::Remarks;
        let text = cells.field(field.key(), lines, |text| field.problem_with(text))?;
        Some((*field, text))
    };
    LeadField::ALL.iter().filter_map(text).collect()
}

fn with_texts(mut details: LeadDetails, texts: &[(LeadField, String)]) -> LeadDetails {
    for (field, text) in texts {
        details.set(*field, text.clone());
    }
    details
}

/// What a lead is called where it is named.
fn name(details: &LeadDetails) -> String {
    let names = [
        LeadField::Contact,
        LeadField::Company,
        LeadField::Nickname,
        LeadField::Mobile,
        LeadField::Phone,
        LeadField::Email,
        LeadField::Wechat,
        LeadField::Qq,
    ];
    let name = names.into_iter().map(|field| details.get(field)).find(|text| !text.is_empty());
    name.unwrap_or_default().to_owned()
}

/// A lead must have a name, or a way to be reached.
fn nameless(work: &Work) -> Planned<Deed> {
    let names =
        [LeadField::Contact, LeadField::Company, LeadField::Nickname, LeadField::Mobile, LeadField::Phone];
    let column = names.into_iter().find_map(|field| work.rules.column(field.key()));
    Planned::refused(column, RowReason::Required)
}

/// Who may not assign leads brings in leads for themselves or for nobody.
fn may_not_assign(work: &Work, owner: Option<&Named>) -> bool {
    owner.is_some_and(|owner| !work.may_give(Permission::AssignLeads, owner))
}

fn enter(work: &mut Work, found: &Found, row: LeadRow) -> Planned<Deed> {
    if may_not_assign(work, row.owner.as_ref()) {
        return Planned::refused(work.rules.column("owner"), RowReason::MayNotAssign);
    }
    let mut wrong = added::lacking_new(work, &row.added);
    wrong.extend(found.holders.taken(work, &row.added, None));
    if !wrong.is_empty() {
        return Planned::wrong(wrong);
    }
    match with_texts(LeadDetails::default(), &row.texts).check() {
        Ok(details) => {
            claim(work, &row.added, &Fields::new());
            Planned::to(RowOutcome::New, Deed::Enter(Box::new((row, details))))
        }
        Err(_) => nameless(work),
    }
}

fn change(work: &mut Work, found: &Found, existing: &Existing, row: LeadRow) -> Planned<Deed> {
    let Ok(details) = with_texts(existing.details.clone(), &row.texts).check() else { return nameless(work) };
    // The rule says who owns new rows; only a column that names somebody takes a lead from its owner.
    let owner = row.owner.filter(|_| work.rules.owner == ImportOwner::Column);
    let change = Change::of(existing, details, owner, row.status, row.source, row.intake)
        .at(row.submitted_at)
        .called(row.external_id)
        .holding(row.added)
        .on_line(row.line);
    if change.is_empty() {
        return Planned::unchanged();
    }
    if may_not_assign(work, change.owner.as_ref()) {
        return Planned::refused(work.rules.column("owner"), RowReason::MayNotAssign);
    }
    let mut wrong = added::lacking_changed(work, &change.added);
    wrong.extend(found.holders.taken(work, &change.added, Some(existing.id)));
    if !wrong.is_empty() {
        return Planned::wrong(wrong);
    }
    claim(work, &change.added, &existing.added);
    Planned::to(RowOutcome::Updated, Deed::Change(Box::new(change)))
}
