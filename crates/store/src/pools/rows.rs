//! The rows of pools.
use crate::db::{Run, Tx};
use crate::error::OrIfTaken;
use crate::guard::Guarded;
use crate::{Error, Result};
use domain::pool::{LevelLimit, Pool, PoolForm, PoolRule, RuleKind};
use domain::{ChoiceId, Moment, PersonId, PoolId, PoolRuleId, RoleId};
use sea_query::{Expr, ExprTrait, LockType, Order, Query, SelectStatement, Value};
use sqlx::FromRow;
use std::collections::HashMap;

#[derive(FromRow)]
struct PoolRow {
    id: i64,
    name: String,
    name_en: Option<String>,
    position: i64,
    everyone: i64,
    hidden_fields: String,
    claims_per_day: Option<i64>,
    cool_down_days: Option<i64>,
    protect_days: i64,
    warn_days: i64,
    retired: i64,
}

/// The pool things go into when nobody says which.
pub(crate) async fn first(on: &mut impl Run) -> Result<PoolId> {
    let first = names(on).await?.into_iter().next();
    first.map(|(pool, ..)| pool).ok_or_else(|| Error::Internal("there is no pool".to_owned()))
}

/// Whether things can go into a pool.
pub(crate) async fn is_there(on: &mut impl Run, pool: PoolId) -> Result<bool> {
    Ok(names(on).await?.iter().any(|(known, ..)| *known == pool))
}

pub(super) async fn names(on: &mut impl Run) -> Result<Vec<(PoolId, String, String)>> {
    let mut select = in_order(["id", "name", "name_en"]);
    select.and_where(Expr::col("retired").eq(0_i64));
    let rows: Vec<(i64, String, Option<String>)> =
        on.all(Guarded::unrestricted(select, "everyone may know which pools there are")).await?;
    Ok(rows.into_iter().map(|(id, name, en)| (PoolId(id), name, en.unwrap_or_default())).collect())
}

/// How many days ahead of its midnight a pool warns, at most.
pub(super) async fn warning(on: &mut impl Run) -> Result<i64> {
    let mut select = Query::select();
    select.expr(Expr::col("warn_days").max()).from("pools").and_where(Expr::col("retired").eq(0_i64));
    let days: Option<Option<i64>> =
        on.value(Guarded::unrestricted(select, "everyone may know which pools there are")).await?;
    Ok(days.flatten().unwrap_or_default())
}

