//! Changing the leads that are there: only what the file says otherwise.
use super::there::Existing;
use super::{Named, Picked, Work};
use crate::Result;
use crate::audit::note;
use crate::db::Tx;
use crate::edit::Fields;
use crate::guard::Guarded;
use crate::imports::added::{self, Wishes};
use crate::imports::written::Written;
use crate::leads::{search, tell, write};
use crate::ownership::{self, Handover, Step};
use crate::visits;
use domain::choice::ChoiceKind;
use domain::lead::{LeadDetails, LeadField, LeadState};
use domain::ownership::MoveKind;
use domain::record::RecordKind;
use domain::{About, ChoiceId, Moment, PersonId, Subject};
use sea_query::{Expr, ExprTrait, Query, Value};
use serde_json::{Map, json};

/// What differs between a lead and its row.
pub(in crate::imports) struct Change {
    id: i64,
    version: i64,
    line: i64,
    old: LeadDetails,
    new: LeadDetails,
    old_status: ChoiceId,
    status: Option<Picked>,
    old_source: Option<ChoiceId>,
    source: Option<Option<Picked>>,
    old_intake: Option<ChoiceId>,
    intake: Option<Option<Picked>>,
    old_owner: Option<PersonId>,
    pub(super) owner: Option<Named>,
    old_submitted_at: Moment,
    submitted_at: Option<Moment>,
    old_external_id: String,
    external_id: Option<String>,
    old_added: Fields,
    pub(super) added: Wishes,
    /// Nobody is to have it.
    to_nobody: bool,
}

/// A choice that is not the present one.
fn other(picked: Option<Option<Picked>>, present: Option<ChoiceId>) -> Option<Option<Picked>> {
    picked.filter(|picked| *picked != present.map(Picked::Known))
}

impl Change {
    pub(in crate::imports) fn of(
        existing: &Existing,
        new: LeadDetails,
        owner: Option<Named>,
        status: Option<Picked>,
        source: Option<Option<Picked>>,
        intake: Option<Option<Picked>>,
    ) -> Self {
        Self {
            id: existing.id,
            version: existing.version,
            line: 0,
            old: existing.details.clone(),
            new,
            old_status: existing.status,
            status: status.filter(|status| *status != Picked::Known(existing.status)),
            old_source: existing.source,
            source: other(source, existing.source),
            old_intake: existing.intake,
            intake: other(intake, existing.intake),
            old_owner: existing.owner,
            owner: owner.filter(|owner| Some(owner) != existing.owner.map(Named::Known).as_ref()),
            old_submitted_at: existing.submitted_at,
            submitted_at: None,
            old_external_id: existing.external_id.clone(),
            external_id: None,
            old_added: existing.added.clone(),
            added: Wishes::new(),
            to_nobody: false,
        }
    }

    pub(in crate::imports) fn at(mut self, submitted_at: Option<Moment>) -> Self {
        self.submitted_at = submitted_at.filter(|at| *at != self.old_submitted_at);
        self
    }

    pub(in crate::imports) fn called(mut self, external_id: Option<String>) -> Self {
        self.external_id = external_id.filter(|id| *id != self.old_external_id);
        self
    }

    /// What added fields are to hold.
    pub(in crate::imports) fn holding(mut self, wishes: Wishes) -> Self {
        self.added = added::differing(wishes, &self.old_added);
        self
    }

    /// Nobody has it any more.
    pub(in crate::imports) const fn left_to_nobody(mut self, so: bool) -> Self {
        self.to_nobody = so && self.old_owner.is_some();
        self
    }

    /// The line of the file it came from.
    pub(super) const fn on_line(mut self, line: i64) -> Self {
        self.line = line;
        self
    }

    pub(in crate::imports) fn is_empty(&self) -> bool {
        self.old == self.new
            && self.status.is_none()
            && self.source.is_none()
            && self.intake.is_none()
            && self.owner.is_none()
            && self.submitted_at.is_none()
            && self.external_id.is_none()
            && self.added.is_empty()
    }
}

/// New values of columns, and what the audit log is told of them.
#[derive(Default)]
struct Values {
    columns: Vec<(&'static str, Value)>,
    told: Map<String, serde_json::Value>,
}

impl Values {
    fn tell(&mut self, field: &str, old: impl Into<String>, new: impl Into<String>) {
        self.told.insert(field.to_owned(), json!([old.into(), new.into()]));
    }

    fn texts(&mut self, old: &LeadDetails, new: &LeadDetails) {
        let pairs = write::values(old).zip(write::values(new));
        for (column, (before, after)) in write::columns().zip(pairs) {
            if before != after {
                self.columns.push((column, after));
            }
        }
        for field in LeadField::ALL.iter().filter(|field| old.get(**field) != new.get(**field)) {
            self.tell(field.key(), old.get(*field), new.get(*field));
        }
    }

