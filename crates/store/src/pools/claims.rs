//! Who may claim what from a pool: its members; levels by role; so many a day; and not what one has just lost.
use super::{clock, rows};
use crate::Result;
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use crate::verbs::Brief;
use domain::list::{Done, SkipReason, Skipped};
use domain::pool::Pool;
use domain::{ChoiceId, Moment, PersonId};
use sea_query::{Expr, ExprTrait, Query};
use std::collections::{BTreeMap, HashSet};

/// What a row's brief says of a column that holds an id.
fn id_in<B: Brief>(row: &B, column: &str) -> Option<i64> {
    row.before(column).and_then(|(_, value)| value).and_then(|value| value.parse().ok())
}

/// The rows a person may claim; the others are noted. The person is held, so that of many windows none goes beyond a
/// day's claims.
pub(crate) async fn allowed<B: Brief>(
    tx: &mut Tx,
    now: Moment,
    person: PersonId,
    rows: Vec<B>,
    done: &mut Done,
) -> Result<Vec<B>> {
    let mut by_pool: BTreeMap<i64, Vec<B>> = BTreeMap::new();
    for row in rows {
        by_pool.entry(id_in(&row, "pool_id").unwrap_or_default()).or_default().push(row);
    }
    let pools = rows::all(tx).await?;
    let roles = roles_of(tx, person).await?;
    let mut fit = Vec::new();
    for (pool, rows) in by_pool {
        let Some(pool) = pools.iter().find(|known| known.id.0 == pool) else { continue };
        let rows = permitted(pool, person, &roles, rows, done);
        let rows = cooled(tx, now, pool, person, rows, done).await?;
        fit.extend(within_the_day(tx, now, pool, person, rows, done).await?);
    }
    fit.sort_by_key(Brief::id);
    Ok(fit)
}

async fn roles_of(tx: &mut Tx, person: PersonId) -> Result<HashSet<i64>> {
    let mut select = Query::select();
    select.column("role_id").from("person_roles").and_where(Expr::col("person_id").eq(person.0));
    let roles = Guarded::unrestricted(select, "which roles the person who claims has");
    Ok(tx.values::<i64, _>(roles).await?.into_iter().collect())
}

fn note<B: Brief>(rows: impl IntoIterator<Item = B>, reason: SkipReason, done: &mut Done) {
    done.skipped.extend(rows.into_iter().map(|row| Skipped { id: row.id(), reason }));
}

/// Those of its members, of levels their roles may have.
fn permitted<B: Brief>(
    pool: &Pool,
    person: PersonId,
    roles: &HashSet<i64>,
    rows: Vec<B>,
    done: &mut Done,
) -> Vec<B> {
    let form = &pool.form;
    let has = |role: &domain::RoleId| roles.contains(&role.0);
    let member = form.everyone || form.people.contains(&person) || form.roles.iter().any(has);
    let may = |row: &B| {
        let level = id_in(row, "level_id").map(ChoiceId);
        let limit = form.levels.iter().find(|limit| Some(limit.level) == level);
        member && limit.is_none_or(|limit| limit.roles.iter().any(has))
    };
    let (fit, others) = rows.into_iter().partition(may);
    note::<B>(others, SkipReason::NotAllowed, done);
    fit
}

/// Those the person did not lose to this pool a short time ago.
async fn cooled<B: Brief>(
    tx: &mut Tx,
    now: Moment,
    pool: &Pool,
    person: PersonId,
    rows: Vec<B>,
    done: &mut Done,
) -> Result<Vec<B>> {
    let Some(days) = pool.form.cool_down_days.filter(|_| !rows.is_empty()) else { return Ok(rows) };
    let mut lost: HashSet<i64> = HashSet::new();
    for part in rows.chunks(crate::verbs::PART) {
        let mut select = Query::select();
        select
            .distinct()
            .column("subject_id")
            .from("ownership_moves")
            .and_where(Expr::col("subject").eq("customer"))
            .and_where(Expr::col("subject_id").is_in(part.iter().map(Brief::id)))
            .and_where(Expr::col("from_id").eq(person.0))
            .and_where(Expr::col("to_pool").eq(pool.id.0))
            .and_where(Expr::col("at").gt(now.plus_days(-days).0));
        let told = Guarded::unrestricted(select, "what the person who claims gave up or lost lately");
        lost.extend(tx.values::<i64, _>(told).await?);
    }
    let (soon, fit) = rows.into_iter().partition(|row: &B| lost.contains(&row.id()));
    note::<B>(soon, SkipReason::TooSoon, done);
    Ok(fit)
}

/// As many as are left of the day.
async fn within_the_day<B: Brief>(
    tx: &mut Tx,
    now: Moment,
    pool: &Pool,
    person: PersonId,
    mut rows: Vec<B>,
    done: &mut Done,
) -> Result<Vec<B>> {
    let Some(most) = pool.form.claims_per_day.filter(|_| !rows.is_empty()) else { return Ok(rows) };
    let zone = clock::house_zone(tx).await?;
    let today = zone.day(zone.day_of(now)).0;
    let mut select = Query::select();
    select
        .expr(Expr::col("id").count())
        .from("ownership_moves")
        .and_where(Expr::col("subject").eq("customer"))
        .and_where(Expr::col("kind").eq("claimed"))
        .and_where(Expr::col("to_id").eq(person.0))
        .and_where(Expr::col("at").gte(today.0))
        .and_where(Expr::col("from_pool").eq(pool.id.0));
    let told = Guarded::unrestricted(select, "how many customers the person has claimed today");
    let claimed: i64 = tx.value(told).await?.unwrap_or_default();
    let left = usize::try_from(most - claimed).unwrap_or_default();
    let over = rows.split_off(left.min(rows.len()));
    note::<B>(over, SkipReason::DayFull, done);
    Ok(rows)
}
