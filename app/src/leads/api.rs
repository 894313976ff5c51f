//! Server functions of leads: each gets the desk, calls a verb, and returns.
use super::{LeadList, Which};
use crate::AppError;
use crate::list::Listed;
pub use crate::list::api::{all_choices, people_names};
use domain::lead::{Lead, TabCount};
use domain::list::Done;
use domain::tab::Tab;
use domain::{ChoiceId, LeadId, PersonId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// A page of a list, under the columns the person has chosen for it. `query` is the page's own address.
#[server(input = GetUrl)]
pub async fn list_leads(list: LeadList, query: String) -> Result<Listed, AppError> {
    use crate::list::Noun;
    let desk = crate::desk::desk().await?;
    let columns = LeadList::columns(list.view(), desk.columns().get(LeadList::key(list.view())).await?);
    let (filter, paging) = list.asked(&query, &columns);
    let page = desk.leads().list(&filter, &paging).await?;
    Ok(Listed { columns, page })
}

/// The tabs of the work list, and how many leads each holds.
#[server(input = GetUrl)]
pub async fn lead_tabs() -> Result<(Vec<Tab>, Vec<TabCount>), AppError> {
    let desk = crate::desk::desk().await?;
    Ok((desk.tabs().list().await?, desk.leads().tab_counts().await?))
}

/// A lead.
#[server(input = GetUrl)]
pub async fn find_lead(lead: LeadId) -> Result<Lead, AppError> {
    Ok(crate::desk::desk().await?.leads().find(lead).await?)
}

/// Puts the person's star on leads, or takes it off.
#[server]
pub async fn focus_leads(chosen: Which, on: bool) -> Result<Done, AppError> {
    Ok(crate::desk::desk().await?.leads().focus(&chosen.0, on).await?)
}

/// Takes leads from the pool.
#[server]
pub async fn claim_leads(chosen: Which) -> Result<Done, AppError> {
    Ok(crate::desk::desk().await?.leads().claim(&chosen.0).await?)
}

/// Gives leads to someone.
#[server]
pub async fn assign_leads(chosen: Which, owner: PersonId) -> Result<Done, AppError> {
    Ok(crate::desk::desk().await?.leads().assign(&chosen.0, owner).await?)
}

/// Gives leads a status.
#[server]
pub async fn set_lead_status(chosen: Which, status: ChoiceId) -> Result<Done, AppError> {
    Ok(crate::desk::desk().await?.leads().set_status(&chosen.0, status).await?)
}

/// Gives leads back to the pool.
#[server]
pub async fn give_up_leads(
    chosen: Which,
    reason: ChoiceId,
    #[server(default)] note: String,
) -> Result<Done, AppError> {
    Ok(crate::desk::desk().await?.leads().give_up(&chosen.0, reason, &note).await?)
}

/// Ends the tracking of leads.
#[server]
pub async fn finish_leads(chosen: Which, reason: ChoiceId) -> Result<Done, AppError> {
    Ok(crate::desk::desk().await?.leads().finish(&chosen.0, reason).await?)
}

/// Takes finished leads up again.
#[server]
pub async fn reopen_leads(chosen: Which) -> Result<Done, AppError> {
    Ok(crate::desk::desk().await?.leads().reopen(&chosen.0).await?)
}
