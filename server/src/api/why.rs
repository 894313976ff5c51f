//! Why somebody sees a row, or does not.
use super::docs;
use super::id::Id;
use super::params::Params;
use super::shapes::WhyShape;
use crate::http::{Caller, Refused};
use axum::Json;
use axum::extract::RawQuery;
use domain::{CustomerId, LeadId, PersonId, Problem};

/// Why a person sees a customer, or does not
///
/// Whoever sees the customer may ask, about anybody.
#[utoipa::path(get, path = "/customers/{id}/why", tag = "customers", params(("id" = i64, Path), docs::WhyParams),
    responses((status = 200, body = WhyShape)))]
pub(super) async fn customer(
    Caller(desk): Caller,
    Id(id): Id<CustomerId>,
    RawQuery(text): RawQuery,
) -> Result<Json<WhyShape>, Refused> {
    Ok(Json(desk.customers().why(id, person(text)?).await?.into()))
}

/// Why a person sees a lead, or does not
///
/// Whoever sees the lead may ask, about anybody.
#[utoipa::path(get, path = "/leads/{id}/why", tag = "leads", params(("id" = i64, Path), docs::WhyParams),
    responses((status = 200, body = WhyShape)))]
pub(super) async fn lead(
    Caller(desk): Caller,
    Id(id): Id<LeadId>,
    RawQuery(text): RawQuery,
) -> Result<Json<WhyShape>, Refused> {
    Ok(Json(desk.leads().why(id, person(text)?).await?.into()))
}

fn person(text: Option<String>) -> Result<PersonId, Problem> {
    let mut params = Params::of(text.as_deref().unwrap_or_default());
    let person = params.required_by("person", |value| value.parse().ok());
    params.done()?;
    person.ok_or(Problem::NotFound)
}
