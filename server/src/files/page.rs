//! What pages send and show: a plain form works without a script; with one, each file is sent by itself.
use super::{Arriving, Unread, answer};
use crate::Site;
use crate::http::{Caller, Refused, SignedIn};
use app::AppError;
use axum::Json;
use axum::Router;
use axum::extract::{DefaultBodyLimit, Multipart, Path, Query, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::attachment::Attachment;
use domain::{About, AttachmentId, Problem, Subject, query};
use serde::Deserialize;

/// Where files of a row go, below the address of its page.
const BELOW: &str = "/attachments";

/// Whether a request brings files, which takes its time.
pub(crate) fn takes_files(request: &Request) -> bool {
    request.method() == Method::POST && request.uri().path().ends_with(BELOW)
}

pub(crate) fn router() -> Router<Site> {
    let mut uploads = Router::new();
    for noun in Subject::ALL {
        let path = About::new(noun, 0).path().replace("/0", "/{id}") + BELOW;
        let take =
            move |site: State<Site>,
                  signed_in: SignedIn,
                  id: Path<String>,
                  headers: HeaderMap,
                  form: Multipart| { upload(noun, site, signed_in, id, headers, form) };
        uploads = uploads.route(&path, post(take));
    }
    // The size is watched while the file arrives.
    uploads.layer(DefaultBodyLimit::disable()).route("/attachments/{id}", get(show))
}

#[derive(Deserialize)]
struct Wish {
    download: Option<String>,
}

async fn show(
    State(site): State<Site>,
    Caller(desk): Caller,
    Path(id): Path<String>,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    let id: AttachmentId = id.parse().map_err(|_| Problem::NotFound)?;
    answer(&site, &desk, id, &headers, wish.download.is_some()).await
}

async fn upload(
    noun: Subject,
    State(site): State<Site>,
    SignedIn { desk, .. }: SignedIn,
    Path(id): Path<String>,
    headers: HeaderMap,
    form: Multipart,
) -> Response {
    // What is no number names nothing.
    let about = About::new(noun, id.parse().unwrap_or_default());
    let taken = take(&Arriving { site: &site, desk: &desk, about }, form).await;
    let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accept.starts_with("application/json") {
        return told(taken);
    }
    let problem = taken.err().map(|problem| serde_json::json!(problem).to_string());
    let pairs = problem.iter().map(|problem| ("files_problem", problem.as_str()));
    // A contact is seen on the card of its customer.
    let page = match noun {
        Subject::Contact => match desk.contacts().find(domain::ContactId(about.id)).await {
            Ok(contact) => {
                let contact_id = about.id.to_string();
                let query = query::write([("contact", contact_id.as_str())].into_iter().chain(pairs));
                format!("/customers/{}?{query}#contact-{}", contact.customer, about.id)
            }
            Err(_) => "/customers".to_owned(),
        },
        _ => {
            let query = query::write(pairs);
            format!("{}{}{query}#files", about.path(), if query.is_empty() { "" } else { "?" })
        }
    };
    Redirect::to(&page).into_response()
}

/// Each file is kept as it comes: what arrived before one is refused stays.
async fn take(arriving: &Arriving<'_>, form: Multipart) -> Result<Vec<Attachment>, Problem> {
    let mut unread = Unread::of(form);
    let mut kept = Vec::new();
    while let Some(new) = arriving.next(&mut unread).await? {
        let stored_as = new.stored_as.clone();
        match arriving.desk.attachments().add(arriving.about, new).await {
            Ok(attachment) => kept.push(attachment),
            Err(error) => {
                arriving.give_up(&stored_as).await;
                return Err(error.into_problem());
            }
        }
    }
    if kept.is_empty() { Err(Problem::field("file", domain::FieldProblem::Required)) } else { Ok(kept) }
}

/// In the words of the pages, which find texts for it.
fn told(taken: Result<Vec<Attachment>, Problem>) -> Response {
    match taken {
        Ok(kept) => (StatusCode::CREATED, Json(kept)).into_response(),
        Err(problem) => {
            let status = StatusCode::from_u16(problem.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            (status, Json(AppError(problem))).into_response()
        }
    }
}
