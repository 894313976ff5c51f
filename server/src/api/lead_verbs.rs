//! What is done with leads, one or many.
use super::body::Body;
use super::id::Id;
use super::leads::shown;
use super::shapes::{DoneShape, LeadShape, MoveShape, Which};
use super::verbs::{just, refusal, with_which};
use crate::http::{Caller, Refused};
use axum::Json;
use domain::lead::LeadColumn;
use domain::list::Done;
use domain::{ChoiceId, LeadId, PersonId, Problem};
use serde::Deserialize;
use store::Desk;
use utoipa::ToSchema;

type One = Result<Json<LeadShape>, Refused>;
type Many = Result<Json<DoneShape>, Refused>;

/// Whom leads are given to.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct To {
    /// The id of a person.
    owner: i64,
}

/// A status for leads.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Status {
    /// The id of a status.
    status: i64,
}

/// Why tracking ends.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Reason {
    /// The id of a finish reason.
    reason: i64,
}

with_which! {
    /// Many leads and whom they are given to.
    ManyTo { owner: i64 };
    /// Many leads and their new status.
    ManyStatus { status: i64 };
    /// Many leads and why their tracking ends.
    ManyReason { reason: i64 };
    /// Many leads and whether they are starred.
    ManyFocus { focus: bool };
}

/// The lead after a verb, or why it was left alone.
async fn after(desk: &Desk, id: LeadId, done: Done) -> One {
    match refusal(&done) {
        Some(problem) => Err(problem.into()),
        None => Ok(Json(shown(desk, desk.leads().find(id).await?).await?)),
    }
}

/// Why a lead is given back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct GivingUp {
    /// The id of a reason to give up.
    reason: i64,
    /// In words.
    #[serde(default)]
    note: String,
}

/// Many leads and why they are given back.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ManyGivingUp {
    /// These leads, or
    ids: Option<Vec<i64>>,
    /// all that match, as the query string of `GET /leads`.
    matching: Option<String>,
    /// The id of a reason to give up.
    reason: i64,
    /// In words.
    #[serde(default)]
    note: String,
}

/// Star a lead
#[utoipa::path(put, path = "/leads/{id}/focus", tag = "leads", params(("id" = i64, Path)), responses((status = 200, body = LeadShape)))]
pub(super) async fn focus(Caller(desk): Caller, Id(id): Id<LeadId>) -> One {
    let done = desk.leads().focus(&just(id), true).await?;
    after(&desk, id, done).await
}

/// Take the star off a lead
#[utoipa::path(delete, path = "/leads/{id}/focus", tag = "leads", params(("id" = i64, Path)), responses((status = 200, body = LeadShape)))]
pub(super) async fn unfocus(Caller(desk): Caller, Id(id): Id<LeadId>) -> One {
    let done = desk.leads().focus(&just(id), false).await?;
    after(&desk, id, done).await
}

/// Star many leads, or take their stars off
#[utoipa::path(post, path = "/leads/focus", tag = "leads", request_body = ManyFocus, responses((status = 200, body = DoneShape)))]
pub(super) async fn focus_many(Caller(desk): Caller, Body(body): Body<ManyFocus>) -> Many {
    let (chosen, on) = body.parts::<LeadColumn>()?;
    Ok(Json(desk.leads().focus(&chosen, on).await?.into()))
}

/// Claim a lead from the pool
///
/// When several try at once, one gets it and the others are told that someone was quicker.
#[utoipa::path(post, path = "/leads/{id}/claim", tag = "leads", params(("id" = i64, Path)), responses((status = 200, body = LeadShape)))]
pub(super) async fn claim(Caller(desk): Caller, Id(id): Id<LeadId>) -> One {
    let done = desk.leads().claim(&just(id)).await?;
    after(&desk, id, done).await
}

/// Claim many leads
#[utoipa::path(post, path = "/leads/claim", tag = "leads", request_body = Which, responses((status = 200, body = DoneShape)))]
pub(super) async fn claim_many(Caller(desk): Caller, Body(body): Body<Which>) -> Many {
    Ok(Json(desk.leads().claim(&body.chosen::<LeadColumn>()?).await?.into()))
}

/// Give a lead to someone
///
/// The answer is null when you do not see what that person owns.
#[utoipa::path(post, path = "/leads/{id}/assign", tag = "leads", params(("id" = i64, Path)), request_body = To, responses((status = 200, body = Option<LeadShape>)))]
pub(super) async fn assign(
    Caller(desk): Caller,
    Id(id): Id<LeadId>,
    Body(body): Body<To>,
) -> Result<Json<Option<LeadShape>>, Refused> {
    let done = desk.leads().assign(&just(id), PersonId(body.owner)).await?;
    let is_done = !done.done.is_empty();
    match after(&desk, id, done).await {
        Err(Refused(Problem::NotFound)) if is_done => Ok(Json(None)),
        other => other.map(|Json(lead)| Json(Some(lead))),
    }
}

