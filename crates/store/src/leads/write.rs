//! Entering a lead.
use super::noun::key_column;
use super::{LeadRows, Leads, search, tell};
use crate::audit::note;
use crate::custom::{self, Columns, Entry};
use crate::db::{Dialect, Run, Tx};
use crate::guard::Guarded;
use crate::ownership;
use crate::settings;
use crate::verbs::PART;
use crate::{Desk, Result};
use crate::{bulk, choices};
use domain::choice::ChoiceKind;
use domain::lead::{Lead, LeadDetails, LeadField, LeadState, NewLead};
use domain::ownership::MoveKind;
use domain::record::RecordKind;
use domain::{ChoiceId, FieldErrors, FieldProblem, LeadId, Permission, PersonId, Problem, Subject};
use sea_query::{Expr, ExprTrait, Query, Value};

/// The columns of the text fields with their sort keys, in the order of [`values`].
pub(crate) fn columns() -> impl Iterator<Item = &'static str> {
    LeadField::ALL.iter().flat_map(|field| {
        let key = key_column(*field);
        [Some(field.key()), (key != field.key()).then_some(key)].into_iter().flatten()
    })
}

/// What goes into them.
pub(crate) fn values(details: &LeadDetails) -> impl Iterator<Item = Value> + '_ {
    LeadField::ALL.iter().flat_map(|field| {
        let text = details.get(*field);
        let key = (key_column(*field) != field.key()).then(|| Value::from(words::sort_key(text)));
        [Some(Value::from(text)), key].into_iter().flatten()
    })
}

impl Leads<'_> {
    /// Enters a lead.
    ///
    /// # Errors
    /// [`Problem::Invalid`] with each wrong field; [`Problem::Forbidden`] without the permission to add,
    /// or to give it to someone else.
    pub async fn add(&self, new: NewLead) -> Result<Lead> {
        let viewer = &self.desk.viewer;
        viewer.require(Permission::AddLeads)?;
        if new.owner.is_some_and(|owner| owner != viewer.person) {
            viewer.require(Permission::AssignLeads)?;
        }
        let new = self.checked(new).await?;
        let now = self.desk.now();
        let mut tx = self.desk.begin().await?;
        for (kind, choice) in choices_of(&new) {
            choices::hold_for(&mut tx, kind, kind.key(), choice).await?;
        }
        let mut errors = FieldErrors::default();
        let added = custom::checked(&mut tx, Subject::Lead, &new.added, Entry::New, &mut errors).await?;
        errors.into_result()?;
        let ids = insert(&mut tx, self.desk, &[(&new, added)]).await?;
        search::index(&mut tx, &[(ids[0], &new.details)]).await?;
        let place = [(ids[0], (new.owner, None))];
        ownership::begin(&mut tx, self.desk, Subject::Lead, MoveKind::Entered, place).await?;
        tell::entries(&mut tx, RecordKind::Entered, viewer.person, now, &[(ids[0], String::new())]).await?;
        let (id, detail) = (LeadId(ids[0]), serde_json::json!({}));
        note(&mut tx, now, Some(viewer.person), "lead.added", "lead", Some(id.0), Some(1), &detail).await?;
        tell::changed(&mut tx, &ids, [new.owner.map(i64::from)]).await?;
        let lead = self.entered(&mut tx, id).await?;
        tx.commit().await?;
        Ok(lead)
    }

    pub(crate) async fn checked(&self, new: NewLead) -> Result<NewLead> {
        let mut errors = FieldErrors::default();
        let choices = self.desk.choices().all().await?;
        let offered = |kind: ChoiceKind, id: ChoiceId| {
            choices.iter().any(|choice| choice.kind == kind && choice.id == id && !choice.retired)
        };
        for (kind, _) in choices_of(&new).filter(|(kind, id)| !offered(*kind, *id)) {
            errors.add(kind.key(), FieldProblem::NotChoosable);
        }
        if let Some(owner) = new.owner
            && !works_here(self.desk, owner).await?
        {
            errors.add("owner", FieldProblem::NotChoosable);
        }
        let details = match new.details.clone().check() {
            Ok(details) => details,
            Err(Problem::Invalid { fields }) => {
                errors.0.extend(fields.0);
                new.details.clone()
            }
            Err(other) => return Err(other.into()),
        };
        errors.into_result()?;
        let first = choices
            .iter()
            .filter(|choice| choice.kind == ChoiceKind::Status && choice.open && !choice.retired);
        let first = first.min_by_key(|choice| choice.position).map(|choice| choice.id);
        Ok(NewLead { details, status: new.status.or(first), ..new })
    }
}

