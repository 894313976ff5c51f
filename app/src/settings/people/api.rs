//! Server functions about people.
use crate::AppError;
use domain::customer::Security;
use domain::person::{Person, Role};
use domain::{PersonId, RoleId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// All people, and the roles they have.
#[server(input = GetUrl)]
pub async fn people_and_roles() -> Result<(Vec<Person>, Vec<Role>), AppError> {
    let desk = crate::desk::desk().await?;
    Ok((desk.people().list().await?, desk.roles().list().await?))
}

/// Adds someone and leads to their page.
#[server]
pub async fn add_person(
    login: String,
    name: String,
    email: String,
    password: String,
    #[server(default)] roles: Vec<RoleId>,
    clearance: Security,
    most_customers: String,
) -> Result<PersonId, AppError> {
    let most_customers = domain::pool::number("most_customers", &most_customers)?;
    let form = domain::person::PersonForm { login, name, email, password, roles, clearance, most_customers };
    let id = crate::desk::desk().await?.people().add(form).await?;
    crate::desk::lead_to(&format!("/settings/people/{id}"));
    Ok(id)
}

/// Changes someone.
#[server]
pub async fn change_person(
    person: PersonId,
    login: String,
    name: String,
    email: String,
    #[server(default)] roles: Vec<RoleId>,
    clearance: Security,
    most_customers: String,
) -> Result<(), AppError> {
    let most_customers = domain::pool::number("most_customers", &most_customers)?;
    let password = String::new();
    let form = domain::person::PersonForm { login, name, email, password, roles, clearance, most_customers };
    Ok(crate::desk::desk().await?.people().change(person, form).await?)
}

/// Gives someone another password.
#[server]
pub async fn set_person_password(person: PersonId, password: String) -> Result<(), AppError> {
    Ok(crate::desk::desk().await?.people().set_password(person, &password).await?)
}

/// Shuts someone out, or lets them in again.
#[server]
pub async fn set_person_disabled(person: PersonId, disabled: bool) -> Result<(), AppError> {
    Ok(crate::desk::desk().await?.people().set_disabled(person, disabled).await?)
}
