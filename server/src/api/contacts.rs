//! Contacts: list, enter, look at, change, remove, download.
use super::body::Body;
use super::id::Id;
use super::leads::names;
use super::once::{Answer, Creation};
use super::params::Params;
use super::shapes::{ContactChangeShape, ContactPage, ContactShape, NewContactShape};
use super::{all, customer_input, docs, download};
use crate::Site;
use crate::http::{Caller, Refused};
use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use domain::column::Column;
use domain::contact::ContactColumn;
use domain::{ContactId, CustomerId, Subject};
use serde_json::{Map, Value};

/// List contacts across customers
///
/// Those of customers you may see, but for those in a pool and in the bin.
#[utoipa::path(get, path = "/contacts", tag = "contacts", params(docs::ContactListParams), responses((status = 200, body = ContactPage)))]
pub(super) async fn list(
    Caller(desk): Caller,
    RawQuery(text): RawQuery,
) -> Result<Json<ContactPage>, Refused> {
    let mut params = Params::of(text.as_deref().unwrap_or_default());
    let filter = params.filter();
    let paging = params.paging(ContactColumn::DEFAULT);
    params.done()?;
    let page = desk.contacts().list(&filter, &paging).await?;
    Ok(Json(ContactPage { page, columns: paging.columns, names: names(&desk).await? }))
}

/// Download contacts
///
/// The same conditions, order and columns as the list; all rows that match, or those of `ids`.
#[utoipa::path(get, path = "/contacts/export", tag = "contacts", params(docs::ContactExportParams),
    responses((status = 200, description = "A workbook or a table as text",
        content((Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (Vec<u8> = "text/csv")))))]
pub(super) async fn export(site: State<Site>, caller: Caller, query: RawQuery) -> Result<Response, Refused> {
    download::rows::<ContactColumn>(site, caller, query).await
}

/// The contacts of a customer, the one to ask first before the others
#[utoipa::path(get, path = "/customers/{id}/contacts", tag = "contacts", params(("id" = i64, Path)),
    responses((status = 200, body = Vec<ContactShape>)))]
pub(super) async fn of_customer(
    Caller(desk): Caller,
    Id(id): Id<CustomerId>,
) -> Result<Json<Vec<ContactShape>>, Refused> {
    Ok(all(desk.contacts().of(id).await?))
}

/// Enter a contact of a customer
#[utoipa::path(post, path = "/customers/{id}/contacts", tag = "contacts", params(("id" = i64, Path), docs::KeyParam),
    request_body = NewContactShape, responses((status = 201, body = ContactShape)))]
pub(super) async fn add(
    caller: Caller,
    Id(id): Id<CustomerId>,
    creation: Creation<Map<String, Value>>,
) -> Result<Response, Refused> {
    creation
        .make(caller, move |desk, body| async move {
            let contact = desk.contacts().add(id, customer_input::new_contact(body)?).await?;
            let place = format!("/api/v1/contacts/{}", contact.id);
            Answer::of(&ContactShape::from(contact), Some(place))
        })
        .await
}

/// Look at a contact
#[utoipa::path(get, path = "/contacts/{id}", tag = "contacts", params(("id" = i64, Path)), responses((status = 200, body = ContactShape)))]
pub(super) async fn find(Caller(desk): Caller, Id(id): Id<ContactId>) -> Result<Json<ContactShape>, Refused> {
    Ok(Json(desk.contacts().find(id).await?.into()))
}

/// Change fields of a contact
///
/// As with customers: send the `version` you have read.
#[utoipa::path(patch, path = "/contacts/{id}", tag = "contacts", params(("id" = i64, Path)),
    request_body = ContactChangeShape, responses((status = 200, body = ContactShape)))]
pub(super) async fn change(
    Caller(desk): Caller,
    Id(id): Id<ContactId>,
    Body(body): Body<Map<String, Value>>,
) -> Result<Json<ContactShape>, Refused> {
    let change = customer_input::change(Subject::Contact, body)?;
    Ok(Json(desk.contacts().change(id, change).await?.into()))
}

/// Remove a contact
#[utoipa::path(delete, path = "/contacts/{id}", tag = "contacts", params(("id" = i64, Path)), responses((status = 204)))]
pub(super) async fn remove(Caller(desk): Caller, Id(id): Id<ContactId>) -> Result<StatusCode, Refused> {
    desk.contacts().remove(id).await?;
    Ok(StatusCode::NO_CONTENT)
}