/// The choices a new lead is given.
fn choices_of(new: &NewLead) -> impl Iterator<Item = (ChoiceKind, ChoiceId)> {
    let given = [
        (ChoiceKind::Status, new.status),
        (ChoiceKind::Intake, new.intake),
        (ChoiceKind::Source, new.source),
    ];
    given.into_iter().filter_map(|(kind, id)| Some((kind, id?)))
}

/// Whether a person exists and may sign in.
pub(crate) async fn works_here(desk: &Desk, person: PersonId) -> Result<bool> {
    let mut select = Query::select();
    select
        .column("id")
        .from("people")
        .and_where(Expr::col("id").eq(person.0))
        .and_where(Expr::col("disabled").eq(false));
    let found: Option<i64> =
        desk.db().value(Guarded::unrestricted(select, "everyone may know who works here")).await?;
    Ok(found.is_some())
}

/// Inserts leads with the columns of their added fields, and returns their ids in the same order. The caller indexes
/// and tells.
pub(crate) async fn insert(tx: &mut Tx, desk: &Desk, leads: &[(&NewLead, Columns)]) -> Result<Vec<i64>> {
    let rows: Vec<bulk::Row> =
        leads.iter().map(|(new, added)| row(desk, new, added)).collect::<Result<_>>()?;
    insert_rows(tx, desk, rows).await
}

/// Inserts rows of leads; their ids in the same order. No id is given twice: what was about a lead that was taken back
/// must never be about another.
pub(crate) async fn insert_rows(tx: &mut Tx, desk: &Desk, mut rows: Vec<bulk::Row>) -> Result<Vec<i64>> {
    if tx.dialect() == Dialect::Sqlite
        && let Some(first) = rows.first_mut()
        && let Some(last) = settings::value_of(tx, LAST_LEAD).await?.and_then(|id| id.parse::<i64>().ok())
    {
        let mut highest = Query::select();
        highest.expr(Expr::col("id").max()).from("leads");
        let highest: Option<Option<i64>> =
            tx.value(Guarded::unrestricted(highest, "an id tells nothing of its lead")).await?;
        if highest.flatten().unwrap_or_default() < last {
            first.push(("id", (last + 1).into()));
        }
    }
    bulk::insert(tx, desk, "leads", &rows).await
}

/// The setting with the highest id of the leads that are gone: SQLite would give it again.
const LAST_LEAD: &str = "last_lead";

/// Deletes leads that are held, with their search documents. Their records stay, as records always do.
pub(crate) async fn erase(tx: &mut Tx, ids: &[i64]) -> Result<()> {
    let Some(highest) = ids.iter().max() else { return Ok(()) };
    let known = settings::value_of(tx, LAST_LEAD).await?.and_then(|id| id.parse::<i64>().ok());
    let last = Ord::max(known.unwrap_or_default(), *highest).to_string();
    settings::set(tx, LAST_LEAD, Some(&last)).await?;
    crate::search::forget::<LeadRows>(tx, ids);
    for part in ids.chunks(PART) {
        let mut delete = Query::delete();
        delete.from_table("leads").and_where(Expr::col("id").is_in(part.iter().copied()));
        tx.run(Guarded::unrestricted(delete, "rows an import has written, for whoever ran it")).await?;
    }
    Ok(())
}

fn row(desk: &Desk, new: &NewLead, added: &Columns) -> Result<bulk::Row> {
    let now = desk.now();
    let state = if new.owner.is_some() { LeadState::Claimed } else { LeadState::Unclaimed };
    let status = new.status.ok_or_else(|| Problem::field("status", FieldProblem::Required))?;
    let mut row: bulk::Row = vec![
        ("state", state.key().into()),
        ("owner_id", new.owner.map(i64::from).into()),
        ("status_id", status.0.into()),
        ("intake_id", new.intake.map(i64::from).into()),
        ("source_id", new.source.map(i64::from).into()),
        ("submitted_at", new.submitted_at.unwrap_or(now).0.into()),
        ("created_at", now.0.into()),
        ("updated_at", now.0.into()),
    ];
    row.extend(columns().zip(values(&new.details)));
    row.extend(added.iter().cloned());
    Ok(row)
}
