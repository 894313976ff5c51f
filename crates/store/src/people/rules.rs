//! Who may make whom what. Each is asked inside the transaction that makes it so.
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use crate::{Result, Viewer};
use domain::customer::Security;
use domain::{FieldProblem, Permission, Problem, RoleId, Scope};
use sea_query::{Expr, ExprTrait, Query};
use sqlx::FromRow;

#[derive(FromRow)]
struct Granted {
    role_id: i64,
    scope: String,
    preset: bool,
    permission: Option<String>,
}

pub(crate) async fn roles_are_there(tx: &mut Tx, roles: &[RoleId]) -> Result<()> {
    let mut select = Query::select();
    select
        .expr(Expr::col("id").count())
        .from("roles")
        .and_where(Expr::col("id").is_in(roles.iter().map(|role| role.0)));
    let there: Option<i64> =
        tx.value(Guarded::unrestricted(select, "roles are managed by permission")).await?;
    if there == i64::try_from(roles.len()).ok() {
        return Ok(());
    }
    Err(Problem::field("roles", FieldProblem::NotChoosable).into())
}

async fn granted(tx: &mut Tx, roles: &[RoleId]) -> Result<Vec<Granted>> {
    let mut select = Query::select();
    select
        .expr_as(Expr::col(("roles", "id")), "role_id")
        .columns([("roles", "scope"), ("roles", "preset")])
        .column(("role_permissions", "permission"))
        .from("roles")
        .left_join("role_permissions", Expr::col(("role_permissions", "role_id")).equals(("roles", "id")))
        .and_where(Expr::col(("roles", "id")).is_in(roles.iter().map(|role| role.0)));
    tx.all(Guarded::unrestricted(select, "roles are managed by permission")).await
}

/// Whether the viewer may give these roles to someone, and change someone who has them. Whoever can not
/// change roles hands out no more than they hold themselves: otherwise they would make an administrator,
/// or set an administrator's password, and sign in as one.
pub(crate) async fn may_hand_out(tx: &mut Tx, viewer: &Viewer, roles: &[RoleId]) -> Result<()> {
    if viewer.may(Permission::ManageRoles) {
        return Ok(());
    }
    let below = below(tx, &viewer.roles).await?;
    let granted = granted(tx, roles).await?;
    let scope_of = |granted: &Granted| Scope::from_key(&granted.scope).unwrap_or(Scope::Company);
    // A person's widest scope counts for all roles together: one of them above another branch would show that one.
    let together = granted.iter().map(scope_of).max().unwrap_or_default();
    let held = |granted: &Granted| {
        let seen = match (viewer.scope, together) {
            (Scope::Company, _) | (_, Scope::Own) => true,
            // The same scope higher up in the tree, or beside it, would show other rows.
            (Scope::Subordinates, Scope::Subordinates) => below.contains(&granted.role_id),
            _ => false,
        };
        let allowed = granted
            .permission
            .as_deref()
            .is_none_or(|key| Permission::from_key(key).is_some_and(|permission| viewer.may(permission)));
        !granted.preset && seen && allowed
    };
    if granted.iter().all(held) {
        return Ok(());
    }
    Err(Problem::Forbidden { permission: Permission::ManageRoles }.into())
}

/// Whether the viewer may trust someone so far, and change someone who is trusted so far. Whoever can not change
/// roles trusts nobody further than they are trusted themselves.
pub(super) fn may_trust(viewer: &Viewer, clearance: Security) -> Result<()> {
    if viewer.may(Permission::ManageRoles) || viewer.is_cleared(clearance) {
        return Ok(());
    }
    Err(Problem::field("clearance", FieldProblem::NotChoosable).into())
}

async fn below(tx: &mut Tx, roles: &[RoleId]) -> Result<Vec<i64>> {
    let mut select = Query::select();
    select
        .column("descendant_id")
        .from("role_closure")
        .and_where(Expr::col("ancestor_id").is_in(roles.iter().map(|role| role.0)));
    tx.values(Guarded::unrestricted(select, "roles are managed by permission")).await
}

/// How many people can sign in and have the preset role.
pub(super) async fn administrators(tx: &mut Tx) -> Result<i64> {
    let mut select = Query::select();
    select
        .expr(Expr::col(("people", "id")).count_distinct())
        .from("people")
        .inner_join("person_roles", Expr::col(("person_roles", "person_id")).equals(("people", "id")))
        .inner_join("roles", Expr::col(("roles", "id")).equals(("person_roles", "role_id")))
        .and_where(Expr::col(("roles", "preset")).eq(true))
        .and_where(Expr::col(("people", "disabled")).eq(false))
        .and_where(Expr::col(("people", "password_hash")).is_not_null());
    let count = tx.value(Guarded::unrestricted(select, "people are managed by permission")).await?;
    Ok(count.unwrap_or_default())
}

pub(super) async fn someone_still_administers(tx: &mut Tx, before: i64) -> Result<()> {
    if before > 0 && administrators(tx).await? == 0 {
        return Err(Problem::WrongState.into());
    }
    Ok(())
}

/// Nobody takes from themselves the right they are just using.
pub(super) async fn still_manages(tx: &mut Tx, roles: &[RoleId]) -> Result<()> {
    let manages = |granted: &Granted| {
        granted.preset || granted.permission.as_deref() == Some(Permission::ManagePeople.key())
    };
    if granted(tx, roles).await?.iter().any(manages) {
        return Ok(());
    }
    Err(Problem::WrongState.into())
}
