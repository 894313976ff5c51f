//! What records of a type are asked for beside their text.
use super::all;
use super::body::Body;
use super::docs;
use super::id::Id;
use super::once::{Answer, Creation};
use super::settings::Retired;
use super::shapes::{Created, FieldKindWord, RecordFieldInput, RecordFieldShape};
use crate::http::{Caller, Refused};
use axum::Json;
use axum::http::StatusCode;
use axum::response::Response;
use domain::custom::FieldKind;
use domain::{ChoiceId, RecordFieldId};
use serde::Deserialize;
use utoipa::ToSchema;

/// The fields of all record types, retired ones too
#[utoipa::path(get, path = "/record-fields", tag = "record-fields", responses((status = 200, body = Vec<RecordFieldShape>)))]
pub(super) async fn fields(Caller(desk): Caller) -> Result<Json<Vec<RecordFieldShape>>, Refused> {
    Ok(all(desk.record_fields().all().await?))
}

/// A field to be added to the records of a type. What it holds never changes.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewRecordField {
    /// The id of a record type.
    of_type: i64,
    /// Text, number, money or date.
    #[schema(value_type = FieldKindWord)]
    kind: FieldKind,
    field: RecordFieldInput,
}

/// Add a field to the records of a type
#[utoipa::path(post, path = "/record-fields", tag = "record-fields", params(docs::KeyParam), request_body = NewRecordField,
    responses((status = 201, body = Created)))]
pub(super) async fn add(caller: Caller, creation: Creation<NewRecordField>) -> Result<Response, Refused> {
    creation
        .make(caller, |desk, body| async move {
            let form = body.field.form(body.kind);
            let id = desk.record_fields().add(ChoiceId(body.of_type), form).await?;
            Answer::of(&Created { id: id.0 }, None)
        })
        .await
}

/// Rename a field of records, or say whether it is required
#[utoipa::path(put, path = "/record-fields/{id}", tag = "record-fields", params(("id" = i64, Path)),
    request_body = RecordFieldInput, responses((status = 204)))]
pub(super) async fn change(
    Caller(desk): Caller,
    Id(id): Id<RecordFieldId>,
    Body(body): Body<RecordFieldInput>,
) -> Result<StatusCode, Refused> {
    let there = desk.record_fields().find(id).await?;
    desk.record_fields().change(id, body.form(there.kind)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The order of the fields of a record type.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RecordFieldOrder {
    of_type: i64,
    /// All fields of the type, first to last, the retired ones too.
    ids: Vec<i64>,
}

/// Order the fields of a record type
#[utoipa::path(post, path = "/record-fields/order", tag = "record-fields", request_body = RecordFieldOrder,
    responses((status = 204)))]
pub(super) async fn order(
    Caller(desk): Caller,
    Body(body): Body<RecordFieldOrder>,
) -> Result<StatusCode, Refused> {
    let ids: Vec<_> = body.ids.into_iter().map(RecordFieldId).collect();
    desk.record_fields().reorder(ChoiceId(body.of_type), &ids).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ask for a field of records no longer, or again
#[utoipa::path(post, path = "/record-fields/{id}/retire", tag = "record-fields", params(("id" = i64, Path)),
    request_body = Retired, responses((status = 204)))]
pub(super) async fn retire(
    Caller(desk): Caller,
    Id(id): Id<RecordFieldId>,
    Body(body): Body<Retired>,
) -> Result<StatusCode, Refused> {
    desk.record_fields().retire(id, body.retired).await?;
    Ok(StatusCode::NO_CONTENT)
}
