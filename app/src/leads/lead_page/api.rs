//! Server functions of a lead's page: each gets the desk, calls a verb, and returns.
use crate::AppError;
use crate::row_page::{CameFrom, Typed};
use domain::attachment::Attachment;
use domain::choice::Choice;
use domain::lead::Lead;
use domain::list::Around;
use domain::ownership::Move;
use domain::record::Record;
use domain::visit::Visit;
use domain::{LeadId, RecordId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

/// Everything the page of a lead shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The lead.
    pub lead: Lead,
    /// The newest of its records, or those before the one that was asked for.
    pub records: Vec<Record>,
    /// Its visits, the earliest first.
    pub visits: Vec<Visit>,
    /// The latest files kept with it.
    pub files: Vec<Attachment>,
    /// Its way through hands, the latest step first.
    pub moves: Vec<Move>,
    /// The leads before and after it in the list it was opened from.
    pub around: Around,
    /// The drop-down lists.
    pub choices: Vec<Choice>,
}

/// What the page of a lead shows. `from` is the query of the list it was opened from.
#[server(input = GetUrl)]
pub async fn lead_sheet(
    lead: LeadId,
    #[server(default)] from: CameFrom,
    #[server(default)] before: Option<RecordId>,
) -> Result<Sheet, AppError> {
    let desk = crate::desk::desk().await?;
    let around = match from.is_known() {
        true => desk.leads().around(&from.filter(), &from.sort(), lead).await?,
        false => Around::default(),
    };
    Ok(Sheet {
        lead: desk.leads().find(lead).await?,
        records: desk.records().of(lead, before, crate::row_page::api::RECORDS).await?,
        visits: desk.visits().of(lead).await?,
        files: desk.attachments().first(lead).await?,
        moves: desk.leads().moves(lead).await?,
        around,
        choices: desk.choices().all().await?,
    })
}

/// Changes fields of a lead, from the version the form was opened on.
#[server]
pub async fn edit_lead(
    lead: LeadId,
    version: i64,
    #[server(flatten)] typed: Typed,
) -> Result<Lead, AppError> {
    let desk = crate::desk::desk().await?;
    let change = domain::lead::LeadChange { version, values: typed.values(domain::Subject::Lead) };
    let answer = desk.leads().change(lead, change).await.map_err(AppError::from);
    let there = format!("/leads/{lead}");
    crate::desk::lead_on(
        &there,
        &format!("{there}/edit"),
        <EditLead as leptos::server_fn::ServerFn>::PATH,
        &typed.with("version", version),
        answer,
    )
}

/// Enters a lead.
#[server]
pub async fn add_lead(#[server(flatten)] typed: Typed) -> Result<Lead, AppError> {
    let desk = crate::desk::desk().await?;
    let answer = match super::typed::new_lead(&typed) {
        Ok(new) => desk.leads().add(new).await.map_err(AppError::from),
        Err(problem) => Err(problem.into()),
    };
    let there = answer.as_ref().map(|lead| format!("/leads/{}", lead.id)).unwrap_or_default();
    crate::desk::lead_on(
        &there,
        "/leads/new",
        <AddLead as leptos::server_fn::ServerFn>::PATH,
        &typed.0,
        answer,
    )
}
