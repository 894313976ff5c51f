//! Server functions about pools.
use crate::AppError;
use domain::choice::Choice;
use domain::list::Page;
use domain::person::PersonName;
use domain::pool::{Forecast, Pool, PoolFields, PoolParameters, RuleKind};
use domain::{PoolId, PoolRuleId, RoleId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

/// All pools, the parameters, and the time zones.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AllPools {
    /// The pools in their order.
    pub pools: Vec<Pool>,
    /// The parameters.
    pub parameters: PoolParameters,
    /// The names of all zones.
    pub zones: Vec<String>,
}

/// What forms of a pool offer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Offered {
    /// All drop-down lists.
    pub choices: Vec<Choice>,
    /// Who works here.
    pub people: Vec<PersonName>,
    /// The roles, by name.
    pub roles: Vec<(RoleId, String)>,
}

/// A pool, what each of its rules would do, and what its forms offer.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct OnePool {
    /// The pool.
    pub pool: Option<Pool>,
    /// What its rules would do, in their order.
    pub forecasts: Vec<Forecast>,
    /// What its forms offer.
    pub offered: Offered,
}

/// Everything of the page of pools.
#[server(input = GetUrl)]
pub async fn pools_to_change() -> Result<AllPools, AppError> {
    let desk = crate::desk::desk().await?;
    let (pools, parameters) = (desk.pools().list().await?, desk.pools().parameters().await?);
    let zones = store::zone_names().into_iter().map(str::to_owned).collect();
    Ok(AllPools { pools, parameters, zones })
}

/// What the form of a new pool offers.
#[server(input = GetUrl)]
pub async fn offered_to_pools() -> Result<Offered, AppError> {
    let desk = crate::desk::desk().await?;
    crate::desk::needs(&desk, domain::Permission::ManagePools)?;
    let (choices, people) = (desk.choices().all().await?, desk.people().names().await?);
    Ok(Offered { choices, people, roles: desk.pools().roles().await? })
}

/// Everything of the page of one pool.
#[server(input = GetUrl)]
pub async fn pool_to_change(pool: PoolId) -> Result<OnePool, AppError> {
    let (desk, offered) = (crate::desk::desk().await?, offered_to_pools().await?);
    let pool = desk.pools().find(pool).await?;
    let forecasts = desk.pools().forecasts(&pool).await?;
    Ok(OnePool { pool: Some(pool), forecasts, offered })
}

/// A rule with its pool, what it would do, and a page of the customers it would take back.
#[server(input = GetUrl)]
pub async fn foreseen(
    rule: PoolRuleId,
    cursor: Option<String>,
) -> Result<(Option<Pool>, Option<Forecast>, Option<Page>, Vec<Choice>), AppError> {
    let desk = crate::desk::desk().await?;
    let (pool, forecast) = (desk.pools().rule(rule).await?.0, desk.pools().forecast(rule).await?);
    let columns = super::foreseen_page::COLUMNS.to_vec();
    let paging = domain::list::Paging { columns, cursor, ..Default::default() };
    let page = desk.pools().foreseen(rule, &paging).await?;
    Ok((Some(pool), Some(forecast), Some(page), desk.choices().all().await?))
}

/// Adds a pool behind the others.
#[server]
pub async fn add_pool(#[server(flatten)] form: PoolFields) -> Result<PoolId, AppError> {
    let id = crate::desk::desk().await?.pools().add(form.read()?).await?;
    crate::desk::lead_to(&format!("/settings/pools/{id}"));
    Ok(id)
}

/// Changes a pool.
#[server]
pub async fn change_pool(pool: PoolId, #[server(flatten)] form: PoolFields) -> Result<(), AppError> {
    crate::desk::desk().await?.pools().change(pool, form.read()?).await?;
    crate::desk::lead_to(&format!("/settings/pools/{pool}"));
    Ok(())
}

/// Takes a pool out of use, or puts it back.
#[server]
pub async fn retire_pool(pool: PoolId, retired: bool) -> Result<(), AppError> {
    Ok(crate::desk::desk().await?.pools().retire(pool, retired).await?)
}

/// Puts the pools into order.
#[server]
pub async fn reorder_pools(order: Vec<PoolId>) -> Result<(), AppError> {
    Ok(crate::desk::desk().await?.pools().reorder(&order).await?)
}

/// Changes the parameters of customers.
#[server]
pub async fn set_pool_parameters(most: String, zone: String) -> Result<(), AppError> {
    let most = domain::pool::number("most", &most)?;
    crate::desk::desk().await?.pools().set_parameters(&PoolParameters { most, zone }).await?;
    crate::desk::lead_to("/settings/pools");
    Ok(())
}

/// Adds a rule, switched off.
#[server]
pub async fn add_pool_rule(
    pool: PoolId,
    kind: RuleKind,
    days: String,
    #[server(default)] level: String,
) -> Result<PoolRuleId, AppError> {
    let days = domain::pool::number("days", &days)?.unwrap_or_default();
    let level = domain::pool::number("level", &level)?.map(domain::ChoiceId);
    let new = domain::pool::NewRule { kind, days, level };
    let id = crate::desk::desk().await?.pools().add_rule(pool, new).await?;
    crate::desk::lead_to(&format!("/settings/pools/{pool}"));
    Ok(id)
}

/// Switches a rule on or off.
#[server]
pub async fn switch_pool_rule(rule: PoolRuleId, on: bool) -> Result<(), AppError> {
    Ok(crate::desk::desk().await?.pools().switch_rule(rule, on).await?)
}

/// Takes a rule away.
#[server]
pub async fn remove_pool_rule(rule: PoolRuleId) -> Result<(), AppError> {
    Ok(crate::desk::desk().await?.pools().remove_rule(rule).await?)
}
