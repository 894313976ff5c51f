//! A file comes in. With an `Idempotency-Key` it stays once, however often it is sent.
use super::shapes::ImportShape;
use crate::Site;
use crate::api::docs;
use crate::api::once::{Answer, SentKey, hex};
use crate::http::{Caller, Refused};
use crate::imports::{Folder, remove, take};
use axum::extract::{Multipart, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use domain::import::Import;
use sha2::{Digest, Sha256};
use std::path::Path;
use store::Desk;
use tokio::fs::File;
use tokio::io::AsyncReadExt;
use utoipa::ToSchema;

const PATH: &str = "/api/v1/imports";
/// Bytes of a file that are looked at at once.
const PART: usize = 64 * 1024;

/// A file to be imported.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only described")]
struct Upload {
    /// The file.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// What it brings, before the file: `people`, `leads`, `calls`, `events`; found out when not given.
    kind: Option<String>,
}

/// Upload a file
#[utoipa::path(post, path = "/imports", tag = "imports", params(docs::KeyParam), request_body(content = Upload, content_type = "multipart/form-data"), responses((status = 201, body = ImportShape)))]
pub(super) async fn upload(
    State(site): State<Site>,
    Caller(desk): Caller,
    key: Option<SentKey>,
    multipart: Multipart,
) -> Response {
    let imports = match take(&site, &desk, multipart).await {
        Ok(imports) => imports,
        Err(trouble) => return trouble.answer(desk.viewer().lang()),
    };
    // On a task of its own: whoever sent it may hang up before it is noted that the file is here.
    match tokio::spawn(async move { kept(&site, &desk, key, &imports).await }).await {
        Ok(Ok(response)) => response,
        Ok(Err(refused)) => refused.into_response(),
        Err(error) => Refused::from(store::Error::Internal(error.to_string())).into_response(),
    }
}

/// The first file of its key stays. One that comes again goes, and the first answer is given again.
async fn kept(
    site: &Site,
    desk: &Desk,
    key: Option<SentKey>,
    imports: &[Import],
) -> Result<Response, Refused> {
    let Some(import) = imports.last() else { return Ok(StatusCode::BAD_REQUEST.into_response()) };
    let place = format!("{PATH}/{}", import.id);
    let answer = Answer::of(&ImportShape::from(import.clone()), Some(place))?;
    let Some(key) = key else { return Ok(answer.into_response(false)) };
    let folder = Folder::of(&site.settings);
    let settled = key.with(PATH, &said(&folder, desk, imports).await?).settle(desk, answer).await;
    if !matches!(settled, Ok((true, _))) {
        forget(&folder, desk, imports).await;
    }
    let (first, answer) = settled?;
    Ok(answer.into_response(!first))
}

/// The answer is right without it: a file that can not be forgotten is seen in the list, and removed there.
async fn forget(folder: &Folder, desk: &Desk, imports: &[Import]) {
    for import in imports {
        if let Err(trouble) = remove(folder, desk, import.id).await {
            tracing::warn!(?trouble, import = import.id.0, "a file that came again stays");
        }
    }
}

/// What was sent. The body itself will not do: each time it has another line between its parts.
async fn said(folder: &Folder, desk: &Desk, imports: &[Import]) -> Result<String, Refused> {
    let mut said = String::new();
    for import in imports {
        let path = folder.path(&desk.imports().stored_as(import.id).await?);
        let content = digest(&path).await.map_err(|error| store::Error::Internal(error.to_string()))?;
        said += &format!("{} {} {content}\n", import.kind.key(), import.file);
    }
    Ok(said)
}

async fn digest(path: &Path) -> std::io::Result<String> {
    let mut file = File::open(path).await?;
    let (mut digest, mut part) = (Sha256::new(), vec![0; PART]);
    loop {
        match file.read(&mut part).await? {
            0 => return Ok(hex(&digest.finalize())),
            read => digest.update(&part[..read]),
        }
    }
}
