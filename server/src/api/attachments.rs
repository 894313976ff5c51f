//! Files kept with leads, customers and contacts.
use super::all;
use super::body::Body;
use super::docs;
use super::id::Id;
use super::once::{Answer, SentKey};
use super::params::Params;
use super::shapes::AttachmentShape;
use crate::Site;
use crate::files::{Arriving, Unread, answer, raw};
use crate::http::{Caller, Refused};
use axum::Json;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, RawQuery, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::{About, AttachmentId, ContactId, CustomerId, FieldProblem, LeadId, Problem};
use serde::Deserialize;
use store::{Desk, NewAttachment};
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

const FILES_MAX: u32 = 500;

pub(super) fn routes() -> OpenApiRouter<Site> {
    let uploads = OpenApiRouter::new()
        .routes(routes!(of_lead, add_to_lead))
        .routes(routes!(of_customer, add_to_customer))
        .routes(routes!(of_contact, add_to_contact))
        // The size is watched while the file arrives.
        .layer(DefaultBodyLimit::disable());
    OpenApiRouter::new()
        .merge(uploads)
        .routes(routes!(find, rename, remove))
        .routes(routes!(content))
        .routes(routes!(restore))
}

/// A file.
#[derive(ToSchema)]
#[expect(dead_code, reason = "only described")]
struct FileUpload {
    /// What it is called; before the file. The name the file comes with when not given.
    name: Option<String>,
    /// The file. One in a request.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
}

macro_rules! of_noun {
    ($path:tt, $id:ty, $of:ident $of_says:tt, $add:ident $add_says:tt) => {
        #[doc = $of_says]
        ///
        /// The latest first. A customer has those of what was merged into it, too.
        #[utoipa::path(get, path = $path, tag = "attachments", params(("id" = i64, Path), docs::FilesParams),
            responses((status = 200, body = Vec<AttachmentShape>)))]
        async fn $of(
            Caller(desk): Caller,
            Id(id): Id<$id>,
            RawQuery(text): RawQuery,
        ) -> Result<Json<Vec<AttachmentShape>>, Refused> {
            list(&desk, id.into(), text.as_deref().unwrap_or_default()).await
        }

        #[doc = $add_says]
        ///
        /// As a form, or as the body itself with its name in the query. What it is is found in its content.
        #[utoipa::path(post, path = $path, tag = "attachments",
            params(("id" = i64, Path), docs::FileNameParams, docs::KeyParam),
            request_body(content((FileUpload = "multipart/form-data"), (Vec<u8> = "application/octet-stream"))),
            responses((status = 201, body = AttachmentShape)))]
        async fn $add(
            State(site): State<Site>,
            Caller(desk): Caller,
            Id(id): Id<$id>,
            key: Option<SentKey>,
            request: Request,
        ) -> Result<Response, Refused> {
            add(&Arriving { site: &site, desk: &desk, about: id.into() }, key, request).await
        }
    };
}

of_noun!("/leads/{id}/attachments", LeadId, of_lead "The files of a lead", add_to_lead "Keep a file with a lead");
of_noun!("/customers/{id}/attachments", CustomerId, of_customer "The files of a customer", add_to_customer "Keep a file with a customer");
of_noun!("/contacts/{id}/attachments", ContactId, of_contact "The files of a contact", add_to_contact "Keep a file with a contact");

async fn list(desk: &Desk, about: About, text: &str) -> Result<Json<Vec<AttachmentShape>>, Refused> {
    let mut params = Params::of(text);
    let before: Option<AttachmentId> = params.parsed("before");
    let limit = params.limit(FILES_MAX);
    params.done()?;
    Ok(all(desk.attachments().of(about, before, limit).await?))
}

