//! The fields the administrator adds to leads, customers and contacts.
use super::all;
use super::body::Body;
use super::docs;
use super::id::Id;
use super::once::{Answer, Creation};
use super::settings::Retired;
use super::shapes::{Created, FieldInput, FieldKindWord, FieldShape, NounWord};
use crate::http::{Caller, Refused};
use axum::Json;
use axum::http::StatusCode;
use axum::response::Response;
use domain::custom::FieldKind;
use domain::{FieldId, Subject};
use serde::Deserialize;
use utoipa::ToSchema;

/// All added fields, retired ones too
#[utoipa::path(get, path = "/fields", tag = "fields", responses((status = 200, body = Vec<FieldShape>)))]
pub(super) async fn fields(Caller(desk): Caller) -> Result<Json<Vec<FieldShape>>, Refused> {
    Ok(all(desk.fields().all().await?))
}

/// A field to be added. Which rows have it and what it holds never change.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewField {
    #[schema(value_type = NounWord)]
    noun: Subject,
    #[schema(value_type = FieldKindWord)]
    kind: FieldKind,
    /// Digits behind the point, of a number.
    #[serde(default)]
    decimals: u8,
    field: FieldInput,
}

/// Add a field
#[utoipa::path(post, path = "/fields", tag = "fields", params(docs::KeyParam), request_body = NewField,
    responses((status = 201, body = Created)))]
pub(super) async fn add(caller: Caller, creation: Creation<NewField>) -> Result<Response, Refused> {
    creation
        .make(caller, |desk, body| async move {
            let form = body.field.form(body.kind, body.decimals);
            let id = desk.fields().add(body.noun, form).await?;
            Answer::of(&Created { id: id.0 }, None)
        })
        .await
}

/// Change a field: its names, whether it is required or unique, and what new rows begin with
#[utoipa::path(put, path = "/fields/{id}", tag = "fields", params(("id" = i64, Path)), request_body = FieldInput,
    responses((status = 204)))]
pub(super) async fn change(
    Caller(desk): Caller,
    Id(id): Id<FieldId>,
    Body(body): Body<FieldInput>,
) -> Result<StatusCode, Refused> {
    let there = desk.fields().find(id).await?;
    desk.fields().change(id, body.form(there.key.kind, there.decimals)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The order of the fields of a noun.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FieldOrder {
    #[schema(value_type = NounWord)]
    noun: Subject,
    /// All fields of the noun, first to last, the retired ones too.
    ids: Vec<i64>,
}

/// Order the fields of a noun
#[utoipa::path(post, path = "/fields/order", tag = "fields", request_body = FieldOrder, responses((status = 204)))]
pub(super) async fn order(Caller(desk): Caller, Body(body): Body<FieldOrder>) -> Result<StatusCode, Refused> {
    let ids: Vec<_> = body.ids.into_iter().map(FieldId).collect();
    desk.fields().reorder(body.noun, &ids).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Retire a field, or offer it again; what rows have of it they keep
#[utoipa::path(post, path = "/fields/{id}/retire", tag = "fields", params(("id" = i64, Path)), request_body = Retired,
    responses((status = 204)))]
pub(super) async fn retire(
    Caller(desk): Caller,
    Id(id): Id<FieldId>,
    Body(body): Body<Retired>,
) -> Result<StatusCode, Refused> {
    desk.fields().retire(id, body.retired).await?;
    Ok(StatusCode::NO_CONTENT)
}
