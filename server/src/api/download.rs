//! Files on their way to a person: written aside first, so that what arrives is complete.
use super::params::{Params, ids};
use crate::Site;
use crate::export::{Exported, Wish, write};
use crate::http::{Caller, Refused};
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use domain::Problem;
use domain::list::Chosen;
use domain::query::encode;
use exchange::Format;
use messages::text;
use store::Desk;
use tokio_util::io::ReaderStream;

/// The rows of a list as a file: all that match, or those of `ids`.
pub(super) async fn rows<C: Exported>(
    State(site): State<Site>,
    Caller(desk): Caller,
    RawQuery(text): RawQuery,
) -> Result<Response, Refused> {
    let wish = wish::<C>(Params::of(text.as_deref().unwrap_or_default()))?;
    sent(&site, &desk, wish).await
}

/// What a query string asks to be written.
pub(super) fn wish<C: Exported>(mut params: Params) -> Result<Wish<C>, Problem> {
    let format = params.read("format", |value| match value {
        "xlsx" => Some(Format::Xlsx),
        "csv" => Some(Format::Csv),
        _ => None,
    });
    let named = params.read("ids", ids);
    let filter = params.filter::<C>();
    let sort = params.sort();
    let columns = params.columns(C::DEFAULT);
    params.done()?;
    let chosen = named.map_or_else(|| Chosen::Matching(filter.to_query()), Chosen::Ids);
    Ok(Wish { chosen, sort, columns, format: format.unwrap_or_default() })
}

async fn sent<C: Exported>(site: &Site, desk: &Desk, wish: Wish<C>) -> Result<Response, Refused> {
    let format = wish.format;
    tokio::fs::create_dir_all(&site.settings.data).await.map_err(broken)?;
    let file = tempfile::Builder::new().prefix("export-").tempfile_in(&site.settings.data).map_err(broken)?;
    write(desk, wish, file.path(), |_| ()).await.map_err(|error| Refused(error.into_problem()))?;
    // Opened before the name is taken away: the content lives until it has been read.
    let content = tokio::fs::File::open(file.path()).await.map_err(broken)?;
    let length = content.metadata().await.map_err(broken)?.len();
    let day = desk.viewer().zone().day_of(desk.now());
    let name = format!("{} {day}.{}", text(desk.viewer().lang(), C::NAME), format.extension());
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(format.content_type())),
        (header::CONTENT_LENGTH, HeaderValue::from(length)),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_DISPOSITION, disposition(C::STEM, &name, format.extension())),
    ];
    Ok((headers, Body::from_stream(ReaderStream::with_capacity(content, 64 * 1024))).into_response())
}

/// The name in both ways of writing it: old clients know ASCII only (RFC 6266).
fn disposition(stem: &str, name: &str, extension: &str) -> HeaderValue {
    let text = format!(
        "attachment; filename=\"{stem}.{extension}\"; filename*=UTF-8''{}",
        encode(name).replace(',', "%2C")
    );
    HeaderValue::try_from(text).unwrap_or(HeaderValue::from_static("attachment"))
}

fn broken(error: std::io::Error) -> Refused {
    store::Error::Internal(error.to_string()).into()
}