/// Takes the bytes, then keeps them with the row. With a key they stay once: only then it is known what was sent.
async fn add(arriving: &Arriving<'_>, key: Option<SentKey>, request: Request) -> Result<Response, Refused> {
    let path = request.uri().path().to_owned();
    let new = arrived(arriving, request).await?;
    let (desk, about, stored_as) = (arriving.desk.clone(), arriving.about, new.stored_as.clone());
    let key = key.map(|key| key.with(&path, &format!("{} {} {}", new.name, new.size, new.sha256)));
    let work = move |desk: Desk| async move {
        let kept = desk.attachments().add(about, new).await?;
        let place = format!("/api/v1/attachments/{}", kept.id);
        Answer::of(&AttachmentShape::from(kept), Some(place))
    };
    let Some(key) = key else {
        let answer = work(desk).await;
        if answer.is_err() {
            arriving.give_up(&stored_as).await;
        }
        return Ok(answer?.into_response(false));
    };
    let answer = key.once(desk, work).await;
    // Of no row when it was done before, or not at all; a row's bytes stay.
    arriving.give_up(&stored_as).await;
    answer
}

/// The one file of a request.
async fn arrived(arriving: &Arriving<'_>, request: Request) -> Result<NewAttachment, Problem> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if !kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
        let mut params = Params::of(request.uri().query().unwrap_or_default());
        let name: Option<String> = params.parsed("name");
        params.done()?;
        let name = name.ok_or_else(|| Problem::field("name", FieldProblem::Required))?;
        return raw(arriving, &name, request.into_body()).await;
    }
    let form = Multipart::from_request(request, &()).await;
    let mut unread = Unread::of(form.map_err(|_| Problem::field("file", FieldProblem::Malformed))?);
    let missing = || Problem::field("file", FieldProblem::Required);
    let new = arriving.next(&mut unread).await?.ok_or_else(missing)?;
    // Taken no notice of, the second would be lost without a word.
    if let Some(second) = arriving.next(&mut unread).await? {
        arriving.give_up(&second.stored_as).await;
        arriving.give_up(&new.stored_as).await;
        return Err(Problem::field("file", FieldProblem::Malformed));
    }
    Ok(new)
}

/// A file
#[utoipa::path(get, path = "/attachments/{id}", tag = "attachments", params(("id" = i64, Path)),
    responses((status = 200, body = AttachmentShape)))]
async fn find(Caller(desk): Caller, Id(id): Id<AttachmentId>) -> Result<Json<AttachmentShape>, Refused> {
    Ok(Json(desk.attachments().find(id).await?.into()))
}

/// The content of a file
///
/// With an `ETag`: sent as `If-None-Match`, the answer is 304 and the content stays away.
#[utoipa::path(get, path = "/attachments/{id}/content", tag = "attachments", params(("id" = i64, Path)),
    responses(
        (status = 200, description = "The content, under the kind that was found in it",
            content((Vec<u8> = "application/octet-stream"), (Vec<u8> = "image/png"), (Vec<u8> = "image/jpeg"),
                (Vec<u8> = "image/gif"), (Vec<u8> = "image/webp"), (Vec<u8> = "application/pdf"))),
        (status = 304, description = "You have it"),
    ))]
async fn content(
    State(site): State<Site>,
    Caller(desk): Caller,
    Id(id): Id<AttachmentId>,
    headers: HeaderMap,
) -> Result<Response, Refused> {
    answer(&site, &desk, id, &headers, true).await
}

/// Another name for a file.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct NewName {
    name: String,
}

/// Rename a file
#[utoipa::path(patch, path = "/attachments/{id}", tag = "attachments", params(("id" = i64, Path)),
    request_body = NewName, responses((status = 200, body = AttachmentShape)))]
async fn rename(
    Caller(desk): Caller,
    Id(id): Id<AttachmentId>,
    Body(body): Body<NewName>,
) -> Result<Json<AttachmentShape>, Refused> {
    Ok(Json(desk.attachments().rename(id, &body.name).await?.into()))
}

/// Remove a file
///
/// For thirty days it can be brought back.
#[utoipa::path(delete, path = "/attachments/{id}", tag = "attachments", params(("id" = i64, Path)),
    responses((status = 204)))]
async fn remove(Caller(desk): Caller, Id(id): Id<AttachmentId>) -> Result<Response, Refused> {
    desk.attachments().remove(id).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// Bring a removed file back
#[utoipa::path(post, path = "/attachments/{id}/restore", tag = "attachments", params(("id" = i64, Path)),
    responses((status = 200, body = AttachmentShape)))]
async fn restore(Caller(desk): Caller, Id(id): Id<AttachmentId>) -> Result<Json<AttachmentShape>, Refused> {
    Ok(Json(desk.attachments().restore(id).await?.into()))
}
