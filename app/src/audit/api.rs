//! Server functions of the audit log.
use crate::AppError;
use domain::audit::Audit;
use domain::choice::Choice;
use domain::person::{PersonName, Role};
use domain::{AuditId, PersonId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// Entries before one, the latest first; of one person when one is named.
#[server(input = GetUrl)]
pub async fn audit_entries(
    #[server(default)] before: Option<AuditId>,
    #[server(default)] action: String,
    #[server(default)] person: Option<PersonId>,
    limit: u32,
) -> Result<Vec<Audit>, AppError> {
    Ok(crate::desk::desk().await?.audit().of(person, before, &action, limit).await?)
}

/// What the ids in entries are called. Roles only for those who know them.
#[server(input = GetUrl)]
pub async fn audit_names() -> Result<(Vec<Choice>, Vec<PersonName>, Vec<Role>), AppError> {
    use domain::Permission;
    let desk = crate::desk::desk().await?;
    let knows = [Permission::ManageRoles, Permission::ManagePeople].iter().any(|one| desk.viewer().may(*one));
    let roles = if knows { desk.roles().list().await? } else { Vec::new() };
    Ok((desk.choices().all().await?, desk.people().names().await?, roles))
}
