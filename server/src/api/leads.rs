//! Leads: list, enter, look at, change, download.
use super::body::Body;
use super::id::Id;
use super::once::{Answer, Creation};
use super::params::Params;
use super::shapes::{AroundShape, LeadPage, LeadShape, Names, NewLeadShape};
use super::{docs, download, lead_input};
use crate::Site;
use crate::export::{Exported, Wish};
use crate::http::{Caller, Refused};
use axum::Json;
use axum::extract::{RawQuery, State};
use axum::response::Response;
use domain::column::Column;
use domain::lead::{Lead, LeadColumn};
use domain::{LeadId, Problem, query};
use serde_json::{Map, Value};
use store::Desk;

/// The names of choices for a reader.
pub(super) async fn names(desk: &Desk) -> Result<Names, Refused> {
    Ok(Names::of(desk.choices().all().await?, desk.viewer().lang()))
}

/// A lead in the shape of the API.
pub(super) async fn shown(desk: &Desk, lead: Lead) -> Result<LeadShape, Refused> {
    Ok(LeadShape { lead, names: names(desk).await? })
}

/// List leads
///
/// Those you may see. Conditions may be combined; each field of a lead is a condition too, and means
/// that the field contains the text. A page ends with `next`, the `cursor` of the page after it.
#[utoipa::path(get, path = "/leads", tag = "leads", params(docs::ListParams), responses((status = 200, body = LeadPage)))]
pub(super) async fn list(Caller(desk): Caller, RawQuery(text): RawQuery) -> Result<Json<LeadPage>, Refused> {
    let mut params = Params::of(text.as_deref().unwrap_or_default());
    let filter = params.filter();
    let paging = params.paging(LeadColumn::DEFAULT);
    params.done()?;
    let page = desk.leads().list(&filter, &paging).await?;
    Ok(Json(LeadPage { page, columns: paging.columns, names: names(&desk).await? }))
}

/// Enter a lead
///
/// Without an owner it goes into the pool. Send an `Idempotency-Key` to be able to repeat the request.
#[utoipa::path(post, path = "/leads", tag = "leads", params(docs::KeyParam), request_body = NewLeadShape,
    responses((status = 201, body = LeadShape)))]
pub(super) async fn add(caller: Caller, creation: Creation<Map<String, Value>>) -> Result<Response, Refused> {
    creation
        .make(caller, |desk, body| async move {
            let lead = desk.leads().add(lead_input::new_lead(body)?).await?;
            let place = format!("/api/v1/leads/{}", lead.id);
            Answer::of(&shown(&desk, lead).await?, Some(place))
        })
        .await
}

/// Look at a lead
#[utoipa::path(get, path = "/leads/{id}", tag = "leads", params(("id" = i64, Path)),
    responses((status = 200, body = LeadShape)))]
pub(super) async fn find(Caller(desk): Caller, Id(id): Id<LeadId>) -> Result<Json<LeadShape>, Refused> {
    let lead = desk.leads().find(id).await?;
    Ok(Json(shown(&desk, lead).await?))
}

/// The leads before and after one in a list
#[utoipa::path(get, path = "/leads/{id}/around", tag = "leads", params(("id" = i64, Path), docs::AroundParams),
    responses((status = 200, body = AroundShape)))]
pub(super) async fn around(
    Caller(desk): Caller,
    Id(id): Id<LeadId>,
    RawQuery(text): RawQuery,
) -> Result<Json<AroundShape>, Refused> {
    let mut params = Params::of(text.as_deref().unwrap_or_default());
    let filter = params.filter();
    let sort = params.sort();
    params.done()?;
    Ok(Json(desk.leads().around(&filter, &sort, id).await?.into()))
}

/// Change fields of a lead
///
/// Send the `version` you have read and the fields to be changed; null empties a choice. What others have
/// changed since stays, unless you change the same field to something else: then the answer is 409 with
/// each such field in `conflicts`.
#[utoipa::path(patch, path = "/leads/{id}", tag = "leads", params(("id" = i64, Path)),
    request_body = docs::LeadChangeShape, responses((status = 200, body = LeadShape)))]
pub(super) async fn change(
    Caller(desk): Caller,
    Id(id): Id<LeadId>,
    Body(body): Body<Map<String, Value>>,
) -> Result<Json<LeadShape>, Refused> {
    let lead = desk.leads().change(id, lead_input::change(body)?).await?;
    Ok(Json(shown(&desk, lead).await?))
}

/// Download leads
///
/// The same conditions, order and columns as the list; all rows that match, or those of `ids`.
#[utoipa::path(get, path = "/leads/export", tag = "leads", params(docs::ExportParams),
    responses((status = 200, description = "A workbook or a table as text",
        content((Vec<u8> = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), (Vec<u8> = "text/csv")))))]
pub(super) async fn export(site: State<Site>, caller: Caller, query: RawQuery) -> Result<Response, Refused> {
    download::rows::<LeadColumn>(site, caller, query).await
}

/// What to export, as the command line writes it.
pub(crate) fn wish_of<C: Exported>(filter: &str, sort: &str, columns: &[String]) -> Result<Wish<C>, Problem> {
    let columns = columns.join(",");
    let mut pairs = query::pairs(filter);
    pairs.extend([("sort".to_owned(), sort.to_owned()), ("columns".to_owned(), columns.clone())]);
    let text = query::write(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
    let wish = download::wish(Params::of(&text))?;
    Ok(if columns.is_empty() { Wish { columns: C::ALL.to_vec(), ..wish } } else { wish })
}
