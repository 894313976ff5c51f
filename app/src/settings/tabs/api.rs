//! Server functions about tabs.
use crate::AppError;
use domain::choice::Choice;
use domain::person::PersonName;
use domain::tab::Tab;
use domain::{ChoiceId, TabId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// All tabs, and what their rules name, for those who may change them.
#[server(input = GetUrl)]
pub async fn tabs_to_change() -> Result<(Vec<Tab>, Vec<Choice>, Vec<PersonName>), AppError> {
    let desk = crate::desk::desk().await?;
    crate::desk::needs(&desk, domain::Permission::ManageTabs)?;
    Ok((desk.tabs().list().await?, desk.choices().all().await?, desk.people().names().await?))
}

/// Adds a tab behind the others.
#[server]
pub async fn add_tab(
    name: String,
    name_en: String,
    kind: String,
    #[server(default)] statuses: Vec<ChoiceId>,
    #[server(default)] query: String,
) -> Result<TabId, AppError> {
    let rule = domain::tab::TabRule::of_form(&kind, statuses, &query);
    let form = domain::tab::TabForm { name, name_en, rule };
    let id = crate::desk::desk().await?.tabs().add(form).await?;
    crate::desk::lead_to("/settings/tabs");
    Ok(id)
}

/// Changes what a tab is called and what it holds.
#[server]
pub async fn change_tab(
    tab: TabId,
    name: String,
    name_en: String,
    kind: String,
    #[server(default)] statuses: Vec<ChoiceId>,
    #[server(default)] query: String,
) -> Result<(), AppError> {
    let rule = domain::tab::TabRule::of_form(&kind, statuses, &query);
    let form = domain::tab::TabForm { name, name_en, rule };
    crate::desk::desk().await?.tabs().change(tab, form).await?;
    crate::desk::lead_to("/settings/tabs");
    Ok(())
}

/// Removes a tab; its leads stand in the others.
#[server]
pub async fn remove_tab(tab: TabId) -> Result<(), AppError> {
    Ok(crate::desk::desk().await?.tabs().remove(tab).await?)
}

/// Puts the tabs into order.
#[server]
pub async fn reorder_tabs(order: Vec<TabId>) -> Result<(), AppError> {
    Ok(crate::desk::desk().await?.tabs().reorder(&order).await?)
}
