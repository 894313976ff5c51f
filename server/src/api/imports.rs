//! Imports: a file comes in, its rules are set, a dry run shows what would become of its rows, a run makes
//! it so.
mod shapes;
mod upload;

use super::body::Body;
use super::id::Id;
use super::params::Params;
use crate::Site;
use crate::http::{Caller, Refused};
use crate::imports::{Folder, Wish, end, errors, read_otherwise, reading};
use axum::Json;
use axum::extract::{DefaultBodyLimit, RawQuery, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::ImportId;
use domain::import::{ImportKind, RowOutcome};
use serde::Deserialize;
use shapes::{ImportRowShape, ImportRulesShape, ImportShape, RefusedShape};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

const ROWS_MAX: u32 = 500;

pub(super) fn routes() -> OpenApiRouter<Site> {
    OpenApiRouter::new()
        .routes(routes!(list))
        // The size is watched while the file arrives.
        .merge(OpenApiRouter::new().routes(routes!(upload::upload)).layer(DefaultBodyLimit::disable()))
        .routes(routes!(find, remove))
        .routes(routes!(source))
        .routes(routes!(rules))
        .routes(routes!(check))
        .routes(routes!(run))
        .routes(routes!(stop))
        .routes(routes!(rows))
        .routes(routes!(fix))
        .routes(routes!(errors_file))
        .routes(routes!(undo))
        .routes(routes!(refused))
}

/// Your imports, the latest first
#[utoipa::path(get, path = "/imports", tag = "imports", responses((status = 200, body = Vec<ImportShape>)))]
async fn list(Caller(desk): Caller) -> Result<Json<Vec<ImportShape>>, Refused> {
    Ok(super::all(desk.imports().list().await?))
}

/// An import
#[utoipa::path(get, path = "/imports/{id}", tag = "imports", params(("id" = i64, Path)), responses((status = 200, body = ImportShape)))]
async fn find(Caller(desk): Caller, Id(id): Id<ImportId>) -> Result<Json<ImportShape>, Refused> {
    Ok(Json(desk.imports().find(id).await?.into()))
}

/// Forget an import that was never run
#[utoipa::path(delete, path = "/imports/{id}", tag = "imports", params(("id" = i64, Path)), responses((status = 204)))]
async fn remove(State(site): State<Site>, Caller(desk): Caller, Id(id): Id<ImportId>) -> Response {
    match crate::imports::remove(&Folder::of(&site.settings), &desk, id).await {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(trouble) => trouble.answer(desk.viewer().lang()),
    }
}

/// How a file is to be read. What is not given is found out.
#[derive(Deserialize, ToSchema)]
#[schema(as = ReadOtherwise)]
#[serde(deny_unknown_fields)]
struct Source {
    /// `people`, `leads`, `customers`, `contacts`, `calls`, `events`.
    #[schema(value_type = Option<String>)]
    kind: Option<ImportKind>,
    /// The sheet of a workbook.
    sheet: Option<String>,
    /// The line of the headers, from 1.
    header_row: Option<u64>,
    /// What stands between the cells of a text file.
    #[schema(value_type = Option<String>)]
    delimiter: Option<char>,
    /// Of a text file: `utf-8`, `gb18030`.
    encoding: Option<String>,
}

/// Read the file otherwise
#[utoipa::path(post, path = "/imports/{id}/source", tag = "imports", params(("id" = i64, Path)), request_body = Source, responses((status = 200, body = ImportShape)))]
async fn source(
    State(site): State<Site>,
    Caller(desk): Caller,
    Id(id): Id<ImportId>,
    Body(body): Body<Source>,
) -> Response {
    let wish = Wish {
        kind: body.kind,
        sheet: body.sheet,
        header_row: body.header_row,
        delimiter: body.delimiter,
        encoding: body.encoding,
        otherwise: None,
    };
    match read_otherwise(&site, &desk, id, wish).await {
        Ok(import) => Json(ImportShape::from(import)).into_response(),
        Err(trouble) => trouble.answer(desk.viewer().lang()),
    }
}

/// Set the rules
#[utoipa::path(put, path = "/imports/{id}/rules", tag = "imports", params(("id" = i64, Path)), request_body = ImportRulesShape, responses((status = 200, body = ImportShape)))]
async fn rules(
    Caller(desk): Caller,
    Id(id): Id<ImportId>,
    Body(body): Body<ImportRulesShape>,
) -> Result<Json<ImportShape>, Refused> {
    Ok(Json(desk.imports().set_rules(id, body.into()).await?.into()))
}

/// Begin the dry run
#[utoipa::path(post, path = "/imports/{id}/check", tag = "imports", params(("id" = i64, Path)), responses((status = 202, body = ImportShape)))]
async fn check(
    Caller(desk): Caller,
    Id(id): Id<ImportId>,
) -> Result<(StatusCode, Json<ImportShape>), Refused> {
    Ok((StatusCode::ACCEPTED, Json(desk.imports().check(id).await?.into())))
}

/// Begin the run
#[utoipa::path(post, path = "/imports/{id}/run", tag = "imports", params(("id" = i64, Path)), responses((status = 202, body = ImportShape)))]
async fn run(Caller(desk): Caller, Id(id): Id<ImportId>) -> Result<(StatusCode, Json<ImportShape>), Refused> {
    Ok((StatusCode::ACCEPTED, Json(desk.imports().run(id).await?.into())))
}

/// End it; rows that were written stay
#[utoipa::path(post, path = "/imports/{id}/stop", tag = "imports", params(("id" = i64, Path)), responses((status = 200, body = ImportShape)))]
async fn stop(State(site): State<Site>, Caller(desk): Caller, Id(id): Id<ImportId>) -> Response {
    match end(&site, &desk, id).await {
        Ok(import) => Json(ImportShape::from(import)).into_response(),
        Err(trouble) => trouble.answer(desk.viewer().lang()),
    }
}

/// Rows that need somebody
#[utoipa::path(get, path = "/imports/{id}/rows", tag = "imports", params(("id" = i64, Path), ("outcome" = Option<String>, Query, description = "`error`, `duplicate`, `skipped` …; all that need somebody when not given."), ("after" = Option<i64>, Query, description = "Line the answer begins behind."), ("limit" = Option<u32>, Query, description = "Rows wanted, 1 to 500; 50 when not given.")), responses((status = 200, body = Vec<ImportRowShape>)))]
async fn rows(
    Caller(desk): Caller,
    Id(id): Id<ImportId>,
    RawQuery(query): RawQuery,
) -> Result<Json<Vec<ImportRowShape>>, Refused> {
    let mut params = Params::of(&query.unwrap_or_default());
    let outcome = params.read("outcome", RowOutcome::from_key);
    let after = params.parsed("after").unwrap_or_default();
    let limit = params.limit(ROWS_MAX);
    params.done()?;
    Ok(super::all(desk.imports().rows(id, outcome, after, limit).await?))
}

/// Another text for a cell.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Fix {
    /// The line of the row.
    line: i64,
    /// The column, from 0.
    column: usize,
    /// What it should say; what it says in the file puts it back.
    text: String,
}

