//! Server functions about roles.
use crate::AppError;
use domain::person::{Person, Role};
use domain::{Permission, PersonId, RoleId, Scope};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// All roles, each followed by those below it.
#[server(input = GetUrl)]
pub async fn roles() -> Result<Vec<Role>, AppError> {
    Ok(crate::desk::desk().await?.roles().list().await?)
}

/// The people, for those who may know more of them than their names.
#[server(input = GetUrl)]
pub async fn role_people() -> Result<Vec<Person>, AppError> {
    let desk = crate::desk::desk().await?;
    if !desk.viewer().may(Permission::ManagePeople) {
        return Ok(Vec::new());
    }
    Ok(desk.people().list().await?)
}

/// Adds a role and leads to it.
#[server]
pub async fn add_role(
    name: String,
    parent: Option<RoleId>,
    scope: Scope,
    #[server(default)] permissions: Vec<Permission>,
) -> Result<RoleId, AppError> {
    let form = domain::person::RoleForm { parent, name, scope, permissions };
    let id = crate::desk::desk().await?.roles().add(form).await?;
    crate::desk::lead_to(&format!("/settings/roles/{id}"));
    Ok(id)
}

/// Changes a role, and moves it with all below it.
#[server]
pub async fn change_role(
    role: RoleId,
    name: String,
    parent: Option<RoleId>,
    scope: Scope,
    #[server(default)] permissions: Vec<Permission>,
) -> Result<(), AppError> {
    let form = domain::person::RoleForm { parent, name, scope, permissions };
    Ok(crate::desk::desk().await?.roles().change(role, form).await?)
}

/// Removes a role nobody has.
#[server]
pub async fn remove_role(role: RoleId) -> Result<(), AppError> {
    crate::desk::desk().await?.roles().remove(role).await?;
    crate::desk::lead_to("/settings/roles");
    Ok(())
}

/// Gives someone a role, or takes it away.
#[server]
pub async fn set_person_role(person: Option<PersonId>, role: RoleId, holds: bool) -> Result<(), AppError> {
    let person = crate::desk::required("person", person)?;
    Ok(crate::desk::desk().await?.people().set_role(person, role, holds).await?)
}
