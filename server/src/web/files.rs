//! The files a page loads: the browser half, the style sheet, icons.
use crate::Site;
use axum::Router;
use axum::body::Body;
use axum::extract::Path as Asked;
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode, header};
use axum::routing::get;
use std::path::Path;
use std::sync::Arc;
use store_of::{File, find};

#[cfg(not(feature = "embed"))]
#[path = "files/disk.rs"]
mod store_of;
#[cfg(feature = "embed")]
#[path = "files/inside.rs"]
mod store_of;

pub use store_of::root;

/// Of a name that changes with every build.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// Of any other: ask whether it is still the same.
const ASK: &str = "no-cache";

pub fn router(folder: &Arc<Path>) -> Router<Site> {
    let (plain, versioned) = (folder.clone(), folder.clone());
    Router::new()
        .route(
            "/pkg/{*path}",
            get(|Asked(path): Asked<String>, headers: HeaderMap| async move {
                serve(&plain, &path, &headers, "")
            }),
        )
        .route(
            "/v/{build}/pkg/{*path}",
            get(|Asked((build, path)): Asked<(String, String)>, headers: HeaderMap| async move {
                serve(&versioned, &path, &headers, &build)
            }),
        )
}

fn serve(folder: &Path, path: &str, headers: &HeaderMap, build: &str) -> Response<Body> {
    if path.split('/').any(|part| part.is_empty() || part.starts_with('.')) {
        return status(StatusCode::NOT_FOUND);
    }
    let name = format!("pkg/{path}");
    let Some((file, encoding)) = smallest(folder, &name, headers) else {
        return status(StatusCode::NOT_FOUND);
    };
    let known = headers.get(header::IF_NONE_MATCH).and_then(|tag| tag.to_str().ok());
    let mut response = if known.is_some_and(|known| known.split(',').any(|tag| tag.trim() == file.tag)) {
        status(StatusCode::NOT_MODIFIED)
    } else {
        Response::new(Body::from(file.bytes))
    };
    // An older page asks for the files of its own build: what it gets now is not what it will get for ever.
    let fresh = !build.is_empty() && root() == format!("/v/{build}");
    let mut set = |name, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            response.headers_mut().insert(name, value);
        }
    };
    set(header::CACHE_CONTROL, if fresh { FOR_EVER } else { ASK });
    set(header::CONTENT_TYPE, kind(path));
    set(header::ETAG, &file.tag);
    set(header::VARY, "accept-encoding");
    if let Some(encoding) = encoding {
        set(header::CONTENT_ENCODING, encoding);
    }
    response
}

fn status(status: StatusCode) -> Response<Body> {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// The file as compressed as the browser takes it.
fn smallest(folder: &Path, name: &str, headers: &HeaderMap) -> Option<(File, Option<&'static str>)> {
    let accepted =
        headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let accepts = |encoding: &str| {
        accepted.split(',').any(|part| part.split(';').next().unwrap_or_default().trim() == encoding)
    };
    for (encoding, end) in [("br", "br"), ("gzip", "gz")] {
        if accepts(encoding)
            && let Some(file) = find(folder, &format!("{name}.{end}"))
        {
            return Some((file, Some(encoding)));
        }
    }
    find(folder, name).map(|file| (file, None))
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
