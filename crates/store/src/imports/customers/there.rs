//! Which customers are there already.
use super::super::work::Work;
use crate::Result;
use crate::customers::{CustomerRows, Several, several, state};
use crate::db::Run;
use crate::guard::{Reach, Visible};
use crate::imports::added;
use crate::imports::key::{Found, Key, behind, ids};
use domain::Permission;
use domain::customer::CustomerState;
use sea_query::{Condition, Expr, ExprTrait, SimpleExpr};
use std::collections::HashMap;

/// A customer that is there.
pub(in crate::imports) type Existing = Several;

/// Finds the customers behind the texts that name them. What lies in the bin is not there.
pub(super) async fn look_up(work: &Work, on: &mut impl Run, texts: Vec<&str>) -> Result<Found<Existing>> {
    let Some(key) = Key::of(&work.rules).filter(|_| !texts.is_empty()) else { return Ok(Found::new()) };
    let ids = ids(on, "customers", key, &texts, living()).await?;
    let seen = seen(work, on, ids.iter().map(|(id, _)| *id).collect()).await?;
    Ok(behind(key, ids, seen))
}

/// Somebody has it, or a pool.
pub(in crate::imports) fn living() -> Condition {
    // Not by naming the other states: their index would be read from one end to the other.
    Condition::all().add(Expr::col("state").ne(CustomerState::Bin.key()))
}

/// What the importer may change: as by hand, and, for those who put customers into pools, what lies there.
pub(in crate::imports) fn changeable(work: &Work) -> Condition {
    let viewer = &work.desk.viewer;
    let any = Condition::any().add(CustomerRows::within(viewer, Reach::Change)).add_option(
        work.may(Permission::AssignCustomers).then(|| {
            Condition::all().add(CustomerRows::within(viewer, Reach::See)).add(state(CustomerState::Pool))
        }),
    );
    let none = (!work.may(Permission::EditCustomers)).then(|| Expr::val(1).eq(0));
    Condition::all().add(any).add_option(none)
}

/// What the importer sees whole. Of what lies in a pool, somebody who only may claim it does not see all.
async fn seen(work: &Work, on: &mut impl Run, ids: Vec<i64>) -> Result<HashMap<i64, Existing>> {
    let viewer = &work.desk.viewer;
    let whole = (!work.may(Permission::AssignCustomers)).then(|| state(CustomerState::Pool).not());
    let select = viewer.select::<CustomerRows>(Reach::See).and(Condition::all().add_option(whole));
    let mine: SimpleExpr = Expr::case(changeable(work), 1_i64).finally(0_i64).into();
    let mut there = several(on, viewer, select, mine, &ids, work.lock).await?;
    added::fill(work, on, &mut there, |existing| &mut existing.customer.added).await?;
    Ok(there)
}
