//! Approvals, notices, and levels.
use super::all;
use super::body::Body;
use super::docs;
use super::id::Id;
use super::params::Params;
use super::shapes::{ApprovalShape, LevelCountsShape, NoticeShape};
use crate::http::{Caller, Refused};
use axum::Json;
use axum::extract::RawQuery;
use axum::http::StatusCode;
use domain::approval::ApprovalView;
use domain::{ApprovalId, ChoiceId, CustomerId, NoticeId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The most rows in one answer.
const LIMIT_MAX: u32 = 200;

type One = Result<Json<ApprovalShape>, Refused>;

/// Requests in a part of your inbox, the latest first
#[utoipa::path(get, path = "/approvals", tag = "approvals", params(docs::ApprovalsParams), responses((status = 200, body = Vec<ApprovalShape>)))]
pub(super) async fn list(
    Caller(desk): Caller,
    RawQuery(text): RawQuery,
) -> Result<Json<Vec<ApprovalShape>>, Refused> {
    let mut params = Params::of(text.as_deref().unwrap_or_default());
    let view = params.read("view", ApprovalView::from_key).unwrap_or_default();
    let before: Option<ApprovalId> = params.parsed("before");
    let limit = params.limit(LIMIT_MAX);
    params.done()?;
    Ok(all(desk.approvals().list(view, before, limit).await?))
}

/// Look at a request
#[utoipa::path(get, path = "/approvals/{id}", tag = "approvals", params(("id" = i64, Path)), responses((status = 200, body = ApprovalShape)))]
pub(super) async fn find(Caller(desk): Caller, Id(id): Id<ApprovalId>) -> One {
    Ok(Json(desk.approvals().find(id).await?.into()))
}

/// A word with a decision.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Decision {
    #[serde(default)]
    note: String,
}

/// Approve of a request
///
/// Of several who decide at once one does; the others are told that someone was quicker.
#[utoipa::path(post, path = "/approvals/{id}/approve", tag = "approvals", params(("id" = i64, Path)), request_body = Decision, responses((status = 200, body = ApprovalShape)))]
pub(super) async fn approve(Caller(desk): Caller, Id(id): Id<ApprovalId>, Body(body): Body<Decision>) -> One {
    Ok(Json(desk.approvals().approve(id, &body.note).await?.into()))
}

/// Reject a request, with a word on why
#[utoipa::path(post, path = "/approvals/{id}/reject", tag = "approvals", params(("id" = i64, Path)), request_body = Decision, responses((status = 200, body = ApprovalShape)))]
pub(super) async fn reject(Caller(desk): Caller, Id(id): Id<ApprovalId>, Body(body): Body<Decision>) -> One {
    Ok(Json(desk.approvals().reject(id, &body.note).await?.into()))
}

/// Whether you do not want to be asked any more.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Ignored {
    ignored: bool,
}

/// Ignore a request, or take it up again
#[utoipa::path(put, path = "/approvals/{id}/ignored", tag = "approvals", params(("id" = i64, Path)), request_body = Ignored, responses((status = 200, body = ApprovalShape)))]
pub(super) async fn ignore(Caller(desk): Caller, Id(id): Id<ApprovalId>, Body(body): Body<Ignored>) -> One {
    Ok(Json(desk.approvals().ignore(id, body.ignored).await?.into()))
}

/// Take your own request back
#[utoipa::path(post, path = "/approvals/{id}/withdraw", tag = "approvals", params(("id" = i64, Path)), responses((status = 200, body = ApprovalShape)))]
pub(super) async fn withdraw(Caller(desk): Caller, Id(id): Id<ApprovalId>) -> One {
    Ok(Json(desk.approvals().withdraw(id).await?.into()))
}

/// A level, and why.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AskedLevel {
    /// The id of a level.
    level: i64,
    /// Needed unless you decide yourself.
    #[serde(default)]
    reason: String,
}

/// Ask for another level for a customer
///
/// Whoever may decide on it does so by asking.
#[utoipa::path(post, path = "/customers/{id}/level", tag = "approvals", params(("id" = i64, Path)), request_body = AskedLevel, responses((status = 200, body = ApprovalShape)))]
pub(super) async fn ask_level(
    Caller(desk): Caller,
    Id(id): Id<CustomerId>,
    Body(body): Body<AskedLevel>,
) -> One {
    Ok(Json(desk.customers().ask_level(id, ChoiceId(body.level), &body.reason).await?.into()))
}

/// What was asked for of the level of a customer, the latest first
#[utoipa::path(get, path = "/customers/{id}/level", tag = "approvals", params(("id" = i64, Path)), responses((status = 200, body = Vec<ApprovalShape>)))]
pub(super) async fn level_requests(
    Caller(desk): Caller,
    Id(id): Id<CustomerId>,
) -> Result<Json<Vec<ApprovalShape>>, Refused> {
    Ok(all(desk.customers().level_requests(id).await?))
}

/// How many customers of each level everybody has whose customers you see
#[utoipa::path(get, path = "/customers/levels", tag = "approvals", responses((status = 200, body = LevelCountsShape)))]
pub(super) async fn level_counts(Caller(desk): Caller) -> Result<Json<LevelCountsShape>, Refused> {
    Ok(Json(desk.customers().level_counts().await?.into()))
}

/// Your notices, the latest first
#[utoipa::path(get, path = "/notices", tag = "notices", params(docs::NoticesParams), responses((status = 200, body = Vec<NoticeShape>)))]
pub(super) async fn notices(
    Caller(desk): Caller,
    RawQuery(text): RawQuery,
) -> Result<Json<Vec<NoticeShape>>, Refused> {
    let mut params = Params::of(text.as_deref().unwrap_or_default());
    let before: Option<NoticeId> = params.parsed("before");
    let limit = params.limit(LIMIT_MAX);
    params.done()?;
    Ok(all(desk.notices().list(before, limit).await?))
}

/// How much waits.
#[derive(Serialize, ToSchema)]
pub(super) struct Waiting {
    /// Unread notices.
    notices: i64,
    /// Requests to decide on.
    approvals: i64,
}

/// How many notices are unread, and how many requests wait for you
#[utoipa::path(get, path = "/notices/waiting", tag = "notices", responses((status = 200, body = Waiting)))]
pub(super) async fn waiting(Caller(desk): Caller) -> Result<Json<Waiting>, Refused> {
    Ok(Json(Waiting {
        notices: desk.notices().unread().await?,
        approvals: desk.approvals().pending().await?,
    }))
}

/// Which notices.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReadNotices {
    /// These; all when not given.
    ids: Option<Vec<i64>>,
}

/// Mark notices as read
#[utoipa::path(post, path = "/notices/read", tag = "notices", request_body = ReadNotices, responses((status = 204)))]
pub(super) async fn read(Caller(desk): Caller, Body(body): Body<ReadNotices>) -> Result<StatusCode, Refused> {
    match body.ids {
        Some(ids) => desk.notices().read(&ids.into_iter().map(NoticeId).collect::<Vec<_>>()).await?,
        None => desk.notices().read_all().await?,
    }
    Ok(StatusCode::NO_CONTENT)
}
