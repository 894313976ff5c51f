//! Records, visits and web information of customers.
use super::all;
use super::body::Body;
use super::docs;
use super::id::Id;
use super::once::{Answer, Creation};
use super::shapes::{
    DoneShape, RecordInput, RecordShape, VisitInput, VisitShape, WebItemInput, WebItemShape, Which,
};
use super::timeline::{scheduled, timeline_of, written};
use super::verbs::just;
use crate::http::{Caller, Refused};
use axum::Json;
use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;
use domain::customer::CustomerColumn;
use domain::visit::NewVisit;
use domain::{CustomerId, WebItemId};
use serde::Deserialize;
use utoipa::ToSchema;

/// A customer's timeline, the newest first
#[utoipa::path(get, path = "/customers/{id}/records", tag = "customers", params(("id" = i64, Path), docs::RecordsParams),
    responses((status = 200, body = Vec<RecordShape>)))]
pub(super) async fn records(
    Caller(desk): Caller,
    Id(id): Id<CustomerId>,
    RawQuery(text): RawQuery,
) -> Result<Json<Vec<RecordShape>>, Refused> {
    timeline_of(&desk, id, text.as_deref()).await
}

/// Write a record about a customer, and a new status when one is given
#[utoipa::path(post, path = "/customers/{id}/records", tag = "customers", params(("id" = i64, Path), docs::KeyParam),
    request_body = RecordInput, responses((status = 201, body = RecordShape)))]
pub(super) async fn note(
    caller: Caller,
    Id(id): Id<CustomerId>,
    creation: Creation<RecordInput>,
) -> Result<Response, Refused> {
    creation
        .make(caller, move |desk, body| async move {
            let record = desk.customers().note(id, body.into()).await?;
            written(record)
        })
        .await
}

/// The visits and plans of a customer
#[utoipa::path(get, path = "/customers/{id}/visits", tag = "customers", params(("id" = i64, Path)),
    responses((status = 200, body = Vec<VisitShape>)))]
pub(super) async fn visits(
    Caller(desk): Caller,
    Id(id): Id<CustomerId>,
) -> Result<Json<Vec<VisitShape>>, Refused> {
    Ok(all(desk.visits().of(id).await?))
}

/// Schedule a visit to a customer, or a plan
#[utoipa::path(post, path = "/customers/{id}/visits", tag = "customers", params(("id" = i64, Path), docs::KeyParam),
    request_body = VisitInput, responses((status = 201, body = VisitShape)))]
pub(super) async fn schedule(
    caller: Caller,
    Id(id): Id<CustomerId>,
    creation: Creation<VisitInput>,
) -> Result<Response, Refused> {
    creation
        .make(caller, move |desk, body| async move {
            let starts_at = body.starts_at();
            let done = desk.customers().schedule(&just(id), body.into()).await?;
            scheduled(&desk, id, &done, starts_at).await
        })
        .await
}

/// Many customers and the visit each is to get.
#[derive(Deserialize, ToSchema)]
#[schema(as = ManyCustomerVisits)]
#[serde(deny_unknown_fields)]
pub(super) struct ManyVisits {
    /// These customers, or
    ids: Option<Vec<i64>>,
    /// all that match, as the query string of `GET /customers`.
    matching: Option<String>,
    visit: VisitInput,
}

/// Schedule visits to many customers, all or none
#[utoipa::path(post, path = "/customers/visits", tag = "customers", params(docs::KeyParam), request_body = ManyVisits,
    responses((status = 201, body = DoneShape)))]
pub(super) async fn schedule_many(
    caller: Caller,
    creation: Creation<ManyVisits>,
) -> Result<Response, Refused> {
    creation
        .make(caller, |desk, body| async move {
            let chosen = Which { ids: body.ids, matching: body.matching }.chosen::<CustomerColumn>()?;
            let done = desk.customers().schedule(&chosen, NewVisit::from(body.visit)).await?;
            Answer::of(&DoneShape::from(done), None)
        })
        .await
}

/// What was found about a customer on the web, the latest first
#[utoipa::path(get, path = "/customers/{id}/web-items", tag = "customers", params(("id" = i64, Path)),
    responses((status = 200, body = Vec<WebItemShape>)))]
pub(super) async fn web_items(
    Caller(desk): Caller,
    Id(id): Id<CustomerId>,
) -> Result<Json<Vec<WebItemShape>>, Refused> {
    Ok(all(desk.customers().web_items(id).await?))
}

/// Note something found about a customer on the web
#[utoipa::path(post, path = "/customers/{id}/web-items", tag = "customers", params(("id" = i64, Path), docs::KeyParam),
    request_body = WebItemInput, responses((status = 201, body = WebItemShape)))]
pub(super) async fn add_web_item(
    caller: Caller,
    Id(id): Id<CustomerId>,
    creation: Creation<WebItemInput>,
) -> Result<Response, Refused> {
    creation
        .make(caller, move |desk, body| async move {
            let item = desk.customers().add_web_item(id, body.into()).await?;
            Answer::of(&WebItemShape::from(item), None)
        })
        .await
}

/// Change what was found on the web
#[utoipa::path(put, path = "/web-items/{id}", tag = "customers", params(("id" = i64, Path)), request_body = WebItemInput,
    responses((status = 200, body = WebItemShape)))]
pub(super) async fn change_web_item(
    Caller(desk): Caller,
    Id(id): Id<WebItemId>,
    Body(body): Body<WebItemInput>,
) -> Result<Json<WebItemShape>, Refused> {
    Ok(Json(desk.customers().change_web_item(id, body.into()).await?.into()))
}

/// Remove what was found on the web
#[utoipa::path(delete, path = "/web-items/{id}", tag = "customers", params(("id" = i64, Path)), responses((status = 204)))]
pub(super) async fn remove_web_item(
    Caller(desk): Caller,
    Id(id): Id<WebItemId>,
) -> Result<StatusCode, Refused> {
    desk.customers().remove_web_item(id).await?;
    Ok(StatusCode::NO_CONTENT)
}
