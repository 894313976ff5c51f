//! What a merge keeps, so that it can be undone.
use super::super::fields::present;
use crate::edit::Fields;
use domain::customer::{Customer, CustomerState};
use domain::merge::Merge;
use domain::{CustomerId, MergeId, Moment};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use serde::{Deserialize, Serialize};
use sqlx::FromRow;
use std::collections::BTreeMap;

/// A share as its row holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, FromRow, Serialize, Deserialize)]
pub(super) struct ShareRow {
    pub(super) person_id: i64,
    pub(super) may_edit: i64,
    pub(super) ends_at: Option<i64>,
    pub(super) by_id: i64,
    pub(super) at: i64,
}

/// A contact that moved, as it was.
#[derive(Debug, Clone, Copy, FromRow, Serialize, Deserialize)]
pub(super) struct ContactRow {
    pub(super) id: i64,
    pub(super) version: i64,
    pub(super) main: i64,
}

/// What was moved, and what was overwritten.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct Kept {
    /// Fields of the winner: before and after.
    pub(super) fields: BTreeMap<String, (String, String)>,
    /// Where the loser stood.
    pub(super) pooled: bool,
    pub(super) owner: Option<i64>,
    pub(super) pool: Option<i64>,
    pub(super) owned_at: i64,
    pub(super) recycle_at: Option<i64>,
    pub(super) contacts: Vec<ContactRow>,
    /// Plans, with whose they were.
    pub(super) plans: Vec<(i64, i64)>,
    /// Shares of the loser.
    pub(super) shares: Vec<ShareRow>,
    /// Shares of the winner that changed: before and after.
    pub(super) widened: Vec<(Option<ShareRow>, ShareRow)>,
    pub(super) web_items: Vec<i64>,
    /// What had been merged into the loser before.
    pub(super) merged: Vec<i64>,
}

impl Kept {
    pub(super) fn of(loser: &Customer, winner: &Customer, wishes: &Fields) -> Self {
        let before =
            |(field, wish): (&String, &String)| (field.clone(), (present(winner, field), wish.clone()));
        Self {
            fields: wishes.iter().map(before).collect(),
            pooled: loser.state == CustomerState::Pool,
            owner: loser.owner.map(i64::from),
            owned_at: loser.owned_at.0,
            recycle_at: loser.recycle_at.map(|at| at.0),
            ..Self::default()
        }
    }
}

/// A merge, and who did it.
#[derive(FromRow)]
pub(super) struct MergeRow {
    id: i64,
    pub(super) winner_id: i64,
    pub(super) loser_id: i64,
    pub(super) loser_name: String,
    at: i64,
    by_name: Option<String>,
    pub(super) kept: String,
}

impl From<MergeRow> for Merge {
    fn from(row: MergeRow) -> Self {
        Self {
            id: MergeId(row.id),
            winner: CustomerId(row.winner_id),
            loser: CustomerId(row.loser_id),
            loser_name: row.loser_name,
            at: Moment(row.at),
            by: row.by_name,
        }
    }
}

/// The merges that can be undone, the latest first.
pub(super) fn merges() -> SelectStatement {
    let mut select = Query::select();
    select
        .columns(["id", "winner_id", "loser_id", "at", "kept"].map(|column| ("merges", column)))
        .expr_as(Expr::col(("customers", "name")), "loser_name")
        .expr_as(Expr::col(("people", "name")), "by_name")
        .from("merges")
        .inner_join("customers", Expr::col(("customers", "id")).equals(("merges", "loser_id")))
        .left_join("people", Expr::col(("people", "id")).equals(("merges", "by_id")))
        .and_where(Expr::col(("merges", "parted_at")).is_null())
        .order_by(("merges", "id"), Order::Desc);
    select
}
