//! Customers: list, enter, look at, change, download.
use super::body::Body;
use super::id::Id;
use super::leads::names;
use super::once::{Answer, Creation};
use super::params::Params;
use super::shapes::{
    AroundShape, CustomerChangeShape, CustomerPage, CustomerShape, MoveShape, NewCustomerShape, ShareShape,
    ViewCountShape,
};
use super::{all, customer_input, docs, download};
use crate::Site;
use crate::http::{Caller, Refused};
use axum::Json;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use domain::column::Column;
use domain::customer::{Customer, CustomerColumn};
use domain::{CustomerId, Subject};
use serde_json::{Map, Value};
use store::Desk;

/// A customer in the shape of the API.
pub(super) async fn shown(desk: &Desk, customer: Customer) -> Result<CustomerShape, Refused> {
    Ok(CustomerShape { customer, names: names(desk).await? })
}

/// List customers
///
/// Those you may see. Conditions may be combined. A page ends with `next`, the `cursor` of the page after it.
#[utoipa::path(get, path = "/customers", tag = "customers", params(docs::CustomerListParams), responses((status = 200, body = CustomerPage)))]
pub(super) async fn list(
    Caller(desk): Caller,
    RawQuery(text): RawQuery,
) -> Result<Json<CustomerPage>, Refused> {
    let mut params = Params::of(text.as_deref().unwrap_or_default());
    let filter = params.filter();
    let paging = params.paging(CustomerColumn::DEFAULT);
    params.done()?;
    let page = desk.customers().list(&filter, &paging).await?;
    Ok(Json(CustomerPage { page, columns: paging.columns, names: names(&desk).await? }))
}

/// Enter a customer, with its contacts
///
/// Who enters it has it, unless another owner is named or it goes into the pool. A mobile that is there already is
/// refused; of what else is the same you are told, and send it again with `confirm`.
#[utoipa::path(post, path = "/customers", tag = "customers", params(docs::KeyParam), request_body = NewCustomerShape,
    responses((status = 201, body = CustomerShape)))]
pub(super) async fn add(caller: Caller, creation: Creation<Map<String, Value>>) -> Result<Response, Refused> {
    creation
        .make(caller, |desk, body| async move {
            let customer = desk.customers().add(customer_input::new_customer(body)?).await?;
            let place = format!("/api/v1/customers/{}", customer.id);
            Answer::of(&shown(&desk, customer).await?, Some(place))
        })
        .await
}

/// Look at a customer
#[utoipa::path(get, path = "/customers/{id}", tag = "customers", params(("id" = i64, Path)), responses((status = 200, body = CustomerShape)))]
pub(super) async fn find(
    Caller(desk): Caller,
    Id(id): Id<CustomerId>,
) -> Result<Json<CustomerShape>, Refused> {
    let customer = desk.customers().find(id).await?;
    Ok(Json(shown(&desk, customer).await?))
}

/// The customers before and after one in a list
#[utoipa::path(get, path = "/customers/{id}/around", tag = "customers", params(("id" = i64, Path), docs::CustomerAroundParams),
    responses((status = 200, body = AroundShape)))]
pub(super) async fn around(
    Caller(desk): Caller,
    Id(id): Id<CustomerId>,
    RawQuery(text): RawQuery,
) -> Result<Json<AroundShape>, Refused> {
    let mut params = Params::of(text.as_deref().unwrap_or_default());
    let (filter, sort) = (params.filter(), params.sort());
    params.done()?;
    Ok(Json(desk.customers().around(&filter, &sort, id).await?.into()))
}

/// Change fields of a customer
///
/// Send the `version` you have read and the fields to be changed; null empties one. What others have changed since
/// stays, unless you change the same field to something else: then the answer is 409 with each such field in
/// `conflicts`. A level is asked for elsewhere.
#[utoipa::path(patch, path = "/customers/{id}", tag = "customers", params(("id" = i64, Path)),
    request_body = CustomerChangeShape, responses((status = 200, body = CustomerShape)))]
pub(super) async fn change(
    Caller(desk): Caller,
    Id(id): Id<CustomerId>,
    Body(body): Body<Map<String, Value>>,
) -> Result<Json<CustomerShape>, Refused> {
    let customer = desk.customers().change(id, customer_input::change(Subject::Customer, body)?).await?;
    Ok(Json(shown(&desk, customer).await?))
}

/// Download customers
///
/// The same conditions, order and columns as the list; all rows that match, or those of `ids`.
#[utoipa::path(get, path = "/customers/export", tag = "customers", params(docs::CustomerExportParams),
    responses((status = 200, description = "A workbook or a table as text",
        content((Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (Vec<u8> = "text/csv")))))]
pub(super) async fn export(site: State<Site>, caller: Caller, query: RawQuery) -> Result<Response, Refused> {
    download::rows::<CustomerColumn>(site, caller, query).await
}

/// The screens you have, and how many customers each holds
#[utoipa::path(get, path = "/customers/views", tag = "customers", responses((status = 200, body = Vec<ViewCountShape>)))]
pub(super) async fn views(Caller(desk): Caller) -> Result<Json<Vec<ViewCountShape>>, Refused> {
    Ok(all(desk.customers().view_counts().await?))
}

/// The way of a customer through hands, the latest step first
#[utoipa::path(get, path = "/customers/{id}/moves", tag = "customers", params(("id" = i64, Path)), responses((status = 200, body = Vec<MoveShape>)))]
pub(super) async fn moves(
    Caller(desk): Caller,
    Id(id): Id<CustomerId>,
) -> Result<Json<Vec<MoveShape>>, Refused> {
    Ok(all(desk.customers().moves(id).await?))
}

/// With whom a customer is shared
#[utoipa::path(get, path = "/customers/{id}/shares", tag = "customers", params(("id" = i64, Path)), responses((status = 200, body = Vec<ShareShape>)))]
pub(super) async fn shares(
    Caller(desk): Caller,
    Id(id): Id<CustomerId>,
) -> Result<Json<Vec<ShareShape>>, Refused> {
    Ok(all(desk.customers().shares(id).await?))
}