/// Mend a cell, and see what becomes of its row
#[utoipa::path(post, path = "/imports/{id}/fixes", tag = "imports", params(("id" = i64, Path)), request_body = Fix, responses((status = 200, body = ImportRowShape)))]
async fn fix(
    Caller(desk): Caller,
    Id(id): Id<ImportId>,
    Body(fix): Body<Fix>,
) -> Result<Json<ImportRowShape>, Refused> {
    let row = desk.imports().fix_cell(id, fix.line, fix.column, &fix.text, reading()).await?;
    Ok(Json(row.into()))
}

/// The rows that were not taken, with the reasons
#[utoipa::path(get, path = "/imports/{id}/errors.csv", tag = "imports", params(("id" = i64, Path)), responses((status = 200, content_type = "text/csv", body = String)))]
async fn errors_file(State(site): State<Site>, Caller(desk): Caller, Id(id): Id<ImportId>) -> Response {
    errors(&site, &desk, id).await
}

/// Take an import back: what it made is removed, what it changed is as before
#[utoipa::path(post, path = "/imports/{id}/undo", tag = "imports", params(("id" = i64, Path)), responses((status = 202, body = ImportShape)))]
async fn undo(
    Caller(desk): Caller,
    Id(id): Id<ImportId>,
) -> Result<(StatusCode, Json<ImportShape>), Refused> {
    Ok((StatusCode::ACCEPTED, Json(desk.imports().undo(id).await?.into())))
}

/// Rows that undoing has left alone
#[utoipa::path(get, path = "/imports/{id}/refused", tag = "imports", params(("id" = i64, Path), ("after" = Option<i64>, Query, description = "Line the answer begins behind."), ("limit" = Option<u32>, Query, description = "Rows wanted, 1 to 500; 50 when not given.")), responses((status = 200, body = Vec<RefusedShape>)))]
async fn refused(
    Caller(desk): Caller,
    Id(id): Id<ImportId>,
    RawQuery(query): RawQuery,
) -> Result<Json<Vec<RefusedShape>>, Refused> {
    let mut params = Params::of(&query.unwrap_or_default());
    let after = params.parsed("after").unwrap_or_default();
    let limit = params.limit(ROWS_MAX);
    params.done()?;
    Ok(super::all(desk.imports().refused(id, after, limit).await?))
}