/// Give many leads to someone
#[utoipa::path(post, path = "/leads/assign", tag = "leads", request_body = ManyTo, responses((status = 200, body = DoneShape)))]
pub(super) async fn assign_many(Caller(desk): Caller, Body(body): Body<ManyTo>) -> Many {
    let (chosen, owner) = body.parts::<LeadColumn>()?;
    Ok(Json(desk.leads().assign(&chosen, PersonId(owner)).await?.into()))
}

/// Set the status of a lead
#[utoipa::path(post, path = "/leads/{id}/status", tag = "leads", params(("id" = i64, Path)), request_body = Status, responses((status = 200, body = LeadShape)))]
pub(super) async fn status(Caller(desk): Caller, Id(id): Id<LeadId>, Body(body): Body<Status>) -> One {
    let done = desk.leads().set_status(&just(id), ChoiceId(body.status)).await?;
    after(&desk, id, done).await
}

/// Set the status of many leads
#[utoipa::path(post, path = "/leads/status", tag = "leads", request_body = ManyStatus, responses((status = 200, body = DoneShape)))]
pub(super) async fn status_many(Caller(desk): Caller, Body(body): Body<ManyStatus>) -> Many {
    let (chosen, status) = body.parts::<LeadColumn>()?;
    Ok(Json(desk.leads().set_status(&chosen, ChoiceId(status)).await?.into()))
}

/// End the tracking of a lead
#[utoipa::path(post, path = "/leads/{id}/finish", tag = "leads", params(("id" = i64, Path)), request_body = Reason, responses((status = 200, body = LeadShape)))]
pub(super) async fn finish(Caller(desk): Caller, Id(id): Id<LeadId>, Body(body): Body<Reason>) -> One {
    let done = desk.leads().finish(&just(id), ChoiceId(body.reason)).await?;
    after(&desk, id, done).await
}

/// End the tracking of many leads
#[utoipa::path(post, path = "/leads/finish", tag = "leads", request_body = ManyReason, responses((status = 200, body = DoneShape)))]
pub(super) async fn finish_many(Caller(desk): Caller, Body(body): Body<ManyReason>) -> Many {
    let (chosen, reason) = body.parts::<LeadColumn>()?;
    Ok(Json(desk.leads().finish(&chosen, ChoiceId(reason)).await?.into()))
}

/// Take up the tracking of a finished lead again
#[utoipa::path(post, path = "/leads/{id}/reopen", tag = "leads", params(("id" = i64, Path)), responses((status = 200, body = LeadShape)))]
pub(super) async fn reopen(Caller(desk): Caller, Id(id): Id<LeadId>) -> One {
    let done = desk.leads().reopen(&just(id)).await?;
    after(&desk, id, done).await
}

/// Take up the tracking of many leads again
#[utoipa::path(post, path = "/leads/reopen", tag = "leads", request_body = Which, responses((status = 200, body = DoneShape)))]
pub(super) async fn reopen_many(Caller(desk): Caller, Body(body): Body<Which>) -> Many {
    Ok(Json(desk.leads().reopen(&body.chosen::<LeadColumn>()?).await?.into()))
}

/// Give a lead back to the pool
#[utoipa::path(post, path = "/leads/{id}/give-up", tag = "leads", params(("id" = i64, Path)), request_body = GivingUp, responses((status = 200, body = LeadShape)))]
pub(super) async fn give_up(Caller(desk): Caller, Id(id): Id<LeadId>, Body(body): Body<GivingUp>) -> One {
    let done = desk.leads().give_up(&just(id), ChoiceId(body.reason), &body.note).await?;
    after(&desk, id, done).await
}

/// Give many leads back to the pool
#[utoipa::path(post, path = "/leads/give-up", tag = "leads", request_body = ManyGivingUp, responses((status = 200, body = DoneShape)))]
pub(super) async fn give_up_many(Caller(desk): Caller, Body(body): Body<ManyGivingUp>) -> Many {
    let chosen = Which { ids: body.ids, matching: body.matching }.chosen::<LeadColumn>()?;
    Ok(Json(desk.leads().give_up(&chosen, ChoiceId(body.reason), &body.note).await?.into()))
}

/// The way of a lead through hands, the latest step first
#[utoipa::path(get, path = "/leads/{id}/moves", tag = "leads", params(("id" = i64, Path)), responses((status = 200, body = Vec<MoveShape>)))]
pub(super) async fn moves(Caller(desk): Caller, Id(id): Id<LeadId>) -> Result<Json<Vec<MoveShape>>, Refused> {
    Ok(super::all(desk.leads().moves(id).await?))
}
