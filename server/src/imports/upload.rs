//! Files come in: written to the folder as they arrive, looked into at once. What can not be imported leaves
//! nothing behind.
use super::folder::{Folder, Fresh};
use super::look::{Wish, look};
use super::trouble::Trouble;
use crate::Site;
use crate::http::SignedIn;
use axum::Router;
use axum::body::Bytes;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, Multipart, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use domain::import::{Import, ImportFailure, ImportKind};
use domain::{FieldProblem, Permission, Problem, query};
use std::time::Duration;
use store::Desk;
use tokio::io::AsyncWriteExt;

/// The most files of one form.
const FILES: usize = 20;
/// The most fields of one form, the files among them.
const FIELDS: usize = 100;
/// A word that stands beside the files, in bytes.
const WORD_MAX: usize = 1024;
const NAME_MAX: usize = 200;
/// A sender that is silent for so long has gone.
pub(crate) const SILENCE: Duration = Duration::from_secs(60);

pub(super) fn router() -> Router<Site> {
    // The size is watched while the file arrives.
    Router::new().route("/import/upload", post(upload)).layer(DefaultBodyLimit::disable())
}

async fn upload(State(site): State<Site>, signed_in: SignedIn, multipart: Multipart) -> Response {
    let there = match take(&site, &signed_in.desk, multipart).await {
        Ok(imports) => match imports.as_slice() {
            [one] => format!("/import/{}", one.id),
            _ => "/import".to_owned(),
        },
        Err(trouble) => {
            let (name, value) = trouble.pair();
            format!("/import?{}", query::write([(name, value.as_str())]))
        }
    };
    Redirect::to(&there).into_response()
}

/// Takes the files of a form.
pub(crate) async fn take(site: &Site, desk: &Desk, mut multipart: Multipart) -> Result<Vec<Import>, Trouble> {
    // Asked before the first byte is written.
    if !ImportKind::ALL.into_iter().any(|kind| brings(desk, kind)) {
        return Err(Problem::Forbidden { permission: Permission::ImportLeads }.into());
    }
    let folder = Folder::of(&site.settings);
    let mut kind = None;
    let mut imports = Vec::new();
    let mut unread = Allowance::of(site.settings.upload_limit);
    for _ in 0..FIELDS {
        let Some(field) = in_time(multipart.next_field()).await? else { break };
        match (field.name(), file_name(&field)) {
            (Some("kind"), _) => kind = ImportKind::from_key(&word("kind", field).await?),
            (Some("file"), Some(name)) if imports.len() < FILES => {
                let fresh = folder.fresh().await?;
                write(&fresh, field, site.settings.upload_limit).await?;
                imports.push(add(site, desk, fresh, name, kind).await?);
            }
            _ => drain(field, &mut unread).await?,
        }
    }
    if imports.is_empty() { Err(ImportFailure::NoFile.into()) } else { Ok(imports) }
}

/// The text of a field that holds a word.
async fn word(name: &str, mut field: Field<'_>) -> Result<String, Trouble> {
    let mut text = Vec::new();
    while let Some(bytes) = in_time(field.chunk()).await? {
        if text.len() + bytes.len() > WORD_MAX {
            return Err(Problem::field(name, FieldProblem::TooLong { max: WORD_MAX }).into());
        }
        text.extend_from_slice(&bytes);
    }
    String::from_utf8(text).map_err(|_| Problem::field(name, FieldProblem::Malformed).into())
}

/// Passes over a field nobody asked for. It counts all the same: nobody is listened to for ever.
async fn drain(mut field: Field<'_>, unread: &mut Allowance) -> Result<(), Trouble> {
    while let Some(bytes) = in_time(field.chunk()).await? {
        unread.take(&bytes)?;
    }
    Ok(())
}

/// Bytes that may still arrive.
struct Allowance {
    left: u64,
    limit: u64,
}

impl Allowance {
    const fn of(limit: u64) -> Self {
        Self { left: limit, limit }
    }

    fn take(&mut self, bytes: &Bytes) -> Result<(), ImportFailure> {
        let left = self.left.checked_sub(bytes.len() as u64);
        self.left = left.ok_or(ImportFailure::FileTooLarge { limit: self.limit >> 20 })?;
        Ok(())
    }
}

/// The name the file came with, for people to read. A browser sends a file without a name when none was
/// chosen.
fn file_name(field: &Field<'_>) -> Option<String> {
    let name = field.file_name()?.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|letter| !letter.is_control()).take(NAME_MAX).collect();
    Some(name).filter(|name| !name.is_empty())
}

fn broken_off(error: MultipartError) -> Trouble {
    tracing::debug!(%error, "an upload broke off");
    Problem::field("file", FieldProblem::Malformed).into()
}

async fn write(fresh: &Fresh, mut field: Field<'_>, limit: u64) -> Result<(), Trouble> {
    let mut file = tokio::fs::File::create(fresh.path()).await?;
    let mut allowance = Allowance::of(limit);
    while let Some(bytes) = in_time(field.chunk()).await? {
        allowance.take(&bytes)?;
        file.write_all(&bytes).await?;
    }
    file.flush().await?;
    Ok(())
}

/// What comes next, unless the sender has fallen silent.
async fn in_time<T>(next: impl Future<Output = Result<T, MultipartError>>) -> Result<T, Trouble> {
    match tokio::time::timeout(SILENCE, next).await {
        Ok(next) => next.map_err(broken_off),
        Err(_) => Err(Problem::field("file", FieldProblem::Malformed).into()),
    }
}

fn brings(desk: &Desk, kind: ImportKind) -> bool {
    desk.viewer().may(kind.right())
}

async fn add(
    site: &Site,
    desk: &Desk,
    fresh: Fresh,
    name: String,
    kind: Option<ImportKind>,
) -> Result<Import, Trouble> {
    let (path, limit) = (fresh.path().to_owned(), site.settings.upload_limit);
    let called = name.clone();
    // What headers do not tell is what the person may bring.
    let otherwise = [ImportKind::Leads, ImportKind::Customers].into_iter().find(|kind| brings(desk, *kind));
    let wish = Wish { kind, otherwise, ..Wish::default() };
    let added = desk.fields().all().await?;
    let found = tokio::task::spawn_blocking(move || look(&path, &called, &wish, &added, limit)).await;
    let found = found.map_err(|error| store::Error::Internal(error.to_string()))??;
    let import = desk.imports().add(&name, &fresh.name, found).await?;
    fresh.keep();
    Ok(import)
}
