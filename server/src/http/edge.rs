//! What every request passes through, from the wire inwards.
use super::problem::{Refused, render_problems};
use super::viewer::bearer;
use crate::Site;
use axum::Router;
use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode, Version, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use domain::Problem;
use std::any::Any;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate, SizeAbove};
use tower_http::compression::{CompressionLayer, CompressionLevel};
use tower_http::csrf::CsrfLayer;
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::TraceLayer;

/// A request that has no answer by then is given up.
const PATIENCE: Duration = Duration::from_secs(60);
/// Of a download: a workbook must be whole before it is sent.
const PATIENCE_TO_WRITE: Duration = Duration::from_secs(30 * 60);
/// Forms and JSON; a route that takes files says so itself.
const BODY_MAX: usize = 1024 * 1024;
/// Below this, compressing costs more than it saves.
const SMALL: u64 = 1024;

/// Of a response whose body goes out as it is: its length and its tag are those of the bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AsItIs;

/// Wraps the routes. The layer named last is the outermost.
pub(super) fn around(routes: Router<Site>, site: &Site) -> Router<Site> {
    let routes = routes
        .layer(DefaultBodyLimit::max(BODY_MAX))
        .layer(origins(site))
        .layer(from_fn(no_ambient_authority))
        .layer(from_fn(in_time))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(render_problems))
        .layer(compression());
    let trace =
        TraceLayer::new_for_http().make_span_with(span).on_request(()).on_response(answered).on_failure(());
    guarded(routes, site)
        .layer(PropagateRequestIdLayer::x_request_id())
        .layer(trace)
        .layer(SetRequestIdLayer::x_request_id(MakeRequestUuid))
}

/// A file takes as long as its sender's line needs; whoever takes it watches that it goes on.
async fn in_time(request: Request, next: Next) -> Response {
    if crate::imports::takes_files(&request) || crate::files::takes_files(&request) {
        return next.run(request).await;
    }
    let is_written = request.uri().path().ends_with("/leads/export");
    let patience = if is_written { PATIENCE_TO_WRITE } else { PATIENCE };
    let answer = tokio::time::timeout(patience, next.run(request)).await;
    answer.unwrap_or_else(|_| StatusCode::SERVICE_UNAVAILABLE.into_response())
}

/// Other sites must not act in the name of a browser that is signed in here.
fn origins(site: &Site) -> CsrfLayer {
    let layer = CsrfLayer::new();
    // A proxy may have changed `Host`; then only the public address tells what is ours.
    match site.settings.public_url.as_deref().map(|url| layer.clone().add_trusted_origin(url)) {
        Some(Ok(layer)) => layer,
        _ => layer,
    }
}

/// A request with a token of its own carries nothing that a browser adds by itself: what it might have
/// brought of that is dropped, so it needs no check of its origin.
async fn no_ambient_authority(mut request: Request, next: Next) -> Response {
    if bearer(request.headers()).is_some() {
        for header in [header::COOKIE, header::ORIGIN, HeaderName::from_static("sec-fetch-site")] {
            request.headers_mut().remove(header);
        }
    }
    next.run(request).await
}

fn compression() -> CompressionLayer<impl Predicate> {
    let worth = SizeAbove::new(SMALL)
        .and(NotForContentType::SSE)
        .and(NotForContentType::const_new("image/png"))
        .and(NotForContentType::const_new("font/"))
        // A workbook is a zip file already.
        .and(NotForContentType::const_new("application/vnd.openxmlformats"))
        .and(|_: StatusCode, _: Version, _: &HeaderMap, extensions: &Extensions| {
            extensions.get::<AsItIs>().is_none()
        });
    CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(worth)
}

fn panicked(cause: Box<dyn Any + Send + 'static>) -> Response<Body> {
    let id = format!("{:08x}", rand::random::<u32>());
    let cause = cause.downcast_ref::<String>().map(String::as_str).or(cause.downcast_ref::<&str>().copied());
    tracing::error!(%id, cause, "a request panicked");
    Refused(Problem::Broken { id }).into_response()
}

/// The path only: what people search for, and tokens in links, stay out of the log.
fn span(request: &Request) -> tracing::Span {
    let id = request.headers().get("x-request-id").and_then(|id| id.to_str().ok()).unwrap_or_default();
    tracing::info_span!("request", method = %request.method(), path = request.uri().path(), id)
}

fn answered(response: &Response, latency: Duration, _: &tracing::Span) {
    let status = response.status().as_u16();
    let milliseconds = latency.as_secs_f64() * 1000.0;
    if status >= 500 {
        tracing::warn!(status, milliseconds, "answered");
    } else {
        tracing::debug!(status, milliseconds, "answered");
    }
}

/// Headers that tell browsers to be careful. A page says itself what it may load.
fn guarded(mut routes: Router<Site>, site: &Site) -> Router<Site> {
    let standing = [
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()"),
        ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
    ];
    for (name, value) in standing {
        routes = routes.layer(if_not_said(name, value));
    }
    if site.settings.https {
        routes = routes.layer(if_not_said("strict-transport-security", "max-age=31536000"));
    }
    routes
}

fn if_not_said(name: &'static str, value: &'static str) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::if_not_present(HeaderName::from_static(name), HeaderValue::from_static(value))
}
