//! Pools of customers, their rules, and what a rule would do.
use super::all;
use super::body::Body;
use super::docs;
use super::id::Id;
use super::once::{Answer, Creation};
use super::params::Params;
use super::shapes::{
    Created, ForecastShape, ForeseenShape, Named, ParametersShape, PoolInput, PoolRuleInput, PoolShape,
};
use crate::http::{Caller, Refused};
use axum::Json;
use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;
use domain::customer::{CustomerColumn, CustomerField};
use domain::list::{PAGE_MAX, Paging};
use domain::{Lang, PoolId, PoolRuleId};
use serde::Deserialize;
use utoipa::ToSchema;

/// All pools with everything about them
#[utoipa::path(get, path = "/pools", tag = "pools", responses((status = 200, body = Vec<PoolShape>)))]
pub(super) async fn pools(Caller(desk): Caller) -> Result<Json<Vec<PoolShape>>, Refused> {
    Ok(all(desk.pools().list().await?))
}

/// The pools customers can go into, by name
#[utoipa::path(get, path = "/pools/names", tag = "pools", responses((status = 200, body = Vec<Named>)))]
pub(super) async fn names(Caller(desk): Caller) -> Result<Json<Vec<Named>>, Refused> {
    let english = desk.viewer().lang() == Lang::En;
    let named = |(id, name, en): (PoolId, String, String)| Named {
        id: id.0,
        name: if english && !en.is_empty() { en } else { name },
    };
    Ok(Json(desk.pools().names().await?.into_iter().map(named).collect()))
}

/// Add a pool
#[utoipa::path(post, path = "/pools", tag = "pools", params(docs::KeyParam), request_body = PoolInput, responses((status = 201, body = Created)))]
pub(super) async fn add(caller: Caller, creation: Creation<PoolInput>) -> Result<Response, Refused> {
    creation
        .make(caller, |desk, body| async move {
            let id = desk.pools().add(body.into()).await?;
            Answer::of(&Created { id: id.0 }, None)
        })
        .await
}

/// Change a pool
#[utoipa::path(put, path = "/pools/{id}", tag = "pools", params(("id" = i64, Path)), request_body = PoolInput, responses((status = 204)))]
pub(super) async fn change(
    Caller(desk): Caller,
    Id(id): Id<PoolId>,
    Body(body): Body<PoolInput>,
) -> Result<StatusCode, Refused> {
    desk.pools().change(id, body.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whether a pool is out of use.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PoolRetired {
    retired: bool,
}

/// Take a pool out of use, or put it back
#[utoipa::path(post, path = "/pools/{id}/retire", tag = "pools", params(("id" = i64, Path)), request_body = PoolRetired, responses((status = 204)))]
pub(super) async fn retire(
    Caller(desk): Caller,
    Id(id): Id<PoolId>,
    Body(body): Body<PoolRetired>,
) -> Result<StatusCode, Refused> {
    desk.pools().retire(id, body.retired).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The order of the pools.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PoolOrder {
    /// All pools, first to last.
    ids: Vec<i64>,
}

/// Order the pools
#[utoipa::path(post, path = "/pools/order", tag = "pools", request_body = PoolOrder, responses((status = 204)))]
pub(super) async fn order(Caller(desk): Caller, Body(body): Body<PoolOrder>) -> Result<StatusCode, Refused> {
    let ids: Vec<_> = body.ids.into_iter().map(PoolId).collect();
    desk.pools().reorder(&ids).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Add a rule to a pool
///
/// It begins switched off: look first at what it would do.
#[utoipa::path(post, path = "/pools/{id}/rules", tag = "pools", params(("id" = i64, Path), docs::KeyParam), request_body = PoolRuleInput, responses((status = 201, body = Created)))]
pub(super) async fn add_rule(
    caller: Caller,
    Id(pool): Id<PoolId>,
    creation: Creation<PoolRuleInput>,
) -> Result<Response, Refused> {
    creation
        .make(caller, move |desk, body| async move {
            let id = desk.pools().add_rule(pool, body.into()).await?;
            Answer::of(&Created { id: id.0 }, None)
        })
        .await
}

/// Whether a rule is switched on.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Switched {
    on: bool,
}

/// Switch a rule on or off
///
/// What it takes back goes at the next midnight, not at once.
#[utoipa::path(post, path = "/pool-rules/{id}/switch", tag = "pools", params(("id" = i64, Path)), request_body = Switched, responses((status = 204)))]
pub(super) async fn switch_rule(
    Caller(desk): Caller,
    Id(id): Id<PoolRuleId>,
    Body(body): Body<Switched>,
) -> Result<StatusCode, Refused> {
    desk.pools().switch_rule(id, body.on).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take a rule away
#[utoipa::path(delete, path = "/pool-rules/{id}", tag = "pools", params(("id" = i64, Path)), responses((status = 204)))]
pub(super) async fn remove_rule(Caller(desk): Caller, Id(id): Id<PoolRuleId>) -> Result<StatusCode, Refused> {
    desk.pools().remove_rule(id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What a rule would take back at the next midnight
#[utoipa::path(get, path = "/pool-rules/{id}/forecast", tag = "pools", params(("id" = i64, Path)), responses((status = 200, body = ForecastShape)))]
pub(super) async fn forecast(
    Caller(desk): Caller,
    Id(id): Id<PoolRuleId>,
) -> Result<Json<ForecastShape>, Refused> {
    Ok(Json(desk.pools().forecast(id).await?.into()))
}

/// The customers a rule would take back at the next midnight, of those you may see
#[utoipa::path(get, path = "/pool-rules/{id}/customers", tag = "pools",
    params(("id" = i64, Path), ("limit" = Option<u32>, Query), ("cursor" = Option<String>, Query)),
    responses((status = 200, body = ForeseenShape)))]
pub(super) async fn foreseen(
    Caller(desk): Caller,
    Id(id): Id<PoolRuleId>,
    RawQuery(text): RawQuery,
) -> Result<Json<ForeseenShape>, Refused> {
    let mut params = Params::of(text.as_deref().unwrap_or_default());
    let columns = vec![CustomerColumn::Text(CustomerField::Name)];
    let (limit, cursor) = (params.limit(PAGE_MAX), params.take("cursor"));
    params.done()?;
    let paging = Paging { columns, limit, cursor, ..Paging::default() };
    Ok(Json(desk.pools().foreseen(id, &paging).await?.into()))
}

/// Parameters of customers for the whole house
#[utoipa::path(get, path = "/pools/parameters", tag = "pools", responses((status = 200, body = ParametersShape)))]
pub(super) async fn parameters(Caller(desk): Caller) -> Result<Json<ParametersShape>, Refused> {
    Ok(Json(desk.pools().parameters().await?.into()))
}

/// Change the parameters
#[utoipa::path(put, path = "/pools/parameters", tag = "pools", request_body = ParametersShape, responses((status = 204)))]
pub(super) async fn set_parameters(
    Caller(desk): Caller,
    Body(body): Body<ParametersShape>,
) -> Result<StatusCode, Refused> {
    desk.pools().set_parameters(&body.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}
