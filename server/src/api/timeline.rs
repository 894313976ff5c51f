//! Records and visits of leads.
use super::all;
use super::body::Body;
use super::docs;
use super::id::Id;
use super::once::{Answer, Creation};
use super::params::Params;
use super::shapes::{
    DayShape, DoneShape, RecordInput, RecordShape, RevisionShape, VisitInput, VisitShape, Which,
};
use super::verbs::{just, refusal};
use crate::http::{Caller, Refused};
use axum::Json;
use axum::extract::RawQuery;
use axum::response::Response;
use domain::lead::LeadColumn;
use domain::list::Done;
use domain::record::Record;
use domain::visit::NewVisit;
use domain::{About, FieldProblem, LeadId, Moment, PersonId, Problem, RecordId, VisitId};
use serde::Deserialize;
use store::Desk;
use utoipa::ToSchema;

/// The most entries of a timeline in one answer.
const RECORDS_MAX: u32 = 500;
/// The longest time visits are listed for at once.
const DAYS_MAX: i64 = 400;
/// The store stops at 2,000: one fewer are surely all.
const VISITS_MAX: usize = 1_999;

/// What was written about a row, as the query string asks for it.
pub(super) async fn timeline_of(
    desk: &Desk,
    about: impl Into<About>,
    text: Option<&str>,
) -> Result<Json<Vec<RecordShape>>, Refused> {
    let mut params = Params::of(text.unwrap_or_default());
    let before: Option<RecordId> = params.parsed("before");
    let limit = params.limit(RECORDS_MAX);
    params.done()?;
    Ok(all(desk.records().of(about, before, limit).await?))
}

/// The answer to a record that was written.
pub(super) fn written(record: Record) -> Result<Answer, Refused> {
    let place = format!("/api/v1/records/{}/revisions", record.id);
    Answer::of(&RecordShape::from(record), Some(place))
}

/// The answer to a visit that was scheduled, or why it was not.
pub(super) async fn scheduled(
    desk: &Desk,
    about: impl Into<About>,
    done: &Done,
    starts_at: Moment,
) -> Result<Answer, Refused> {
    if let Some(problem) = refusal(done) {
        return Err(problem.into());
    }
    // The one just made has the highest number; what others have made meanwhile is not it.
    let (me, visits) = (desk.viewer().person(), desk.visits().of(about).await?.into_iter());
    let mine = visits.filter(|visit| visit.person == me && visit.starts_at == starts_at);
    let made = mine.max_by_key(|visit| visit.id).ok_or(Problem::NotFound)?;
    let place = format!("/api/v1/visits/{}", made.id);
    Answer::of(&VisitShape::from(made), Some(place))
}

/// A lead's timeline, the newest first
#[utoipa::path(get, path = "/leads/{id}/records", tag = "records", params(("id" = i64, Path), docs::RecordsParams),
    responses((status = 200, body = Vec<RecordShape>)))]
pub(super) async fn records(
    Caller(desk): Caller,
    Id(id): Id<LeadId>,
    RawQuery(text): RawQuery,
) -> Result<Json<Vec<RecordShape>>, Refused> {
    timeline_of(&desk, id, text.as_deref()).await
}

/// Process a lead: write a record, and a new status when one is given
#[utoipa::path(post, path = "/leads/{id}/records", tag = "records", params(("id" = i64, Path), docs::KeyParam),
    request_body = RecordInput, responses((status = 201, body = RecordShape)))]
pub(super) async fn process(
    caller: Caller,
    Id(id): Id<LeadId>,
    creation: Creation<RecordInput>,
) -> Result<Response, Refused> {
    creation
        .make(caller, move |desk, body| async move {
            let record = desk.leads().process(id, body.into()).await?;
            written(record)
        })
        .await
}

/// A new wording of a record
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Amendment {
    content: String,
    /// The `revisions` of the record as you have read it.
    revisions: i64,
}

/// Amend a record
///
/// The former wording is kept. Amended by someone else since you read it, it stays and the answer is 409.
#[utoipa::path(patch, path = "/records/{id}", tag = "records", params(("id" = i64, Path)), request_body = Amendment,
    responses((status = 200, body = RecordShape)))]
pub(super) async fn amend(
    Caller(desk): Caller,
    Id(id): Id<RecordId>,
    Body(body): Body<Amendment>,
) -> Result<Json<RecordShape>, Refused> {
    Ok(Json(desk.records().amend(id, &body.content, body.revisions).await?.into()))
}

/// All wordings of a record
#[utoipa::path(get, path = "/records/{id}/revisions", tag = "records", params(("id" = i64, Path)),
    responses((status = 200, body = Vec<RevisionShape>)))]
pub(super) async fn revisions(
    Caller(desk): Caller,
    Id(id): Id<RecordId>,
) -> Result<Json<Vec<RevisionShape>>, Refused> {
    Ok(all(desk.records().revisions(id).await?))
}

/// The visits of a lead
#[utoipa::path(get, path = "/leads/{id}/visits", tag = "visits", params(("id" = i64, Path)),
    responses((status = 200, body = Vec<VisitShape>)))]
pub(super) async fn of_lead(
    Caller(desk): Caller,
    Id(id): Id<LeadId>,
) -> Result<Json<Vec<VisitShape>>, Refused> {
    Ok(all(desk.visits().of(id).await?))
}

