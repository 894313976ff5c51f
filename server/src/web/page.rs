//! A page, drawn for whoever asks.
use super::start::{self, Begun};
use super::{Web, provider};
use crate::Site;
use app::desk::Visitor;
use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::query;
use leptos::nonce::use_nonce;
use leptos::prelude::{provide_context, use_context};
use leptos_axum::ResponseOptions;
use std::sync::Arc;

/// Draws a page, or sends the visitor to where they can sign in.
pub async fn draw(site: Site, web: Arc<Web>, request: Request, known: bool) -> Response {
    let visitor = Visitor::default();
    let (head, body) = request.into_parts();
    let Begun { start, cookie } = match start::begin(&site, &head, &visitor).await {
        Ok(begun) => begun,
        Err(refused) => return refused.into_response(),
    };
    if let Some(elsewhere) = elsewhere(&site, &head, start.me.is_some()).await {
        return elsewhere;
    }
    let provide = provider(&site, visitor);
    let context = move || {
        provide();
        provide_context(start.clone());
        if let Some(response) = use_context::<ResponseOptions>() {
            response.insert_header(header::CONTENT_SECURITY_POLICY, policy());
            response.insert_header(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
            if let Some(cookie) = cookie.clone() {
                response.append_header(header::SET_COOKIE, cookie);
            }
            if !known {
                response.set_status(StatusCode::NOT_FOUND);
            }
        }
    };
    let document = move || app::written_page(web.options.clone(), web.root.clone());
    let draw = leptos_axum::render_app_async_with_context(context, document);
    draw(Request::from_parts(head, body)).await
}

/// Where a visitor belongs instead: to sign in, to set up, or past the door they are through already.
async fn elsewhere(site: &Site, head: &Parts, signed_in: bool) -> Option<Response> {
    let path = head.uri.path();
    let public = app::routes::is_public(path);
    if signed_in {
        return public.then(|| Redirect::to("/").into_response());
    }
    let empty = site.store.is_new().await.unwrap_or(false);
    if empty != (path == "/setup") && (empty || public && path == "/setup") {
        return Some(Redirect::to(if empty { "/setup" } else { "/sign-in" }).into_response());
    }
    if public {
        return None;
    }
    let asked = head.uri.path_and_query().map_or("/", |asked| asked.as_str());
    let there = if asked == "/" {
        "/sign-in".to_owned()
    } else {
        format!("/sign-in?{}", query::write([("next", asked)]))
    };
    Some(Redirect::to(&there).into_response())
}

/// What a page may load: our own files, and the scripts this very answer brings.
fn policy() -> HeaderValue {
    let nonce = use_nonce().map(|nonce| format!("'nonce-{nonce}'")).unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'self' {nonce} 'wasm-unsafe-eval'; style-src 'self'; \
         img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
         form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'"
    );
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'self'"))
}
