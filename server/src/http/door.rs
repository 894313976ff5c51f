//! The door: signing in and out, and the first administrator. Plain forms, so it opens without scripts.
mod cookies;
mod forms;
mod setup;

pub use cookies::{SESSION, TYPED, session_cookie, session_token};

use super::client::Client;
use super::problem::Refused;
use crate::Site;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use axum::routing::post;
use cookies::typed;
use forms::{Form, Outcome};
use serde::Deserialize;

pub(super) fn router() -> Router<Site> {
    Router::new()
        .route("/sign-in", post(sign_in))
        .route("/sign-out", post(sign_out))
        .route("/setup", post(setup::set_up))
}

#[derive(Deserialize)]
struct SignIn {
    #[serde(default)]
    login: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    next: String,
}

async fn sign_in(
    State(site): State<Site>,
    client: Client,
    headers: HeaderMap,
    Form(form): Form<SignIn>,
) -> Response {
    let outcome = Outcome::to(&headers, "/sign-in", &form.next);
    match site.store.sign_in(&form.login, &form.password, &client.0).await {
        Ok(signed_in) => {
            let cookies = [session_cookie(&site, Some(&signed_in.token)), typed(&site, "/sign-in", &[])];
            (AppendHeaders(cookies.map(|cookie| (header::SET_COOKIE, cookie))), outcome.done())
                .into_response()
        }
        Err(error) => {
            let cookie = typed(&site, "/sign-in", &[("login", &form.login)]);
            (AppendHeaders([(header::SET_COOKIE, cookie)]), outcome.refused(error.into_problem()))
                .into_response()
        }
    }
}

async fn sign_out(State(site): State<Site>, headers: HeaderMap) -> Result<Response, Refused> {
    if let Some(token) = session_token(&headers) {
        site.store.sign_out(&token).await?;
    }
    let cookie = session_cookie(&site, None);
    let done = Outcome::to(&headers, "/sign-in", "/sign-in").done();
    Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), done).into_response())
}
