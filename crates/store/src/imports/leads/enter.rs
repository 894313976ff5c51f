//! Entering the leads that are new.
use super::{LeadRow, Work};
use crate::Result;
use crate::db::{Run, Tx};
use crate::leads::{search, tell, write};
use crate::ownership;
use domain::choice::ChoiceKind;
use domain::lead::{LeadDetails, LeadState};
use domain::ownership::MoveKind;
use domain::record::RecordKind;
use domain::{FieldProblem, PersonId, Problem, Subject};
use sea_query::{Expr, Query, Value};

/// 42 columns × 500 rows stay under the 32,766 values SQLite takes in one statement.
const PART: usize = 500;

const FIXED: [&str; 10] = [
    "state",
    "owner_id",
    "status_id",
    "intake_id",
    "source_id",
    "external_id",
    "import_id",
    "submitted_at",
    "created_at",
    "updated_at",
];

/// Enters leads, with their search documents and the first entry of each timeline.
pub(super) async fn write(work: &mut Work, tx: &mut Tx, new: Vec<(LeadRow, LeadDetails)>) -> Result<()> {
    for part in new.chunks(PART) {
        let mut owners = Vec::with_capacity(part.len());
        let mut insert = Query::insert();
        insert.into_table("leads").columns(FIXED.into_iter().chain(write::columns())).returning_col("id");
        for (row, details) in part {
            let (owner, fixed) = fixed(work, tx, row).await?;
            owners.push((owner, None));
            insert.values_panic(fixed.into_iter().chain(write::values(details)).map(Expr::val));
        }
        let mut ids: Vec<i64> = tx.values(work.desk.viewer.insert(insert)).await?;
        // Ids are given in the order of the rows; the order in which they are told is not promised.
        ids.sort_unstable();
        let documents: Vec<_> = ids.iter().copied().zip(part.iter().map(|(_, details)| details)).collect();
        search::index(tx, &documents).await?;
        let places = ids.iter().copied().zip(owners);
        ownership::begin(tx, &work.desk, Subject::Lead, MoveKind::Imported, places).await?;
        let entries: Vec<_> = ids.iter().map(|id| (*id, String::new())).collect();
        tell::entries(tx, RecordKind::Entered, work.me(), work.now(), &entries).await?;
    }
    Ok(())
}

async fn fixed(work: &mut Work, tx: &mut Tx, row: &LeadRow) -> Result<(Option<PersonId>, [Value; 10])> {
    let now = work.now().0;
    let owner = match &row.owner {
        Some(named) => Some(work.person(tx, named).await?.0),
        None => None,
    };
    let status = match &row.status {
        Some(picked) => work.choice(tx, ChoiceKind::Status, picked).await?,
        None => {
            let first = work.choices.first_status();
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
    let values = [
        state.key().into(),
        owner.into(),
        status.0.into(),
        intake.into(),
        source.into(),
        row.external_id.clone().unwrap_or_default().into(),
        work.import.0.into(),
        row.submitted_at.map_or(now, |at| at.0).into(),
        now.into(),
        now.into(),
    ];
    Ok((owner.map(PersonId), values))
}