/// Schedule a visit to a lead
///
/// The visit and the entry in the lead's timeline are made together.
#[utoipa::path(post, path = "/leads/{id}/visits", tag = "visits", params(("id" = i64, Path), docs::KeyParam),
    request_body = VisitInput, responses((status = 201, body = VisitShape)))]
pub(super) async fn schedule(
    caller: Caller,
    Id(id): Id<LeadId>,
    creation: Creation<VisitInput>,
) -> Result<Response, Refused> {
    creation
        .make(caller, move |desk, body| async move {
            let starts_at = body.starts_at();
            let done = desk.leads().schedule(&just(id), body.into()).await?;
            scheduled(&desk, id, &done, starts_at).await
        })
        .await
}

/// Many leads and the visit each is to get.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ManyVisits {
    /// These leads, or
    ids: Option<Vec<i64>>,
    /// all that match, as the query string of `GET /leads`.
    matching: Option<String>,
    visit: VisitInput,
}

/// Schedule visits to many leads, all or none
#[utoipa::path(post, path = "/leads/visits", tag = "visits", params(docs::KeyParam), request_body = ManyVisits,
    responses((status = 201, body = DoneShape)))]
pub(super) async fn schedule_many(
    caller: Caller,
    creation: Creation<ManyVisits>,
) -> Result<Response, Refused> {
    creation
        .make(caller, |desk, body| async move {
            let chosen = Which { ids: body.ids, matching: body.matching }.chosen::<LeadColumn>()?;
            let done = desk.leads().schedule(&chosen, NewVisit::from(body.visit)).await?;
            Answer::of(&DoneShape::from(done), None)
        })
        .await
}

/// Visits between two times
#[utoipa::path(get, path = "/visits", tag = "visits", params(docs::BetweenParams), responses((status = 200, body = Vec<VisitShape>)))]
pub(super) async fn between(
    Caller(desk): Caller,
    RawQuery(text): RawQuery,
) -> Result<Json<Vec<VisitShape>>, Refused> {
    let mut params = Params::of(text.as_deref().unwrap_or_default());
    let from = params.required_by("from", Moment::parse);
    let to = params.required_by("to", Moment::parse);
    let person: Option<PersonId> = params.parsed("person");
    if let (Some(from), Some(to)) = (from, to)
        && (to < from || to > from.plus_days(DAYS_MAX))
    {
        params.wrong("to", FieldProblem::Malformed);
    }
    params.done()?;
    let visits = desk.visits().between(from.unwrap_or_default(), to.unwrap_or_default(), person).await?;
    if visits.len() > VISITS_MAX {
        return Err(Problem::field("to", FieldProblem::Malformed).into());
    }
    Ok(all(visits))
}

/// Look at a visit
#[utoipa::path(get, path = "/visits/{id}", tag = "visits", params(("id" = i64, Path)), responses((status = 200, body = VisitShape)))]
pub(super) async fn visit(Caller(desk): Caller, Id(id): Id<VisitId>) -> Result<Json<VisitShape>, Refused> {
    Ok(Json(desk.visits().find(id).await?.into()))
}

/// How many visits each day of a month has
#[utoipa::path(get, path = "/visits/days", tag = "visits", params(docs::MonthParams), responses((status = 200, body = Vec<DayShape>)))]
pub(super) async fn days(
    Caller(desk): Caller,
    RawQuery(text): RawQuery,
) -> Result<Json<Vec<DayShape>>, Refused> {
    let mut params = Params::of(text.as_deref().unwrap_or_default());
    let month = params.required_by("month", |text| format!("{text}-01").parse().ok());
    let person: Option<PersonId> = params.parsed("person");
    params.done()?;
    Ok(all(desk.visits().month(month.unwrap_or_default(), person).await?))
}

/// What came of a visit.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Feedback {
    content: String,
}

/// Write what came of a visit
///
/// It closes the visit and becomes one record of the lead, however often it is sent.
#[utoipa::path(post, path = "/visits/{id}/feedback", tag = "visits", params(("id" = i64, Path)), request_body = Feedback,
    responses((status = 200, body = RecordShape)))]
pub(super) async fn feedback(
    Caller(desk): Caller,
    Id(id): Id<VisitId>,
    Body(body): Body<Feedback>,
) -> Result<Json<RecordShape>, Refused> {
    Ok(Json(desk.visits().feedback(id, &body.content).await?.into()))
}

/// Another time for a visit.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NewTime {
    #[schema(value_type = String, format = DateTime)]
    starts_at: Moment,
}

/// Move a visit to another time
#[utoipa::path(post, path = "/visits/{id}/reschedule", tag = "visits", params(("id" = i64, Path)), request_body = NewTime,
    responses((status = 200, body = VisitShape)))]
pub(super) async fn reschedule(
    Caller(desk): Caller,
    Id(id): Id<VisitId>,
    Body(body): Body<NewTime>,
) -> Result<Json<VisitShape>, Refused> {
    Ok(Json(desk.visits().reschedule(id, body.starts_at).await?.into()))
}

/// Call off a visit
#[utoipa::path(post, path = "/visits/{id}/cancel", tag = "visits", params(("id" = i64, Path)), responses((status = 200, body = VisitShape)))]
pub(super) async fn cancel(Caller(desk): Caller, Id(id): Id<VisitId>) -> Result<Json<VisitShape>, Refused> {
    Ok(Json(desk.visits().cancel(id).await?.into()))
}
