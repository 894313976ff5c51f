//! People, roles, the audit log, bearer tokens.
use super::all;
use super::body::Body;
use super::docs;
use super::id::{Id, Ids};
use super::once::{Answer, Creation, NoKey};
use super::params::Params;
use super::shapes::{
    AuditShape, Created, PersonInput, PersonNameShape, PersonShape, RoleInput, RoleShape, TokenShape,
};
use crate::http::{Caller, Refused};
use axum::Json;
use axum::extract::RawQuery;
use axum::http::StatusCode;
use axum::response::Response;
use domain::{AuditId, PersonId, RoleId, TokenId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The most entries of the audit log in one answer.
const AUDIT_MAX: u32 = 500;

/// All people
#[utoipa::path(get, path = "/people", tag = "people", responses((status = 200, body = Vec<PersonShape>)))]
pub(super) async fn people(Caller(desk): Caller) -> Result<Json<Vec<PersonShape>>, Refused> {
    Ok(all(desk.people().list().await?))
}

/// The names of all people, to choose an owner from
#[utoipa::path(get, path = "/people/names", tag = "people", responses((status = 200, body = Vec<PersonNameShape>)))]
pub(super) async fn names(Caller(desk): Caller) -> Result<Json<Vec<PersonNameShape>>, Refused> {
    Ok(all(desk.people().names().await?))
}

/// Add a person
#[utoipa::path(post, path = "/people", tag = "people", params(docs::KeyParam), request_body = PersonInput, responses((status = 201, body = Created)))]
pub(super) async fn add(caller: Caller, creation: Creation<PersonInput>) -> Result<Response, Refused> {
    creation
        .make(caller, |desk, body| async move {
            let id = desk.people().add(body.into()).await?;
            Answer::of(&Created { id: id.0 }, None)
        })
        .await
}

/// Change a person
#[utoipa::path(put, path = "/people/{id}", tag = "people", params(("id" = i64, Path)), request_body = PersonInput, responses((status = 204)))]
pub(super) async fn change(
    Caller(desk): Caller,
    Id(id): Id<PersonId>,
    Body(body): Body<PersonInput>,
) -> Result<StatusCode, Refused> {
    desk.people().change(id, body.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whether a person is shut out.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Disabled {
    disabled: bool,
}

/// Disable a person, whose sessions end at once, or enable one
#[utoipa::path(post, path = "/people/{id}/disable", tag = "people", params(("id" = i64, Path)), request_body = Disabled, responses((status = 204)))]
pub(super) async fn disable(
    Caller(desk): Caller,
    Id(id): Id<PersonId>,
    Body(body): Body<Disabled>,
) -> Result<StatusCode, Refused> {
    desk.people().set_disabled(id, body.disabled).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A new password.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewPassword {
    password: String,
}

/// Give a person another password
#[utoipa::path(put, path = "/people/{id}/password", tag = "people", params(("id" = i64, Path)), request_body = NewPassword, responses((status = 204)))]
pub(super) async fn password(
    Caller(desk): Caller,
    Id(id): Id<PersonId>,
    Body(body): Body<NewPassword>,
) -> Result<StatusCode, Refused> {
    desk.people().set_password(id, &body.password).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The role tree
#[utoipa::path(get, path = "/roles", tag = "people", responses((status = 200, body = Vec<RoleShape>)))]
pub(super) async fn roles(Caller(desk): Caller) -> Result<Json<Vec<RoleShape>>, Refused> {
    Ok(all(desk.roles().list().await?))
}

/// Add a role
#[utoipa::path(post, path = "/roles", tag = "people", params(docs::KeyParam), request_body = RoleInput, responses((status = 201, body = Created)))]
pub(super) async fn add_role(caller: Caller, creation: Creation<RoleInput>) -> Result<Response, Refused> {
    creation
        .make(caller, |desk, body| async move {
            let id = desk.roles().add(body.into()).await?;
            Answer::of(&Created { id: id.0 }, None)
        })
        .await
}

/// Change a role
#[utoipa::path(put, path = "/roles/{id}", tag = "people", params(("id" = i64, Path)), request_body = RoleInput, responses((status = 204)))]
pub(super) async fn change_role(
    Caller(desk): Caller,
    Id(id): Id<RoleId>,
    Body(body): Body<RoleInput>,
) -> Result<StatusCode, Refused> {
    desk.roles().change(id, body.into()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Remove a role that nobody has
#[utoipa::path(delete, path = "/roles/{id}", tag = "people", params(("id" = i64, Path)), responses((status = 204)))]
pub(super) async fn remove_role(Caller(desk): Caller, Id(id): Id<RoleId>) -> Result<StatusCode, Refused> {
    desk.roles().remove(id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Give someone a role
#[utoipa::path(put, path = "/roles/{id}/people/{person}", tag = "people", params(("id" = i64, Path), ("person" = i64, Path)), responses((status = 204)))]
pub(super) async fn give_role(
    Caller(desk): Caller,
    Ids(role, person): Ids<RoleId, PersonId>,
) -> Result<StatusCode, Refused> {
    desk.people().set_role(person, role, true).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Take a role away from someone
#[utoipa::path(delete, path = "/roles/{id}/people/{person}", tag = "people", params(("id" = i64, Path), ("person" = i64, Path)), responses((status = 204)))]
pub(super) async fn take_role(
    Caller(desk): Caller,
    Ids(role, person): Ids<RoleId, PersonId>,
) -> Result<StatusCode, Refused> {
    desk.people().set_role(person, role, false).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The audit log, the newest first
#[utoipa::path(get, path = "/audit", tag = "audit", params(docs::AuditParams), responses((status = 200, body = Vec<AuditShape>)))]
pub(super) async fn audit(
    Caller(desk): Caller,
    RawQuery(text): RawQuery,
) -> Result<Json<Vec<AuditShape>>, Refused> {
    let mut params = Params::of(text.as_deref().unwrap_or_default());
    let before: Option<AuditId> = params.parsed("before");
    let action = params.take("action").unwrap_or_default();
    let person: Option<PersonId> = params.parsed("person");
    let limit = params.limit(AUDIT_MAX);
    params.done()?;
    Ok(all(desk.audit().of(person, before, &action, limit).await?))
}

/// Bearer tokens, without their secrets
#[utoipa::path(get, path = "/tokens", tag = "tokens", responses((status = 200, body = Vec<TokenShape>)))]
pub(super) async fn tokens(Caller(desk): Caller) -> Result<Json<Vec<TokenShape>>, Refused> {
    Ok(all(desk.tokens().list().await?))
}

/// What a token is for.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewToken {
    name: String,
}

/// A bearer token; its secret is shown this once.
#[derive(Serialize, ToSchema)]
pub(super) struct TokenMade {
    id: i64,
    secret: String,
}

/// Make a bearer token with your rights
///
/// An `Idempotency-Key` is refused: the answer would have to be kept, secret and all. Whoever has not heard it
/// removes the token and makes another.
#[utoipa::path(post, path = "/tokens", tag = "tokens", request_body = NewToken, responses((status = 201, body = TokenMade)))]
pub(super) async fn add_token(
    Caller(desk): Caller,
    _: NoKey,
    Body(body): Body<NewToken>,
) -> Result<(StatusCode, Json<TokenMade>), Refused> {
    let (id, secret) = desk.tokens().add(&body.name).await?;
    Ok((StatusCode::CREATED, Json(TokenMade { id: id.0, secret })))
}

/// Take a bearer token back
#[utoipa::path(delete, path = "/tokens/{id}", tag = "tokens", params(("id" = i64, Path)), responses((status = 204)))]
pub(super) async fn remove_token(Caller(desk): Caller, Id(id): Id<TokenId>) -> Result<StatusCode, Refused> {
    desk.tokens().remove(id).await?;
    Ok(StatusCode::NO_CONTENT)
}
