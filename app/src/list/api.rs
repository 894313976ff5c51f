//! Server functions that are the same for the lists of every noun.
#![allow(clippy::too_many_arguments, reason = "the fields of a form arrive one by one")]
use super::Which;
use crate::AppError;
use domain::choice::Choice;
use domain::list::Done;
use domain::person::PersonName;
use domain::visit::PlanKind;
use domain::{RecordId, Subject};
use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

/// Every value of every drop-down list.
#[server(input = GetUrl)]
pub async fn all_choices() -> Result<Vec<Choice>, AppError> {
    Ok(crate::desk::desk().await?.choices().all().await?)
}

/// The people a row may belong to.
#[server(input = GetUrl)]
pub async fn people_names() -> Result<Vec<PersonName>, AppError> {
    Ok(crate::desk::desk().await?.people().names().await?)
}

/// What records of a type are asked for.
#[server(input = GetUrl)]
pub async fn record_fields() -> Result<Vec<domain::record::RecordField>, AppError> {
    Ok(crate::desk::desk().await?.record_fields().all().await?)
}

/// The pools things can go into, by name.
#[server(input = GetUrl)]
pub async fn pool_names() -> Result<Vec<(domain::PoolId, String)>, AppError> {
    let desk = crate::desk::desk().await?;
    let english = desk.me().lang == domain::Lang::En;
    let named = |(pool, name, en): (domain::PoolId, String, String)| {
        (pool, if english && !en.is_empty() { en } else { name })
    };
    Ok(desk.pools().names().await?.into_iter().map(named).collect())
}

/// How many rows of a noun match a list's query string.
#[server(input = GetUrl)]
pub async fn count_rows(noun: Subject, query: String) -> Result<i64, AppError> {
    use domain::filter::Filter;
    let desk = crate::desk::desk().await?;
    Ok(match noun {
        Subject::Lead => desk.leads().count(&Filter::parse(&query)).await?,
        Subject::Customer => desk.customers().count(&Filter::parse(&query)).await?,
        Subject::Contact => desk.contacts().count(&Filter::parse(&query)).await?,
    })
}

/// Puts a visit, or a plan, for each row into the calendar. `starts_at` is what the clock on the person's wall shows.
#[server]
pub async fn schedule_rows(
    noun: Subject,
    chosen: Which,
    starts_at: String,
    minutes: i64,
    #[server(default)] kind: PlanKind,
    #[server(default)] place: String,
    #[server(default)] points: String,
    #[server(default)] once: Option<String>,
) -> Result<Done, AppError> {
    let desk = crate::desk::desk().await?;
    let starts_at = crate::leads::wall_time::read(&desk.me().zone, "starts_at", &starts_at)?;
    let visit = domain::visit::NewVisit { starts_at, minutes, kind, place, points, once };
    Ok(match noun {
        Subject::Lead => desk.leads().schedule(&chosen.0, visit).await?,
        Subject::Customer => desk.customers().schedule(&chosen.0, visit).await?,
        Subject::Contact => return Err(AppError(domain::Problem::NotFound)),
    })
}

/// The timeline of a row, newest first; `before` continues it.
#[server(input = GetUrl)]
pub async fn records_of(
    about: domain::About,
    #[server(default)] before: Option<RecordId>,
    limit: u32,
) -> Result<Vec<domain::record::Record>, AppError> {
    Ok(crate::desk::desk().await?.records().of(about, before, limit).await?)
}

/// Chooses the columns of a list.
#[server(input = Json)]
pub async fn set_list_columns(list: String, columns: Vec<(String, u16)>) -> Result<(), AppError> {
    Ok(crate::desk::desk().await?.columns().set(&list, &columns).await?)
}

/// Goes back to a list's own columns.
#[server]
pub async fn reset_list_columns(list: String) -> Result<(), AppError> {
    Ok(crate::desk::desk().await?.columns().reset(&list).await?)
}
