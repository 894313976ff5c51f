//! Server functions of approvals: each gets the desk, calls a verb, and returns.
use crate::AppError;
use domain::ApprovalId;
use domain::approval::{Approval, ApprovalView};
use domain::choice::Choice;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

/// Requests on a page of the inbox.
pub const PAGE: u32 = 30;

/// A page of a part of the inbox.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Requests {
    /// The requests, the latest first; one more than a page holds when there are others.
    pub rows: Vec<Approval>,
    /// How many each part of the inbox holds, of those that are counted.
    pub counts: Vec<(ApprovalView, i64)>,
    /// The drop-down lists.
    pub choices: Vec<Choice>,
}

/// A part of the inbox, before a request when one is named.
#[server(input = GetUrl)]
pub async fn inbox(
    view: ApprovalView,
    #[server(default)] before: Option<ApprovalId>,
) -> Result<Requests, AppError> {
    let desk = crate::desk::desk().await?;
    let approvals = desk.approvals();
    Ok(Requests {
        rows: approvals.list(view, before, PAGE + 1).await?,
        counts: approvals.counts().await?,
        choices: desk.choices().all().await?,
    })
}

/// Approves of a request, with a word if one likes.
#[server]
pub async fn approve(approval: ApprovalId, #[server(default)] note: String) -> Result<Approval, AppError> {
    Ok(crate::desk::desk().await?.approvals().approve(approval, &note).await?)
}

/// Rejects a request, with a word on why.
#[server]
pub async fn reject(approval: ApprovalId, note: String) -> Result<Approval, AppError> {
    Ok(crate::desk::desk().await?.approvals().reject(approval, &note).await?)
}

/// Does not want to be asked about a request any more, or wants it again.
#[server]
pub async fn ignore(approval: ApprovalId, ignored: bool) -> Result<Approval, AppError> {
    Ok(crate::desk::desk().await?.approvals().ignore(approval, ignored).await?)
}

/// Takes one's own request back.
#[server]
pub async fn withdraw(approval: ApprovalId) -> Result<Approval, AppError> {
    Ok(crate::desk::desk().await?.approvals().withdraw(approval).await?)
}
