//! The role tree under the company: who may do what, and who stands above whom.
mod tree;

use crate::changes::Changes;
use crate::db::{Run, Tx};
use crate::fields::Form;
use crate::guard::Guarded;
use crate::{Desk, Result};
use domain::live::Signal;
use domain::person::{Role, RoleForm};
use domain::{FieldProblem, Permission, Problem, RoleId, Scope};
use sea_query::{Expr, ExprTrait, Order, Query};
use sqlx::FromRow;
use std::collections::HashMap;

pub(crate) use tree::lock;

const NAME_MAX: usize = 60;

/// The role tree.
#[derive(Clone, Copy)]
pub struct Roles<'a> {
    pub(crate) desk: &'a Desk,
}

#[derive(FromRow)]
struct RoleRow {
    id: i64,
    parent_id: Option<i64>,
    name: String,
    scope: String,
    preset: bool,
}

impl Roles<'_> {
    /// All roles, each followed by the roles below it; the administrator first, others by name.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] for those who manage neither roles nor people.
    pub async fn list(&self) -> Result<Vec<Role>> {
        if !self.desk.viewer.may(Permission::ManagePeople) {
            self.desk.viewer.require(Permission::ManageRoles)?;
        }
        let all = all(&mut self.desk.db()).await?;
        Ok(tree::in_order(all))
    }

    /// Adds a role.
    ///
    /// # Errors
    /// [`Problem::Invalid`] when the name is missing or a sibling has it, or there is no such parent.
    pub async fn add(&self, form: RoleForm) -> Result<RoleId> {
        self.desk.viewer.require(Permission::ManageRoles)?;
        let form = checked(form)?;
        let mut tx = self.desk.begin().await?;
        lock(&mut tx).await?;
        let all = all(&mut tx).await?;
        fits(&all, None, &form)?;
        let id = insert(&mut tx, &form, false).await?;
        let detail = serde_json::json!({
            "name": form.name, "parent": form.parent, "scope": form.scope, "permissions": form.permissions,
        });
        self.desk.note(&mut tx, "role.added", "role", Some(id.0), &detail).await?;
        tx.signal(Signal::Settings);
        tx.commit().await?;
        Ok(id)
    }

    /// Changes a role and moves it, with all roles below it, under another.
    ///
    /// # Errors
    /// [`Problem::Invalid`] when the name is missing or taken, or the new parent stands below the role;
    /// [`Problem::WrongState`] for more than the name of the preset administrator.
    pub async fn change(&self, role: RoleId, form: RoleForm) -> Result<()> {
        self.desk.viewer.require(Permission::ManageRoles)?;
        let form = checked(form)?;
        let mut tx = self.desk.begin().await?;
        lock(&mut tx).await?;
        let all = all(&mut tx).await?;
        let old = all.iter().find(|other| other.id == role).ok_or(Problem::NotFound)?;
        fits(&all, Some(role), &form)?;
        let changes = changes(old, &form);
        if old.preset && changes_more_than_the_name(old, &form) {
            return Err(Problem::WrongState.into());
        }
        if changes.is_empty() {
            return Ok(());
        }
        write(&mut tx, old, &form).await?;
        self.desk.note(&mut tx, "role.changed", "role", Some(role.0), &changes.told()).await?;
        tx.signal(Signal::Settings);
        tx.commit().await
    }

    /// Removes a role nobody has.
    ///
    /// # Errors
    /// [`Problem::InUse`] when people have it or roles stand below it; [`Problem::WrongState`] for the
    /// preset administrator.
    pub async fn remove(&self, role: RoleId) -> Result<()> {
        self.desk.viewer.require(Permission::ManageRoles)?;
        let mut tx = self.desk.begin().await?;
        lock(&mut tx).await?;
        let all = all(&mut tx).await?;
        let old = all.iter().find(|other| other.id == role).ok_or(Problem::NotFound)?;
        if old.preset {
            return Err(Problem::WrongState.into());
        }
        if old.people > 0 || all.iter().any(|other| other.parent == Some(role)) {
            return Err(Problem::InUse.into());
        }
        let mut delete = Query::delete();
        delete.from_table("roles").and_where(Expr::col("id").eq(role.0));
        tx.run(Guarded::unrestricted(delete, "roles are managed by permission")).await?;
        self.desk
            .note(&mut tx, "role.removed", "role", Some(role.0), &serde_json::json!({"name": old.name}))
            .await?;
        tx.signal(Signal::Settings);
        tx.commit().await
    }
}

fn checked(form: RoleForm) -> Result<RoleForm, Problem> {
    let mut fields = Form::default();
    let name = fields.required("name", &form.name, NAME_MAX);
    fields.done()?;
    let mut permissions = form.permissions;
    permissions.sort_unstable();
    permissions.dedup();
    Ok(RoleForm { name, permissions, ..form })
}

