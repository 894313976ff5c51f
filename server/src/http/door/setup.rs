//! The first visit: whoever comes first becomes the administrator.
use super::cookies::{session_cookie, typed};
use super::forms::{Form, Outcome};
use crate::Site;
use crate::http::client::Client;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{AppendHeaders, IntoResponse, Response};
use domain::{FieldProblem, Problem};
use serde::Deserialize;

#[derive(Deserialize)]
pub(super) struct SetUp {
    #[serde(default)]
    login: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    password: String,
    #[serde(default)]
    again: String,
}

/// Makes the administrator and signs in. Once somebody can sign in there is no such page.
pub(super) async fn set_up(
    State(site): State<Site>,
    client: Client,
    headers: HeaderMap,
    Form(form): Form<SetUp>,
) -> Response {
    let outcome = Outcome::to(&headers, "/setup", "/");
    match make(&site, &client, &form).await {
        Ok(token) => {
            let cookie = session_cookie(&site, Some(&token));
            (AppendHeaders([(header::SET_COOKIE, cookie)]), outcome.done()).into_response()
        }
        Err(problem) => {
            let cookie = typed(&site, "/setup", &[("login", &form.login), ("name", &form.name)]);
            (AppendHeaders([(header::SET_COOKIE, cookie)]), outcome.refused(problem)).into_response()
        }
    }
}

async fn make(site: &Site, client: &Client, form: &SetUp) -> Result<String, Problem> {
    if form.password != form.again {
        return Err(Problem::field("again", FieldProblem::Differs));
    }
    site.store.first_admin(&form.login, &form.name, &form.password).await?;
    let signed_in = site.store.sign_in(&form.login, &form.password, &client.0).await?;
    Ok(signed_in.token)
}
