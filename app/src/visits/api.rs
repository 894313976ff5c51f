//! Server functions of visits: each gets the desk, calls a verb, and returns.
use crate::AppError;
use chrono::NaiveDate;
use domain::record::Record;
use domain::visit::{DayCount, Visit};
use domain::{PersonId, VisitId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

/// What a page of the calendar shows.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Days {
    /// The visits, the earliest first.
    pub visits: Vec<Visit>,
    /// How many there are on each day of the month.
    pub counts: Vec<DayCount>,
}

/// The visits from one day to another, both included, and the counts of a month.
#[server(input = GetUrl)]
pub async fn visits_of_days(
    from: NaiveDate,
    to: NaiveDate,
    month: NaiveDate,
    #[server(default)] person: Option<PersonId>,
) -> Result<Days, AppError> {
    let desk = crate::desk::desk().await?;
    let ((from, _), (_, to)) = (desk.me().zone.day(from), desk.me().zone.day(to));
    let visits = desk.visits().between(from, to, person).await?;
    Ok(Days { visits, counts: desk.visits().month(month, person).await? })
}

/// One visit.
#[server(input = GetUrl)]
pub async fn find_visit(visit: VisitId) -> Result<Visit, AppError> {
    Ok(crate::desk::desk().await?.visits().find(visit).await?)
}

/// Writes what came of a visit, once.
#[server]
pub async fn write_feedback(visit: VisitId, content: String) -> Result<Record, AppError> {
    Ok(crate::desk::desk().await?.visits().feedback(visit, &content).await?)
}

/// Moves a visit. `starts_at` is what the clock on the person's wall shows.
#[server]
pub async fn move_visit(visit: VisitId, starts_at: String) -> Result<Visit, AppError> {
    let desk = crate::desk::desk().await?;
    let starts_at = crate::leads::wall_time::read(&desk.me().zone, "starts_at", &starts_at)?;
    Ok(desk.visits().reschedule(visit, starts_at).await?)
}

/// Calls a visit off.
#[server]
pub async fn cancel_visit(visit: VisitId) -> Result<Visit, AppError> {
    Ok(crate::desk::desk().await?.visits().cancel(visit).await?)
}