fn in_order<const N: usize>(columns: [&'static str; N]) -> SelectStatement {
    let mut select = Query::select();
    select.columns(columns).from("pools").order_by("position", Order::Asc).order_by("id", Order::Asc);
    select
}

/// All pools, with how many customers lie in each; the caller has asked for the permission.
pub(super) async fn counted(on: &mut impl Run) -> Result<Vec<Pool>> {
    let (mut pools, counts) = (all(on).await?, counts(on).await?);
    for pool in &mut pools {
        pool.customers = counts.get(&pool.id.0).copied().unwrap_or_default();
    }
    Ok(pools)
}

/// All pools, their customers not counted.
pub(super) async fn all(on: &mut impl Run) -> Result<Vec<Pool>> {
    let select = in_order([
        "id",
        "name",
        "name_en",
        "position",
        "everyone",
        "hidden_fields",
        "claims_per_day",
        "cool_down_days",
        "protect_days",
        "warn_days",
        "retired",
    ]);
    let rows: Vec<PoolRow> = on.all(Guarded::unrestricted(select, "pools are managed by permission")).await?;
    let (members, limits) = (members(on).await?, limits(on).await?);
    let mut rules = rules(on).await?;
    let mut pools = Vec::with_capacity(rows.len());
    for row in rows {
        let (of, id) = (|pool: &i64| *pool == row.id, row.id);
        let mine = members.iter().filter(|(pool, ..)| of(pool));
        let form = PoolForm {
            people: mine.clone().filter_map(|(_, person, _)| person.map(PersonId)).collect(),
            roles: mine.filter_map(|(.., role)| role.map(RoleId)).collect(),
            levels: limits_of(id, &limits),
            hidden: serde_json::from_str(&row.hidden_fields)?,
            name: row.name,
            name_en: row.name_en.unwrap_or_default(),
            everyone: row.everyone != 0,
            claims_per_day: row.claims_per_day,
            cool_down_days: row.cool_down_days,
            protect_days: row.protect_days,
            warn_days: row.warn_days,
        };
        pools.push(Pool {
            id: PoolId(id),
            position: row.position,
            retired: row.retired != 0,
            customers: 0,
            form,
            rules: rules.remove(&id).unwrap_or_default(),
        });
    }
    Ok(pools)
}

pub(super) async fn roles(on: &mut impl Run) -> Result<Vec<(RoleId, String)>> {
    let mut select = Query::select();
    select.columns(["id", "name"]).from("roles").order_by("id", Order::Asc);
    let roles: Vec<(i64, String)> =
        on.all(Guarded::unrestricted(select, "everyone may know which roles there are")).await?;
    Ok(roles.into_iter().map(|(id, name)| (RoleId(id), name)).collect())
}

async fn members(on: &mut impl Run) -> Result<Vec<(i64, Option<i64>, Option<i64>)>> {
    let mut select = Query::select();
    select.columns(["pool_id", "person_id", "role_id"]).from("pool_members").order_by("id", Order::Asc);
    on.all(Guarded::unrestricted(select, "pools are managed by permission")).await
}

async fn limits(on: &mut impl Run) -> Result<Vec<(i64, i64, Option<i64>)>> {
    let mut select = Query::select();
    select
        .columns(["pool_id", "level_id", "role_id"])
        .from("pool_levels")
        .order_by("level_id", Order::Asc)
        .order_by("id", Order::Asc);
    on.all(Guarded::unrestricted(select, "pools are managed by permission")).await
}

fn limits_of(pool: i64, all: &[(i64, i64, Option<i64>)]) -> Vec<LevelLimit> {
    let mut limits: Vec<LevelLimit> = Vec::new();
    for (_, level, role) in all.iter().filter(|(of, ..)| *of == pool) {
        if limits.last().is_none_or(|last| last.level.0 != *level) {
            limits.push(LevelLimit { level: ChoiceId(*level), roles: Vec::new() });
        }
        limits.last_mut().into_iter().for_each(|limit| limit.roles.extend(role.map(RoleId)));
    }
    for limit in &mut limits {
        limit.roles.sort_unstable();
        limit.roles.dedup();
    }
    limits
}

async fn counts(on: &mut impl Run) -> Result<HashMap<i64, i64>> {
    let mut select = Query::select();
    select
        .column("pool_id")
        .expr(Expr::cust(r#"CAST(COALESCE(SUM("n"), 0) AS BIGINT)"#))
        .from("customer_tally")
        .and_where(Expr::col("pool_id").is_not_null())
        .group_by_col("pool_id");
    let counts: Vec<(i64, i64)> =
        on.all(Guarded::unrestricted(select, "pools are managed by permission")).await?;
    Ok(counts.into_iter().collect())
}

#[derive(FromRow)]
struct RuleRow {
    id: i64,
    pool_id: i64,
    kind: String,
    days: i64,
    level_id: Option<i64>,
    since: Option<i64>,
    enabled: i64,
}

/// The rules that are there, by pool.
pub(super) async fn rules(on: &mut impl Run) -> Result<HashMap<i64, Vec<PoolRule>>> {
    let mut select = Query::select();
    select
        .columns(["id", "pool_id", "kind", "days", "level_id", "since", "enabled"])
        .from("pool_rules")
        .and_where(Expr::col("retired").eq(0_i64))
        .order_by("id", Order::Asc);
    let rows: Vec<RuleRow> =
        on.all(Guarded::unrestricted(select, "everyone may know the rules of the pools")).await?;
    let mut rules: HashMap<i64, Vec<PoolRule>> = HashMap::new();
    for row in rows {
        rules.entry(row.pool_id).or_default().push(PoolRule {
            id: PoolRuleId(row.id),
            kind: RuleKind::from_key(&row.kind).unwrap_or_default(),
            days: row.days,
            level: row.level_id.map(ChoiceId),
            since: row.since.filter(|_| row.enabled != 0).map(Moment),
        });
    }
    Ok(rules)
}

/// Makes those who change pools go one after the other.
pub(super) async fn lock(tx: &mut Tx) -> Result<()> {
    let mut select = Query::select();
    select.column("id").from("pools").order_by("id", Order::Asc).lock(LockType::NoKeyUpdate);
    tx.values::<i64, _>(Guarded::unrestricted(select, "pools are managed by permission")).await?;
    Ok(())
}

fn columns(form: &PoolForm) -> Result<Vec<(&'static str, Value)>> {
    Ok(vec![
        ("name", form.name.as_str().into()),
        ("name_key", words::fold(&form.name).into()),
        ("name_en", Some(form.name_en.as_str()).filter(|name| !name.is_empty()).into()),
        ("everyone", i64::from(form.everyone).into()),
        ("hidden_fields", serde_json::to_string(&form.hidden)?.into()),
        ("claims_per_day", form.claims_per_day.into()),
        ("cool_down_days", form.cool_down_days.into()),
        ("protect_days", form.protect_days.into()),
        ("warn_days", form.warn_days.into()),
    ])
}

/// A new pool.
pub(crate) async fn insert(tx: &mut Tx, form: &PoolForm, position: i64) -> Result<PoolId> {
    let columns = columns(form)?;
    let mut insert = Query::insert();
    insert
        .into_table("pools")
        .columns(columns.iter().map(|(column, _)| *column).chain(["position"]))
        .values_panic(columns.into_iter().map(|(_, value)| value).chain([position.into()]).map(Expr::val))
        .returning_col("id");
    let guarded = Guarded::unrestricted(insert, "pools are managed by permission");
    let pool = PoolId(tx.insert(guarded).await.or_if_taken("name")?);
    bind(tx, pool, form).await?;
    Ok(pool)
}

pub(super) async fn update(tx: &mut Tx, pool: PoolId, form: &PoolForm) -> Result<()> {
    let mut update = Query::update();
    update
        .table("pools")
        .values(columns(form)?.into_iter().map(|(column, value)| (column, value.into())))
        .and_where(Expr::col("id").eq(pool.0));
    tx.run(Guarded::unrestricted(update, "pools are managed by permission")).await.or_if_taken("name")?;
    for table in ["pool_members", "pool_levels"] {
        let mut delete = Query::delete();
        delete.from_table(table).and_where(Expr::col("pool_id").eq(pool.0));
        tx.run(Guarded::unrestricted(delete, "pools are managed by permission")).await?;
    }
    bind(tx, pool, form).await
}

/// Its members and the levels that not everyone may claim.
async fn bind(tx: &mut Tx, pool: PoolId, form: &PoolForm) -> Result<()> {
    let people = form.people.iter().map(|person| (Some(person.0), None));
    let roles = form.roles.iter().map(|role| (None, Some(role.0)));
    for (person, role) in people.chain(roles) {
        let mut insert = Query::insert();
        insert.into_table("pool_members").columns(["pool_id", "person_id", "role_id"]).values_panic([
            pool.0.into(),
            person.into(),
            role.into(),
        ]);
        tx.run(Guarded::unrestricted(insert, "pools are managed by permission")).await?;
    }
    for limit in &form.levels {
        for role in std::iter::once(None).chain(limit.roles.iter().map(|role| Some(role.0))) {
            let mut insert = Query::insert();
            insert.into_table("pool_levels").columns(["pool_id", "level_id", "role_id"]).values_panic([
                pool.0.into(),
                limit.level.0.into(),
                role.into(),
            ]);
            tx.run(Guarded::unrestricted(insert, "pools are managed by permission")).await?;
        }
    }
    Ok(())
}

pub(super) async fn set_retired(tx: &mut Tx, pool: PoolId, retired: bool) -> Result<()> {
    set(tx, pool, "retired", i64::from(retired)).await
}

pub(super) async fn place(tx: &mut Tx, pool: PoolId, position: i64) -> Result<()> {
    set(tx, pool, "position", position).await
}

async fn set(tx: &mut Tx, pool: PoolId, column: &'static str, value: i64) -> Result<()> {
    let mut update = Query::update();
    update.table("pools").value(column, value).and_where(Expr::col("id").eq(pool.0));
    tx.run(Guarded::unrestricted(update, "pools are managed by permission")).await?;
    Ok(())
}
