//! Leads an import changed are as before.
use super::super::added;
use super::super::known::{Named, Picked};
use super::super::leads::Change;
use super::super::leads::there::read;
use super::super::leads::update::write;
use super::super::work::Work;
use super::change::Kept;
use super::rows::{from, number};
use crate::Result;
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use domain::choice::ChoiceKind;
use domain::lead::LeadField;
use domain::{ChoiceId, Moment, PersonId};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::{Map, Value as Json};

/// Whose rows of a table are.
pub(super) async fn owners_of(tx: &mut Tx, table: &'static str, ids: &[i64]) -> Result<Vec<Option<i64>>> {
    let mut select = Query::select();
    select.column("owner_id").distinct().from(table).and_where(Expr::col("id").is_in(ids.iter().copied()));
    tx.values(Guarded::unrestricted(select, "rows an import has written, for whoever ran it")).await
}

/// Whose leads are.
pub(super) async fn owners(tx: &mut Tx, ids: &[i64]) -> Result<Vec<Option<i64>>> {
    owners_of(tx, "leads", ids).await
}

/// A choice that stood there before: nothing where the field was left alone, and no choice where none stood. What was
/// merged since is what it was merged into.
fn choice(work: &Work, former: &Map<String, Json>, field: &str, list: ChoiceKind) -> Option<Option<Picked>> {
    former.get(field)?;
    let id = number(former, field).and_then(|id| work.choices.now(list, ChoiceId(id)));
    Some(id.map(Picked::Known))
}

/// Writes what stood there before.
pub(super) async fn restore(work: &mut Work, tx: &mut Tx, rows: &[Kept]) -> Result<()> {
    let ids: Vec<i64> = rows.iter().map(|row| row.subject_id).collect();
    if ids.is_empty() {
        return Ok(());
    }
    let leads = read(work, tx, false, from("leads"), ids).await?;
    for row in rows {
        let (Some(lead), Some(former)) = (leads.get(&row.subject_id), row.former()?) else { continue };
        let mut details = lead.details.clone();
        for field in LeadField::ALL {
            if let Some(text) = former.get(field.key()).and_then(Json::as_str) {
                details.set(*field, text.to_owned());
            }
        }
        let owner = number(&former, "owner").map(|owner| Named::Known(PersonId(owner)));
        let is_nobodys = former.contains_key("owner") && owner.is_none();
        let status = choice(work, &former, "status", ChoiceKind::Status).flatten();
        let source = choice(work, &former, "source", ChoiceKind::Source);
        let intake = choice(work, &former, "intake", ChoiceKind::Intake);
        let text = |field: &str| former.get(field).and_then(Json::as_str);
        let change = Change::of(lead, details, owner, status, source, intake)
            .at(text("submitted_at").and_then(Moment::parse))
            .called(text("external_id").map(str::to_owned))
            .holding(added::former(work, &former))
            .left_to_nobody(is_nobodys);
        write(work, tx, change).await?;
    }
    Ok(())
}
