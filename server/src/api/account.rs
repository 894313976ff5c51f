//! One's own account.
use super::all;
use super::body::Body;
use super::id::Id;
use super::shapes::{AccountShape, LangWord, MeShape, SessionShape, SignInShape};
use crate::http::{Caller, Refused};
use axum::Json;
use axum::extract::Path;
use axum::http::StatusCode;
use domain::{Lang, SessionId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whose token or session this is
#[utoipa::path(get, path = "/me", tag = "account", responses((status = 200, body = MeShape)))]
pub(super) async fn me(Caller(desk): Caller) -> Json<MeShape> {
    Json(desk.me().into())
}

/// Your data and your roles
///
/// Whoever manages people changes them, yours too.
#[utoipa::path(get, path = "/me/account", tag = "account", responses((status = 200, body = AccountShape)))]
pub(super) async fn account(Caller(desk): Caller) -> Result<Json<AccountShape>, Refused> {
    Ok(Json(desk.sessions().account().await?.into()))
}

/// The time zones to choose from
#[utoipa::path(get, path = "/zones", tag = "account", responses((status = 200, body = Vec<String>)))]
pub(super) async fn zones(_: Caller) -> Json<Vec<&'static str>> {
    Json(store::zone_names())
}

/// The present password and the new one.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Passwords {
    present: String,
    password: String,
}

/// Change your password; your other sessions end
///
/// Wrong present passwords are counted as at the door: after ten within a quarter of an hour the answer is 429.
#[utoipa::path(put, path = "/me/password", tag = "account", request_body = Passwords, responses((status = 204)))]
pub(super) async fn password(
    Caller(desk): Caller,
    Body(body): Body<Passwords>,
) -> Result<StatusCode, Refused> {
    desk.sessions().change_password(&body.present, &body.password).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// How the interface looks to you.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Preferences {
    #[schema(value_type = LangWord)]
    lang: Lang,
    /// `light`, `dark` or `auto`.
    theme: String,
    /// `comfortable` or `compact`.
    density: String,
    /// IANA name of your time zone.
    #[schema(example = "Asia/Shanghai")]
    zone: String,
}

/// Change how the interface looks to you
#[utoipa::path(put, path = "/me/preferences", tag = "account", request_body = Preferences, responses((status = 204)))]
pub(super) async fn preferences(
    Caller(desk): Caller,
    Body(body): Body<Preferences>,
) -> Result<StatusCode, Refused> {
    desk.sessions().set_preferences(body.lang, &body.theme, &body.density, &body.zone).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Your signed-in devices
#[utoipa::path(get, path = "/sessions", tag = "account", responses((status = 200, body = Vec<SessionShape>)))]
pub(super) async fn sessions(Caller(desk): Caller) -> Result<Json<Vec<SessionShape>>, Refused> {
    Ok(all(desk.sessions().list().await?))
}

/// End one of your sessions
#[utoipa::path(delete, path = "/sessions/{id}", tag = "account", params(("id" = i64, Path)), responses((status = 204)))]
pub(super) async fn end_session(Caller(desk): Caller, Id(id): Id<SessionId>) -> Result<StatusCode, Refused> {
    match desk.sessions().end(Some(id)).await? {
        0 => Err(domain::Problem::NotFound.into()),
        _ => Ok(StatusCode::NO_CONTENT),
    }
}

/// End all of your sessions but the one this request came with
#[utoipa::path(delete, path = "/sessions", tag = "account", responses((status = 204)))]
pub(super) async fn end_sessions(Caller(desk): Caller) -> Result<StatusCode, Refused> {
    desk.sessions().end(None).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The last attempts to sign in with your name
#[utoipa::path(get, path = "/sessions/history", tag = "account", responses((status = 200, body = Vec<SignInShape>)))]
pub(super) async fn history(Caller(desk): Caller) -> Result<Json<Vec<SignInShape>>, Refused> {
    Ok(all(desk.sessions().history().await?))
}

/// A column of a list, as you have arranged it.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ColumnShape {
    /// The column.
    #[schema(example = "contact")]
    key: String,
    /// In pixels.
    width: u16,
}

/// The columns you have chosen for a list; null when you have not
#[utoipa::path(get, path = "/columns/{list}", tag = "account", params(("list" = String, Path)), responses((status = 200, body = Option<Vec<ColumnShape>>)))]
pub(super) async fn columns(
    Caller(desk): Caller,
    Path(list): Path<String>,
) -> Result<Json<Option<Vec<ColumnShape>>>, Refused> {
    let columns = desk.columns().get(&list).await?;
    let shown = |columns: Vec<(String, u16)>| {
        columns.into_iter().map(|(key, width)| ColumnShape { key, width }).collect()
    };
    Ok(Json(columns.map(shown)))
}

/// Choose the columns of a list
#[utoipa::path(put, path = "/columns/{list}", tag = "account", params(("list" = String, Path)), request_body = Vec<ColumnShape>, responses((status = 204)))]
pub(super) async fn set_columns(
    Caller(desk): Caller,
    Path(list): Path<String>,
    Body(body): Body<Vec<ColumnShape>>,
) -> Result<StatusCode, Refused> {
    let columns: Vec<_> = body.into_iter().map(|column| (column.key, column.width)).collect();
    desk.columns().set(&list, &columns).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Go back to the standard columns of a list
#[utoipa::path(delete, path = "/columns/{list}", tag = "account", params(("list" = String, Path)), responses((status = 204)))]
pub(super) async fn reset_columns(
    Caller(desk): Caller,
    Path(list): Path<String>,
) -> Result<StatusCode, Refused> {
    desk.columns().reset(&list).await?;
    Ok(StatusCode::NO_CONTENT)
}
