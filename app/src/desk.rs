//! Where a request becomes a desk. The only module of the pages that knows the store.
use crate::AppError;
use domain::{Permission, Problem};
use http::request::Parts;
use http::{StatusCode, header};
use leptos::prelude::*;
use leptos::server_fn::error::ServerFnUrlError;
use leptos_axum::ResponseOptions;
use std::collections::BTreeMap;
use std::sync::Arc;
use store::{Desk, Reading, Store, Viewer};
use tokio::sync::OnceCell;

/// The cookie that carries a session's secret.
pub const COOKIE: &str = "clew_session";

/// Who makes a request; looked up once for all that a page asks. Provided anew for each request.
#[derive(Clone, Default)]
pub struct Visitor(Arc<OnceCell<Viewer>>);

/// The desk of the person who makes this request.
///
/// # Errors
/// [`Problem::SignedOut`] when nobody is signed in.
pub async fn desk() -> Result<Desk, AppError> {
    let store = use_context::<Store>().ok_or_else(|| told(Problem::Broken { id: "store".to_owned() }))?;
    let token = use_context::<Parts>().and_then(|parts| session_token(&parts.headers));
    let visitor = use_context::<Visitor>().unwrap_or_default();
    let token = token.ok_or_else(|| told(Problem::SignedOut))?;
    let viewer = visitor.0.get_or_try_init(|| store.viewer_of_session(&token)).await?;
    Ok(store.desk(viewer))
}

/// The desk, and what the store needs to read the cells of a file.
///
/// # Errors
/// [`Problem::SignedOut`] when nobody is signed in.
pub async fn reading() -> Result<(Desk, Arc<dyn Reading>), AppError> {
    let reading = use_context::<Arc<dyn Reading>>();
    let reading = reading.ok_or_else(|| told(Problem::Broken { id: "reading".to_owned() }))?;
    Ok((desk().await?, reading))
}

/// For pages that only some may open though what they show is no secret.
///
/// # Errors
/// [`Problem::Forbidden`] without the permission.
pub fn needs(desk: &Desk, permission: Permission) -> Result<(), AppError> {
    if desk.viewer().may(permission) { Ok(()) } else { Err(told(Problem::Forbidden { permission })) }
}

/// What a form must send, and a drop-down list left at its first line does not.
///
/// # Errors
/// [`Problem::Invalid`] on the field.
pub fn required<T>(field: &str, value: Option<T>) -> Result<T, AppError> {
    value.ok_or_else(|| told(Problem::field(field, domain::FieldProblem::Required)))
}

/// The session's secret among the cookies of a request.
#[must_use]
pub fn session_token(headers: &http::HeaderMap) -> Option<String> {
    let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let pairs = cookies.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.into_iter().find(|(name, _)| *name == COOKIE).map(|(_, value)| value.to_owned())
}

/// Says it with the fitting HTTP status too: a server function would otherwise always answer 500.
fn told(problem: Problem) -> AppError {
    if let (Some(response), Ok(status)) =
        (use_context::<ResponseOptions>(), StatusCode::from_u16(problem.status()))
        && !is_plain_form()
    {
        response.set_status(status);
    }
    AppError(problem)
}

/// Sent by a page without a script. It is led back to that page, which a status of its own would prevent.
fn is_plain_form() -> bool {
    let accepts = |parts: &Parts| {
        let accepted = parts.headers.get(header::ACCEPT).and_then(|value| value.to_str().ok());
        parts.method == http::Method::POST && accepted.is_some_and(|accepted| accepted.contains("text/html"))
    };
    use_context::<Parts>().is_some_and(|parts| accepts(&parts))
}

/// Where a plain form leads once it is done. A page with a script goes there by itself.
pub fn lead_to(path: &str) {
    if is_plain_form() {
        leptos_axum::redirect(path);
    }
}

/// Only whole addresses can be taken apart and put together.
const HERE: &str = "http://here";

/// Leads a plain form on when it was taken, and otherwise back to its page: what was typed, and why it was
/// refused, stand in the address, so that nothing is lost.
///
/// # Errors
/// The answer itself: a page with a script makes of it what it likes.
pub fn lead_on<T>(
    there: &str,
    back: &str,
    function: &str,
    typed: &BTreeMap<String, String>,
    answer: Result<T, AppError>,
) -> Result<T, AppError> {
    if answer.is_ok() {
        lead_to(there);
    }
    lead_back(back, function, typed, answer)
}

/// Leads a plain form that was refused back to its page, with what was typed and why it was refused. One that was
/// taken goes where it came from.
///
/// # Errors
/// The answer itself.
pub fn lead_back<T>(
    back: &str,
    function: &str,
    typed: &BTreeMap<String, String>,
    answer: Result<T, AppError>,
) -> Result<T, AppError> {
    if let Err(error) = &answer {
        let typed = domain::query::write(typed.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        let refused = ServerFnUrlError::new(function, error.clone()).to_url(&format!("{HERE}{back}?{typed}"));
        let refused = refused.map(|url| url.to_string()).unwrap_or_default();
        lead_to(refused.strip_prefix(HERE).unwrap_or(back));
    }
    answer
}

impl From<store::Error> for AppError {
    fn from(error: store::Error) -> Self {
        told(error.into_problem())
    }
}
