//! The rows that were not taken, as a file: the columns as they came, and the reason. Mended, it can be
//! uploaded again.
use super::trouble::Trouble;
use crate::Site;
use crate::http::SignedIn;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use domain::import::{Import, ImportRow, RowOutcome};
use domain::query::encode;
use domain::{ImportId, Lang, Problem};
use exchange::{CellOut, Format, WriteError, Writer};
use messages::{Key, import as words, text};
use std::path::PathBuf;
use store::Desk;
use tokio_util::io::ReaderStream;

const BATCH: u32 = 500;

pub(super) fn router() -> Router<Site> {
    Router::new().route("/import/{id}/errors.csv", get(download))
}

async fn download(
    State(site): State<Site>,
    signed_in: SignedIn,
    path: Result<Path<i64>, impl Sized>,
) -> Response {
    let lang = signed_in.desk.viewer().lang();
    match path {
        Ok(Path(id)) => answer(&site, &signed_in.desk, ImportId(id)).await,
        Err(_) => Trouble::from(Problem::NotFound).answer(lang),
    }
}

/// The file of one import.
pub(crate) async fn answer(site: &Site, desk: &Desk, id: ImportId) -> Response {
    match written(site, desk, id).await {
        Ok(response) => response,
        Err(trouble) => trouble.answer(desk.viewer().lang()),
    }
}

async fn written(site: &Site, desk: &Desk, id: ImportId) -> Result<Response, Trouble> {
    let import = desk.imports().find(id).await?;
    tokio::fs::create_dir_all(&site.settings.data).await?;
    let file = tempfile::Builder::new().prefix("errors-").tempfile_in(&site.settings.data)?;
    write(desk, &import, file.path().to_owned()).await?;
    // Opened before the name is taken away: the content lives until it has been read.
    let content = tokio::fs::File::open(file.path()).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(Format::Csv.content_type())),
        (header::CONTENT_LENGTH, HeaderValue::from(content.metadata().await?.len())),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_DISPOSITION, disposition(&import.file, desk.viewer().lang())),
    ];
    Ok((headers, Body::from_stream(ReaderStream::with_capacity(content, 64 * 1024))).into_response())
}

/// The name in both ways of writing it: old clients know ASCII only (RFC 6266).
fn disposition(file: &str, lang: Lang) -> HeaderValue {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let name = format!("{stem} {}.csv", text(lang, Key::ImportErrorsFile));
    let name = encode(&name).replace(',', "%2C");
    let told = format!("attachment; filename=\"errors.csv\"; filename*=UTF-8''{name}");
    HeaderValue::try_from(told).unwrap_or(HeaderValue::from_static("attachment"))
}

async fn write(desk: &Desk, import: &Import, path: PathBuf) -> Result<(), Trouble> {
    let lang = desk.viewer().lang();
    let added =
        [Key::ImportErrorsLine, Key::ImportErrorsOutcome, Key::ImportErrorsReason].map(|key| text(lang, key));
    let headers: Vec<&str> = import.headers.iter().map(String::as_str).chain(added).collect();
    let mut writer = Writer::create(&path, Format::Csv, "", &headers, &[]).map_err(broken)?;
    let mut after = 0;
    loop {
        let rows = desk.imports().rows(import.id, None, after, BATCH).await?;
        let Some(last) = rows.last() else { break };
        after = last.line;
        for row in rows.iter().filter(|row| RowOutcome::TOLD.contains(&row.outcome)) {
            write_row(&mut writer, lang, import, row).map_err(broken)?;
        }
    }
    writer.finish().map_err(broken)
}

fn write_row(writer: &mut Writer, lang: Lang, import: &Import, row: &ImportRow) -> Result<(), WriteError> {
    let reasons = words::reasons(lang, &import.headers, &row.problems);
    let cells = row.cells.iter().map(|cell| CellOut::Text(cell));
    // A row that does not fit the headers has no cells we could show.
    let missing = import.headers.len().saturating_sub(row.cells.len());
    let told = [
        CellOut::Number(row.line),
        CellOut::Text(words::outcome(lang, row.outcome)),
        CellOut::Text(&reasons),
    ];
    let cells: Vec<_> = cells.chain(std::iter::repeat_n(CellOut::Empty, missing)).chain(told).collect();
    writer.write_row(&cells)
}

fn broken(error: WriteError) -> Trouble {
    store::Error::Internal(format!("the file of errors can not be written: {error}")).into()
}
