//! Which leads are there already.
use super::Work;
use crate::Result;
use crate::db::Run;
use crate::edit::Fields;
use crate::guard::{Guarded, Reach};
use crate::imports::added;
use crate::imports::key::{Found, Key, behind, ids};
use crate::leads::LeadRows;
use domain::lead::{LeadDetails, LeadField};
use domain::{ChoiceId, Moment, Permission, PersonId};
use sea_query::{Condition, Expr, ExprTrait, LockType, Order, SelectStatement};
use sqlx::FromRow;
use std::collections::HashMap;

/// A lead that is there.
pub(in crate::imports) struct Existing {
    pub(super) id: i64,
    pub(super) version: i64,
    pub(super) owner: Option<PersonId>,
    pub(super) status: ChoiceId,
    pub(super) source: Option<ChoiceId>,
    pub(super) intake: Option<ChoiceId>,
    pub(super) submitted_at: Moment,
    pub(super) external_id: String,
    pub(in crate::imports) details: LeadDetails,
    /// Of the added fields those that have a column.
    pub(in crate::imports) added: Fields,
}

impl<'r, R: sqlx::Row> FromRow<'r, R> for Existing
where
    &'static str: sqlx::ColumnIndex<R>,
    String: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    i64: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
    Option<i64>: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
{
    fn from_row(row: &'r R) -> sqlx::Result<Self> {
        let mut details = LeadDetails::default();
        for field in LeadField::ALL {
            details.set(*field, row.try_get(field.key())?);
        }
        let choice = |column| Ok::<_, sqlx::Error>(row.try_get::<Option<i64>, _>(column)?.map(ChoiceId));
        Ok(Self {
            id: row.try_get("id")?,
            version: row.try_get("version")?,
            owner: row.try_get::<Option<i64>, _>("owner_id")?.map(PersonId),
            status: ChoiceId(row.try_get("status_id")?),
            source: choice("source_id")?,
            intake: choice("intake_id")?,
            submitted_at: Moment(row.try_get("submitted_at")?),
            external_id: row.try_get("external_id")?,
            details,
            added: Fields::new(),
        })
    }
}

const FIXED: [&str; 8] =
    ["id", "version", "owner_id", "status_id", "source_id", "intake_id", "submitted_at", "external_id"];

/// Finds the leads behind the texts that name them.
pub(super) async fn look_up(work: &Work, on: &mut impl Run, texts: Vec<&str>) -> Result<Found<Existing>> {
    let Some(key) = Key::of(&work.rules).filter(|_| !texts.is_empty()) else { return Ok(Found::new()) };
    let ids = ids(on, "leads", key, &texts, Condition::all()).await?;
    let mine = mine(work, on, ids.iter().map(|(id, _)| *id).collect()).await?;
    Ok(behind(key, ids, mine))
}

async fn mine(work: &Work, on: &mut impl Run, ids: Vec<i64>) -> Result<HashMap<i64, Existing>> {
    if ids.is_empty() || !work.may(Permission::EditLeads) {
        return Ok(HashMap::new());
    }
    read(work, on, work.lock, work.desk.viewer.select::<LeadRows>(Reach::Change), ids).await
}

/// Leads by their ids, locked where that is wished.
pub(in crate::imports) async fn read(
    work: &Work,
    on: &mut impl Run,
    lock: bool,
    select: Guarded<SelectStatement>,
    ids: Vec<i64>,
) -> Result<HashMap<i64, Existing>> {
    let select = select.and(Expr::col(("leads", "id")).is_in(ids)).with(|select| {
        let columns = FIXED.into_iter().chain(LeadField::ALL.iter().map(|field| field.key()));
        select.columns(columns.map(|column| ("leads", column))).order_by(("leads", "id"), Order::Asc);
        if lock {
            select.lock(LockType::Update);
        }
    });
    let rows: Vec<Existing> = on.all(select).await?;
    let mut there: HashMap<i64, Existing> =
        rows.into_iter().map(|existing| (existing.id, existing)).collect();
    added::fill(work, on, &mut there, |existing| &mut existing.added).await?;
    Ok(there)
}
