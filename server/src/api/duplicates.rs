//! Duplicates of customers: what is there already, groups of suspects, merging and parting.
use super::all;
use super::body::Body;
use super::docs;
use super::id::Id;
use super::params::Params;
use super::shapes::{
    DuplicateNamesShape, MarkInput, MergeInput, MergePreviewShape, MergeShape, PartedShape, ProbeInput,
    TwinPageShape, TwinShape,
};
use crate::http::{Caller, Refused};
use axum::Json;
use axum::extract::RawQuery;
use axum::http::StatusCode;
use domain::{CustomerId, MergeId};
use serde::Deserialize;
use utoipa::ToSchema;

/// What is there already of a customer to be entered
#[utoipa::path(post, path = "/customers/duplicates/check", tag = "duplicates", request_body = ProbeInput,
    responses((status = 200, body = Vec<TwinShape>)))]
pub(super) async fn check(
    Caller(desk): Caller,
    Body(body): Body<ProbeInput>,
) -> Result<Json<Vec<TwinShape>>, Refused> {
    Ok(all(desk.customers().twins(&body.into()).await?))
}

/// Ask whoever has it for a customer you wanted to enter and do not see
///
/// They get a notice, once a day for each customer.
#[utoipa::path(post, path = "/customers/duplicates/ask", tag = "duplicates", request_body = MarkInput, responses((status = 204)))]
pub(super) async fn ask(Caller(desk): Caller, Body(body): Body<MarkInput>) -> Result<StatusCode, Refused> {
    desk.customers().want(body.mark, &body.value).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Suspected duplicates in groups, the largest first
#[utoipa::path(get, path = "/customers/duplicates", tag = "duplicates", params(docs::CursorParams), responses((status = 200, body = TwinPageShape)))]
pub(super) async fn groups(
    Caller(desk): Caller,
    RawQuery(text): RawQuery,
) -> Result<Json<TwinPageShape>, Refused> {
    let mut params = Params::of(text.as_deref().unwrap_or_default());
    let cursor = params.take("cursor");
    params.done()?;
    Ok(Json(desk.customers().duplicates(cursor.as_deref()).await?.into()))
}

/// Customers, and whether they are different ones.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Apart {
    ids: Vec<i64>,
    apart: bool,
}

/// Say that customers are not the same, or take it back
#[utoipa::path(post, path = "/customers/duplicates/apart", tag = "duplicates", request_body = Apart, responses((status = 204)))]
pub(super) async fn tell_apart(Caller(desk): Caller, Body(body): Body<Apart>) -> Result<StatusCode, Refused> {
    let ids: Vec<_> = body.ids.into_iter().map(CustomerId).collect();
    desk.customers().tell_apart(&ids, body.apart).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a merge of two customers would do
#[utoipa::path(get, path = "/customers/merge", tag = "duplicates", params(docs::MergeParams), responses((status = 200, body = MergePreviewShape)))]
pub(super) async fn preview(
    Caller(desk): Caller,
    RawQuery(text): RawQuery,
) -> Result<Json<MergePreviewShape>, Refused> {
    let mut params = Params::of(text.as_deref().unwrap_or_default());
    let id = |text: &str| text.parse().ok().map(CustomerId);
    let (winner, loser) = (params.required_by("winner", id), params.required_by("loser", id));
    params.done()?;
    let (winner, loser) = (winner.unwrap_or(CustomerId(0)), loser.unwrap_or(CustomerId(0)));
    Ok(Json(desk.customers().merge_preview(winner, loser).await?.into()))
}

/// Make one customer of two
///
/// With the versions both were looked at. A field that is not named keeps the winner's value, or the loser's where the
/// winner has none.
#[utoipa::path(post, path = "/customers/merge", tag = "duplicates", request_body = MergeInput, responses((status = 200, body = MergeShape)))]
pub(super) async fn merge(
    Caller(desk): Caller,
    Body(body): Body<MergeInput>,
) -> Result<Json<MergeShape>, Refused> {
    Ok(Json(desk.customers().merge(&body.into()).await?.into()))
}

/// The merges into a customer
#[utoipa::path(get, path = "/customers/{id}/merges", tag = "duplicates", params(("id" = i64, Path)), responses((status = 200, body = Vec<MergeShape>)))]
pub(super) async fn merges(
    Caller(desk): Caller,
    Id(id): Id<CustomerId>,
) -> Result<Json<Vec<MergeShape>>, Refused> {
    Ok(all(desk.customers().merges(id).await?))
}

/// Make two customers of one again
///
/// The answer names what was changed since and left alone.
#[utoipa::path(post, path = "/merges/{id}/part", tag = "duplicates", params(("id" = i64, Path)), responses((status = 200, body = PartedShape)))]
pub(super) async fn part(Caller(desk): Caller, Id(id): Id<MergeId>) -> Result<Json<PartedShape>, Refused> {
    Ok(Json(desk.customers().unmerge(id).await?.into()))
}

/// What happens when two enterprises have the same name
#[utoipa::path(get, path = "/customers/duplicates/names", tag = "duplicates", responses((status = 200, body = DuplicateNamesShape)))]
pub(super) async fn names(Caller(desk): Caller) -> Result<Json<DuplicateNamesShape>, Refused> {
    Ok(Json(desk.customers().duplicate_names().await?.into()))
}

/// Say what happens when two enterprises have the same name
#[utoipa::path(put, path = "/customers/duplicates/names", tag = "duplicates", request_body = DuplicateNamesShape, responses((status = 204)))]
pub(super) async fn set_names(
    Caller(desk): Caller,
    Body(body): Body<DuplicateNamesShape>,
) -> Result<StatusCode, Refused> {
    desk.customers().set_duplicate_names(&body.names).await?;
    Ok(StatusCode::NO_CONTENT)
}
