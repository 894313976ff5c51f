//! Entering the leads that are new.
use super::{LeadRow, Work};
use crate::Result;
use crate::bulk;
use crate::custom;
use crate::db::Tx;
use crate::imports::added;
use crate::imports::written::Written;
use crate::leads::{search, tell, write};
use crate::ownership;
use domain::choice::ChoiceKind;
use domain::lead::{LeadDetails, LeadState};
use domain::ownership::MoveKind;
use domain::record::RecordKind;
use domain::{About, FieldProblem, PersonId, Problem, Subject};

/// Enters leads, with their search documents and the first entry of each timeline.
pub(super) async fn write(work: &mut Work, tx: &mut Tx, new: Vec<(LeadRow, LeadDetails)>) -> Result<()> {
    let (mut owners, mut rows) = (Vec::with_capacity(new.len()), Vec::with_capacity(new.len()));
    let presets = custom::presets(tx, &work.added).await?;
    for (lead, details) in &new {
        let (owner, mut row) = fixed(work, tx, lead).await?;
        row.extend(write::columns().zip(write::values(details)));
        row.extend(added::of_new(work, tx, &presets, &lead.added).await?);
        owners.push((owner, None));
        rows.push(row);
    }
    let ids = write::insert_rows(tx, &work.desk, rows).await?;
    let documents: Vec<_> = ids.iter().copied().zip(new.iter().map(|(_, details)| details)).collect();
    search::index(tx, &documents).await?;
    let places = ids.iter().copied().zip(owners);
    ownership::begin(tx, &work.desk, Subject::Lead, MoveKind::Imported, places).await?;
    let entries: Vec<_> = ids.iter().map(|id| (*id, String::new())).collect();
    tell::entries(tx, RecordKind::Entered, work.me(), work.now(), &entries).await?;
    for (id, (lead, details)) in ids.iter().zip(&new) {
        let about = About::new(Subject::Lead, *id);
        let name = super::name(details);
        work.written.push(Written { about, line: lead.line, name, former: None, host: None });
    }
    Ok(())
}

async fn fixed(work: &mut Work, tx: &mut Tx, row: &LeadRow) -> Result<(Option<PersonId>, bulk::Row)> {
    let now = work.now().0;
    let owner = match &row.owner {
        Some(named) => Some(work.person(tx, named).await?.0),
        None => None,
    };
    let status = match &row.status {
        Some(picked) => work.choice(tx, ChoiceKind::Status, picked).await?,
        None => {
            let first = work.choices.first(ChoiceKind::Status);
            first.ok_or_else(|| Problem::field("status", FieldProblem::Required))?
        }
    };
    let source = match row.source.iter().flatten().next() {
        Some(picked) => Some(work.choice(tx, ChoiceKind::Source, picked).await?.0),
        None => None,
    };
    let intake = match row.intake.iter().flatten().next() {
        Some(picked) => Some(work.choice(tx, ChoiceKind::Intake, picked).await?.0),
        None => None,
    };
    work.owners.insert(owner);
    let state = if owner.is_some() { LeadState::Claimed } else { LeadState::Unclaimed };
    let values = vec![
        ("state", state.key().into()),
        ("owner_id", owner.into()),
        ("status_id", status.0.into()),
        ("intake_id", intake.into()),
        ("source_id", source.into()),
        ("external_id", row.external_id.clone().unwrap_or_default().into()),
        ("import_id", work.import.0.into()),
        ("submitted_at", row.submitted_at.map_or(now, |at| at.0).into()),
        ("created_at", now.into()),
        ("updated_at", now.into()),
    ];
    Ok((owner.map(PersonId), values))
}