/// Whether a role can stand where the form wants it: a parent that is there and not below it, and no
/// sibling of the same name.
fn fits(all: &[Role], role: Option<RoleId>, form: &RoleForm) -> Result<(), Problem> {
    let mut fields = Form::default();
    if let Some(parent) = form.parent {
        fields.refuse_if(all.iter().all(|other| other.id != parent), "parent", FieldProblem::NotChoosable);
        let below = role.is_some_and(|role| tree::is_below(all, parent, role));
        fields.refuse_if(below, "parent", FieldProblem::Circle);
    }
    let key = words::fold(&form.name);
    let taken = |other: &Role| {
        Some(other.id) != role && other.parent == form.parent && words::fold(&other.name) == key
    };
    fields.refuse_if(all.iter().any(taken), "name", FieldProblem::Taken);
    fields.done()
}

fn keys(permissions: &[Permission]) -> Vec<&'static str> {
    permissions.iter().map(|permission| permission.key()).collect()
}

fn changes(old: &Role, new: &RoleForm) -> Changes {
    Changes::default()
        .field("name", old.name.as_str(), new.name.as_str())
        .field("parent", old.parent.map(i64::from), new.parent.map(i64::from))
        .field("scope", old.scope.key(), new.scope.key())
        .field("permissions", keys(&old.permissions), keys(&new.permissions))
}

fn changes_more_than_the_name(old: &Role, new: &RoleForm) -> bool {
    old.parent != new.parent || old.scope != new.scope || old.permissions != new.permissions
}

/// All roles, in no order.
async fn all(on: &mut impl Run) -> Result<Vec<Role>> {
    let mut select = Query::select();
    select.columns(["id", "parent_id", "name", "scope", "preset"]).from("roles").order_by("id", Order::Asc);
    let rows: Vec<RoleRow> = on.all(Guarded::unrestricted(select, "roles are managed by permission")).await?;
    let mut select = Query::select();
    select.columns(["role_id", "permission"]).from("role_permissions");
    let granted: Vec<(i64, String)> =
        on.all(Guarded::unrestricted(select, "roles are managed by permission")).await?;
    let mut select = Query::select();
    select
        .column("role_id")
        .expr(Expr::col("person_id").count())
        .from("person_roles")
        .group_by_col("role_id");
    let people: HashMap<i64, i64> =
        on.all(Guarded::unrestricted(select, "roles are managed by permission")).await?.into_iter().collect();
    Ok(rows.into_iter().map(|row| told(row, &granted, &people)).collect())
}

fn told(row: RoleRow, granted: &[(i64, String)], people: &HashMap<i64, i64>) -> Role {
    let holds = |permission: &Permission| {
        row.preset || granted.iter().any(|(role, key)| *role == row.id && key == permission.key())
    };
    Role {
        id: RoleId(row.id),
        parent: row.parent_id.map(RoleId),
        scope: Scope::from_key(&row.scope).unwrap_or_default(),
        permissions: Permission::ALL.iter().copied().filter(holds).collect(),
        people: people.get(&row.id).copied().unwrap_or_default(),
        preset: row.preset,
        name: row.name,
    }
}

/// A new role at its place in the tree.
pub(crate) async fn insert(tx: &mut Tx, form: &RoleForm, preset: bool) -> Result<RoleId> {
    let mut insert = Query::insert();
    insert
        .into_table("roles")
        .columns(["parent_id", "name", "scope", "preset"])
        .values_panic([
            form.parent.map(i64::from).into(),
            form.name.as_str().into(),
            form.scope.key().into(),
            preset.into(),
        ])
        .returning_col("id");
    let id = tx.insert(Guarded::unrestricted(insert, "roles are managed by permission")).await?;
    grant(tx, id, &form.permissions).await?;
    tree::plant(tx, id, form.parent.map(i64::from)).await?;
    Ok(RoleId(id))
}

async fn write(tx: &mut Tx, old: &Role, form: &RoleForm) -> Result<()> {
    let mut update = Query::update();
    update
        .table("roles")
        .values([
            ("parent_id", form.parent.map(i64::from).into()),
            ("name", form.name.as_str().into()),
            ("scope", form.scope.key().into()),
        ])
        .and_where(Expr::col("id").eq(old.id.0));
    tx.run(Guarded::unrestricted(update, "roles are managed by permission")).await?;
    if old.permissions != form.permissions {
        let mut delete = Query::delete();
        delete.from_table("role_permissions").and_where(Expr::col("role_id").eq(old.id.0));
        tx.run(Guarded::unrestricted(delete, "roles are managed by permission")).await?;
        grant(tx, old.id.0, &form.permissions).await?;
    }
    if old.parent != form.parent {
        tree::replant(tx, old.id.0, form.parent.map(i64::from)).await?;
    }
    Ok(())
}

async fn grant(tx: &mut Tx, role: i64, permissions: &[Permission]) -> Result<()> {
    if permissions.is_empty() {
        return Ok(());
    }
    let mut insert = Query::insert();
    insert.into_table("role_permissions").columns(["role_id", "permission"]);
    for permission in permissions {
        insert.values_panic([role.into(), permission.key().into()]);
    }
    tx.run(Guarded::unrestricted(insert, "roles are managed by permission")).await?;
    Ok(())
}
