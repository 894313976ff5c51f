//! Customers: list, find, enter, change, and the verbs that move them.
mod bin;
mod candidates;
mod change;
mod fields;
mod find;
mod follow;
mod groups;
pub(crate) mod identities;
pub(crate) mod level;
mod level_counts;
mod many;
mod merging;
mod moves;
mod noun;
mod parameters;
mod rows;
mod search;
mod shares;
pub(crate) mod twins;
mod wanted;
mod web_items;
mod why;
mod write;

pub(crate) use change::marks as marks_of;
pub(crate) use fields::{columns as field_columns, present};
pub(crate) use find::{Several, several};
pub(crate) use moves::{CustomerBrief, pooled};
pub(crate) use noun::is_company;
pub(crate) use write::{Checked, Place, columns_of};

use crate::guard::{Reach, Visible};
use crate::leads::owned_within;
use crate::{Desk, Viewer};
use domain::Permission;
use domain::customer::CustomerState;
use sea_query::{Condition, Expr, ExprTrait, Query, SelectStatement, SimpleExpr};

/// Customers, as one person sees them.
#[derive(Clone, Copy)]
pub struct Customers<'a> {
    pub(crate) desk: &'a Desk,
}

/// The rows of the customers table: what one owns, stands above or has been given a share of; what lies in one's
/// pools; and the bin, for those who look after it. Above one's clearance there is nothing.
#[derive(Clone, Copy)]
pub(crate) struct CustomerRows;

impl Visible for CustomerRows {
    const TABLE: &'static str = "customers";

    fn within(viewer: &Viewer, reach: Reach) -> Condition {
        if !viewer.may(Permission::ViewCustomers) {
            return Condition::all().add(Expr::val(1).eq(0));
        }
        let state = |state: CustomerState| viewer.place("customers", "state").eq(state.key());
        let owned = Condition::all().add(state(CustomerState::Owned)).add(owned(viewer));
        let shared = Condition::all()
            .add(state(CustomerState::Owned))
            .add(Expr::col(("customers", "id")).in_subquery(shared_with(viewer, reach)));
        let mut any = Condition::any().add(owned).add(shared);
        if viewer.may(Permission::ManageBin) {
            any = any.add(binned(viewer));
        }
        if reach == Reach::See && in_pools(viewer) {
            any =
                any.add(Condition::all().add(state(CustomerState::Pool)).add(my_pools(viewer, "customers")));
        }
        Condition::all().add(cleared(viewer, "customers")).add(any)
    }
}

pub(crate) fn state(state: CustomerState) -> SimpleExpr {
    Expr::col(("customers", "state")).eq(state.key())
}

/// Not above the viewer's clearance.
pub(crate) fn cleared(viewer: &Viewer, table: &'static str) -> SimpleExpr {
    viewer.place(table, "security").lte(viewer.clearance)
}

/// Whether the viewer looks into pools at all.
pub(crate) fn in_pools(viewer: &Viewer) -> bool {
    viewer.may(Permission::ClaimCustomers) || viewer.may(Permission::AssignCustomers)
}

/// What the viewer owns or stands above; everything for those who watch over the company.
pub(crate) fn owned(viewer: &Viewer) -> Condition {
    owned_in(viewer, "customers")
}

/// The same on another table with the column of the owner.
pub(crate) fn owned_in(viewer: &Viewer, table: &'static str) -> Condition {
    if viewer.may(Permission::MonitorCustomers) {
        return Condition::all();
    }
    owned_within(viewer, (table, "owner_id"))
}

fn binned(viewer: &Viewer) -> Condition {
    Condition::all()
        .add(viewer.place("customers", "state").eq(CustomerState::Bin.key()))
        .add(Expr::col(("customers", "merged_into")).is_null())
        .add(Condition::any().add(owned(viewer)).add(viewer.place("customers", "owner_id").is_null()))
}

/// The customers that are shared with the viewer now.
pub(crate) fn shared_with(viewer: &Viewer, reach: Reach) -> SelectStatement {
    let mut shares = Query::select();
    shares
        .column(("shares", "customer_id"))
        .from("shares")
        .and_where(Expr::col(("shares", "person_id")).eq(viewer.person.0))
        .cond_where(
            Condition::any()
                .add(Expr::col(("shares", "ends_at")).is_null())
                .add(Expr::col(("shares", "ends_at")).gt(viewer.at.0)),
        );
    if reach == Reach::Change {
        shares.and_where(Expr::col(("shares", "may_edit")).eq(1_i64));
    }
    shares
}

/// The pools the viewer belongs to. Those who assign or watch over the company see every pool.
pub(crate) fn my_pools(viewer: &Viewer, table: &'static str) -> Condition {
    if viewer.may(Permission::AssignCustomers) || viewer.may(Permission::MonitorCustomers) {
        return Condition::all();
    }
    let mut mine = Query::select();
    let roles = viewer.roles.iter().map(|role| role.0);
    mine.column(("pool_members", "pool_id")).from("pool_members").cond_where(
        Condition::any()
            .add(Expr::col(("pool_members", "person_id")).eq(viewer.person.0))
            .add(Expr::col(("pool_members", "role_id")).is_in(roles)),
    );
    let mut pools = Query::select();
    pools.column(("pools", "id")).from("pools").cond_where(
        Condition::any()
            .add(Expr::col(("pools", "everyone")).eq(1_i64))
            .add(Expr::col(("pools", "id")).in_subquery(mine)),
    );
    Condition::all().add(viewer.place(table, "pool_id").in_subquery(pools))
}
