//! Pages for browsers: the app drawn on the server, its server functions, and the files it loads.
mod files;
mod page;
mod start;

use crate::Site;
use app::AppError;
use app::desk::{Visitor, session_token};
use axum::Router;
use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodFilter, get, on};
use domain::Problem;
use leptos::config::{LeptosOptions, get_config_from_str, get_configuration};
use leptos::prelude::provide_context;
use leptos::server_fn::axum::server_fn_paths;
use leptos::server_fn::error::FromServerFnError;
use leptos_axum::generate_route_list;
use std::path::Path;
use std::sync::{Arc, OnceLock};

/// The bytes of a problem: a few fields and their conflicts.
const PROBLEM_MAX: usize = 1 << 20;

/// What all pages share.
struct Web {
    options: LeptosOptions,
    /// Stands before the addresses of files; see [`files::root`].
    root: String,
}

/// All pages, server functions and files.
pub fn router() -> Router<Site> {
    let options = options();
    let web = Arc::new(Web { root: files::root(), options });
    let folder: Arc<Path> = Path::new(&*web.options.site_root).into();
    let mut router = files::router(&folder);
    for address in addresses() {
        let web = web.clone();
        let draw = move |State(site): State<Site>, request: Request| page::draw(site, web, request, true);
        router = router.route(address, get(draw));
    }
    for (path, method) in server_fn_paths() {
        let method = MethodFilter::try_from(method).unwrap_or(MethodFilter::POST);
        router = router.route(path, on(method, call));
    }
    router.fallback(move |State(site): State<Site>, request: Request| missing(site, web, request))
}

/// Where the pages are. The app is asked once in a process: while leptos walks through it, no resource loads
/// anywhere, and one that was first asked meanwhile never answers (leptos-rs/leptos#4773).
fn addresses() -> &'static [String] {
    static ADDRESSES: OnceLock<Vec<String>> = OnceLock::new();
    ADDRESSES.get_or_init(|| {
        generate_route_list(app::App).iter().map(|listing| listing.path().to_owned()).collect()
    })
}

/// `Leptos.toml` as it lies beside the program, or as it was when the program was built.
fn options() -> LeptosOptions {
    const FILE: &str = "Leptos.toml";
    let read = if Path::new(FILE).is_file() {
        get_configuration(Some(FILE)).map(|config| config.leptos_options)
    } else {
        get_config_from_str(include_str!("../../Leptos.toml"))
    };
    let built = || LeptosOptions::builder().output_name("clew").site_root("target/site").build();
    read.unwrap_or_else(|_| built())
}

/// A server function.
async fn call(State(site): State<Site>, request: Request) -> Response {
    let token = session_token(request.headers());
    let provide = provider(&site, Visitor::default());
    let response = leptos_axum::handle_server_fns_with_context(provide, request).await.into_response();
    if response.status() == StatusCode::INTERNAL_SERVER_ERROR {
        return unread(&site, token, response).await;
    }
    response
}

/// Arguments that can not be read never reach a verb, which would have asked who is there and set the status:
/// leptos says 500.
async fn unread(site: &Site, token: Option<String>, response: Response) -> Response {
    let (mut head, body) = response.into_parts();
    let Ok(body) = to_bytes(body, PROBLEM_MAX).await else { return head.status.into_response() };
    let Ok(AppError(mut problem)) = serde_json::from_slice(&body) else {
        return Response::from_parts(head, body.into());
    };
    if !is_known(site, token).await {
        problem = Problem::SignedOut;
    }
    head.status = StatusCode::from_u16(problem.status()).unwrap_or(head.status);
    head.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(head, AppError(problem).ser().into())
}

async fn is_known(site: &Site, token: Option<String>) -> bool {
    match token {
        Some(token) => site.store.viewer_of_session(&token).await.is_ok(),
        None => false,
    }
}

/// What `app::desk` works with.
fn provider(site: &Site, visitor: Visitor) -> impl Fn() + Clone + Send + Sync + 'static {
    let store = site.store.clone();
    move || {
        provide_context(store.clone());
        provide_context(crate::imports::reading());
        provide_context(visitor.clone());
    }
}

/// No such address. Programs hear it in their language, people see a page.
async fn missing(site: Site, web: Arc<Web>, request: Request) -> Response {
    if request.uri().path().starts_with("/api/") || request.method() != axum::http::Method::GET {
        return StatusCode::NOT_FOUND.into_response();
    }
    page::draw(site, web, request, false).await
}
