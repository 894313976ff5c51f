//! The shape of the role tree: `role_closure` holds each role with every role above it.
use crate::Result;
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use domain::RoleId;
use domain::person::Role;
use sea_query::{Expr, ExprTrait, LockType, Query, SelectStatement};

/// Makes those who change roles, or who has them, go one after the other: two moves that are harmless alone
/// can make a circle together, and two administrators could disable each other.
pub(crate) async fn lock(tx: &mut Tx) -> Result<()> {
    let mut select = Query::select();
    select.column("id").from("roles").and_where(Expr::col("preset").eq(true)).lock(LockType::NoKeyUpdate);
    tx.values::<i64, _>(Guarded::unrestricted(select, "roles are managed by permission")).await?;
    Ok(())
}

/// Puts a new role into the closure: below itself and below all that its parent is below.
pub(super) async fn plant(tx: &mut Tx, role: i64, parent: Option<i64>) -> Result<()> {
    let mut insert = Query::insert();
    insert.into_table("role_closure").columns(["ancestor_id", "descendant_id", "depth"]).values_panic([
        role.into(),
        role.into(),
        0_i64.into(),
    ]);
    tx.run(Guarded::unrestricted(insert, "roles are managed by permission")).await?;
    match parent {
        Some(parent) => hang(tx, role, parent).await,
        None => Ok(()),
    }
}

/// Moves a role and all below it: out from under what is above them now, and under the new parent.
pub(super) async fn replant(tx: &mut Tx, role: i64, parent: Option<i64>) -> Result<()> {
    let mut delete = Query::delete();
    delete
        .from_table("role_closure")
        .and_where(Expr::col("descendant_id").in_subquery(below(role)))
        .and_where(Expr::col("ancestor_id").not_in_subquery(below(role)));
    tx.run(Guarded::unrestricted(delete, "roles are managed by permission")).await?;
    match parent {
        Some(parent) => hang(tx, role, parent).await,
        None => Ok(()),
    }
}

/// The role itself and every role below it.
fn below(role: i64) -> SelectStatement {
    let mut select = Query::select();
    select.column("descendant_id").from("role_closure").and_where(Expr::col("ancestor_id").eq(role));
    select
}

/// Each of the parent and those above it becomes an ancestor of the role and all below it.
async fn hang(tx: &mut Tx, role: i64, parent: i64) -> Result<()> {
    let depth = Expr::col(("upper", "depth")).add(Expr::col(("lower", "depth"))).add(1_i64);
    let mut select = Query::select();
    select
        .columns([("upper", "ancestor_id"), ("lower", "descendant_id")])
        .expr(depth)
        .from_as("role_closure", "upper")
        .from_as("role_closure", "lower")
        .and_where(Expr::col(("upper", "descendant_id")).eq(parent))
        .and_where(Expr::col(("lower", "ancestor_id")).eq(role));
    let mut insert = Query::insert();
    insert.into_table("role_closure").columns(["ancestor_id", "descendant_id", "depth"]);
    insert.select_from(select).map_err(|error| crate::Error::Internal(error.to_string()))?;
    tx.run(Guarded::unrestricted(insert, "roles are managed by permission")).await?;
    Ok(())
}

/// Whether a role is another, or stands below it.
pub(super) fn is_below(all: &[Role], role: RoleId, other: RoleId) -> bool {
    let above = |role: &RoleId| all.iter().find(|each| each.id == *role).and_then(|each| each.parent);
    // A tree is never higher than it has roles; the limit keeps a broken one from holding us up.
    std::iter::successors(Some(role), above).take(all.len() + 1).any(|each| each == other)
}

/// Each role followed by the roles below it; the preset one first, siblings by name.
pub(super) fn in_order(mut all: Vec<Role>) -> Vec<Role> {
    all.sort_by_cached_key(|role| (!role.preset, words::sort_key(&role.name), role.id));
    let mut ordered = Vec::with_capacity(all.len());
    take_below(None, &mut all, &mut ordered);
    ordered.append(&mut all);
    ordered
}

fn take_below(parent: Option<RoleId>, from: &mut Vec<Role>, to: &mut Vec<Role>) {
    while let Some(at) = from.iter().position(|role| role.parent == parent) {
        let role = from.remove(at);
        let id = role.id;
        to.push(role);
        take_below(Some(id), from, to);
    }
}
