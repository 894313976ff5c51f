//! The only way into the calendar.
use crate::db::{Run, Tx};
use crate::{Desk, Result};
use domain::visit::{PlanKind, VisitState};
use domain::{About, Moment, PersonId};
use sea_query::{Expr, ExprTrait, OnConflict, Query};

/// A visit to be entered.
#[derive(Debug, Clone)]
pub(crate) struct NewPlan {
    pub(crate) kind: PlanKind,
    pub(crate) about: About,
    pub(crate) person: PersonId,
    pub(crate) starts_at: Moment,
    pub(crate) minutes: i64,
    pub(crate) place: String,
    pub(crate) points: String,
    pub(crate) state: VisitState,
    pub(crate) created_at: Moment,
    pub(crate) closed_at: Option<Moment>,
    pub(crate) once: Option<String>,
    pub(crate) external_id: String,
}

const COLUMNS: [&str; 14] = [
    "kind",
    "subject",
    "subject_id",
    "person_id",
    "starts_at",
    "minutes",
    "place",
    "points",
    "state",
    "created_by",
    "created_at",
    "closed_at",
    "once",
    "external_id",
];

/// Enters visits: row and id of each, in the same order. Those whose `once` was there are left out.
pub(crate) async fn add(tx: &mut Tx, desk: &Desk, plans: &[NewPlan]) -> Result<Vec<(i64, i64)>> {
    let mut all = Vec::with_capacity(plans.len());
    for part in plans.chunks(500) {
        let mut insert = Query::insert();
        insert
            .into_table("plans")
            .columns(COLUMNS)
            .on_conflict(
                OnConflict::columns(["once", "subject", "subject_id"])
                    .target_and_where(Expr::col("once").is_not_null())
                    .do_nothing()
                    .to_owned(),
            )
            .returning(Query::returning().columns(["subject_id", "id"]));
        for plan in part {
            insert.values_panic([
                plan.kind.key().into(),
                plan.about.subject.key().into(),
                plan.about.id.into(),
                plan.person.0.into(),
                plan.starts_at.0.into(),
                plan.minutes.into(),
                plan.place.as_str().into(),
                plan.points.as_str().into(),
                plan.state.key().into(),
                desk.viewer.person.0.into(),
                plan.created_at.0.into(),
                plan.closed_at.map(|at| at.0).into(),
                plan.once.clone().into(),
                plan.external_id.as_str().into(),
            ]);
        }
        let mut rows: Vec<(i64, i64)> = tx.all(desk.viewer.insert(insert)).await?;
        // Ids are given in the order of the rows; the order in which they are told is not promised.
        rows.sort_unstable_by_key(|(_, id)| *id);
        all.extend(rows);
    }
    Ok(all)
}