    fn choice(&mut self, field: &str, column: &'static str, old: Option<ChoiceId>, new: Option<ChoiceId>) {
        let text = |id: Option<ChoiceId>| id.map(|id| id.to_string()).unwrap_or_default();
        self.columns.push((column, new.map(i64::from).into()));
        self.tell(field, text(old), text(new));
    }
}

async fn picked(
    work: &mut Work,
    tx: &mut Tx,
    kind: ChoiceKind,
    picked: Option<&Picked>,
) -> Result<Option<ChoiceId>> {
    match picked {
        Some(picked) => Ok(Some(work.choice(tx, kind, picked).await?)),
        None => Ok(None),
    }
}

/// Writes what differs, with its place in the timeline and in the audit log.
pub(in crate::imports) async fn write(work: &mut Work, tx: &mut Tx, change: Change) -> Result<()> {
    let (now, me) = (work.now(), work.me());
    let mut values = Values::default();
    values.texts(&change.old, &change.new);
    if let Some(status) = picked(work, tx, ChoiceKind::Status, change.status.as_ref()).await? {
        values.choice("status", "status_id", Some(change.old_status), Some(status));
        tell::entries(tx, RecordKind::Status, me, now, &[(change.id, status.to_string())]).await?;
    }
    if let Some(source) = &change.source {
        let source = picked(work, tx, ChoiceKind::Source, source.as_ref()).await?;
        values.choice("source", "source_id", change.old_source, source);
    }
    if let Some(intake) = &change.intake {
        let intake = picked(work, tx, ChoiceKind::Intake, intake.as_ref()).await?;
        values.choice("intake", "intake_id", change.old_intake, intake);
    }
    if let Some(at) = change.submitted_at {
        values.columns.push(("submitted_at", at.0.into()));
        values.tell("submitted_at", change.old_submitted_at.to_string(), at.to_string());
    }
    if let Some(id) = &change.external_id {
        values.columns.push(("external_id", id.as_str().into()));
        values.tell("external_id", change.old_external_id.as_str(), id.as_str());
    }
    let (wishes, columns) = added::of_change(work, tx, &change.added).await?;
    for (field, wish) in wishes {
        values.tell(&field, change.old_added.get(&field).cloned().unwrap_or_default(), wish);
    }
    values.columns.extend(columns);
    if let Some(named) = &change.owner {
        assign(work, tx, &change, named, &mut values).await?;
    } else if change.to_nobody {
        release(work, tx, &change, &mut values).await?;
    }
    work.owners.insert(change.old_owner.map(i64::from));
    let mut update = Query::update();
    update
        .table("leads")
        .value("version", change.version + 1)
        .value("updated_at", now.0)
        .values(values.columns.into_iter().map(|(column, value)| (column, value.into())))
        .and_where(Expr::col("id").eq(change.id));
    tx.run(Guarded::unrestricted(update, "rows that were read under the guard and locked just before"))
        .await?;
    if change.old != change.new || !change.added.is_empty() {
        search::index(tx, &[(change.id, &change.new)]).await?;
    }
    work.written.push(Written {
        about: About::new(Subject::Lead, change.id),
        line: change.line,
        name: super::name(&change.new),
        former: Some(former(&values.told)),
        host: None,
    });
    let detail = serde_json::Value::Object(values.told);
    note(tx, now, Some(me), "lead.changed", "lead", Some(change.id), Some(change.version + 1), &detail).await
}

/// What stood in the fields that were changed.
fn former(told: &Map<String, serde_json::Value>) -> Map<String, serde_json::Value> {
    let before = |change: &serde_json::Value| change.get(0).cloned().unwrap_or_default();
    told.iter().map(|(field, change)| (field.clone(), before(change))).collect()
}

async fn assign(
    work: &mut Work,
    tx: &mut Tx,
    change: &Change,
    named: &Named,
    values: &mut Values,
) -> Result<()> {
    let owner = work.person(tx, named).await?;
    values.columns.push(("owner_id", owner.0.into()));
    if change.old_owner.is_none() {
        values.columns.push(("state", LeadState::Claimed.key().into()));
    }
    let text = |person: Option<PersonId>| person.map(|person| person.to_string()).unwrap_or_default();
    values.tell("owner", text(change.old_owner), text(Some(owner)));
    let entry = (change.id, owner.to_string());
    tell::entries(tx, RecordKind::Assigned, work.me(), work.now(), &[entry]).await?;
    work.owners.insert(Some(owner.0));
    let step = Step { id: change.id, from: change.old_owner.map(i64::from), from_pool: None };
    let handover = Handover::to(MoveKind::Assigned, owner);
    ownership::write(tx, &work.desk, Subject::Lead, &[step], &handover).await?;
    visits::hand_over(tx, Subject::Lead, &[(change.id, change.old_owner.map(i64::from))], owner).await
}

/// A lead nobody had goes back to nobody.
async fn release(work: &mut Work, tx: &mut Tx, change: &Change, values: &mut Values) -> Result<()> {
    values.columns.push(("owner_id", Value::BigInt(None)));
    values.columns.push(("state", LeadState::Unclaimed.key().into()));
    values.tell("owner", change.old_owner.map(|owner| owner.to_string()).unwrap_or_default(), "");
    work.owners.insert(None);
    let step = Step { id: change.id, from: change.old_owner.map(i64::from), from_pool: None };
    let handover = Handover::to_nobody(MoveKind::GivenUp);
    ownership::write(tx, &work.desk, Subject::Lead, &[step], &handover).await?;
    visits::call_off(tx, Subject::Lead, &[change.id], work.now()).await
}
