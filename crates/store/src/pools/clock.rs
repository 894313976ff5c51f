//! When customers go back into a pool: worked out from the rules, and kept on each customer as `recycle_at`.
//!
//! What is written about a customer, and its leaving a pool, sets the clock; handing it on among people does not.
use super::rows;
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use crate::ownership::Handover;
use crate::verbs::PART;
use crate::zones::zone;
use crate::{Result, settings};
use domain::ownership::MoveKind;
use domain::pool::{Pool, PoolRule, Tracked};
use domain::{ChoiceId, Moment, Zone};
use sea_query::{Expr, ExprTrait, Query, SelectStatement};
use sqlx::FromRow;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

/// The setting with the zone whose midnight counts.
pub(crate) const ZONE: &str = "house_zone";
/// The setting that grows with every change of pools and rules.
pub(super) const EDITION: &str = "pool_edition";

/// The zone whose midnight counts.
pub(crate) async fn house_zone(on: &mut impl Run) -> Result<Arc<Zone>> {
    let name = settings::value_of(on, ZONE).await?;
    Ok(name.and_then(|name| zone(&name)).unwrap_or_default())
}

/// Notes that what was worked out by the rules is out of date.
pub(crate) async fn outdate(tx: &mut Tx) -> Result<()> {
    let edition = settings::value_of(tx, EDITION).await?.and_then(|text| text.parse::<i64>().ok());
    settings::set(tx, EDITION, Some(&(edition.unwrap_or_default() + 1).to_string())).await
}

/// A customer somebody has, as the rules see it.
#[derive(Debug, Clone, FromRow)]
pub(super) struct Kept {
    pub(super) id: i64,
    pub(super) owner_id: i64,
    level_id: Option<i64>,
    owned_at: i64,
    tracked_at: Option<i64>,
    last_record_at: Option<i64>,
    pub(super) recycle_at: Option<i64>,
}

impl Kept {
    fn tracked(&self) -> Tracked {
        Tracked {
            level: self.level_id.map(ChoiceId),
            since: Moment(self.tracked_at.unwrap_or(self.owned_at)),
            last_record_at: self.last_record_at.map(Moment),
        }
    }
}

/// The customers somebody has, by their columns that count.
pub(super) fn kept() -> SelectStatement {
    let mut select = Query::select();
    select
        .columns(["id", "owner_id", "level_id", "owned_at", "tracked_at", "last_record_at", "recycle_at"])
        .from("customers")
        .and_where(Expr::col("state").eq("owned"));
    select
}

/// The rules that are switched on, and whom they are for.
pub(super) struct InForce {
    edition: Option<String>,
    pub(super) rules: Vec<(Pool, PoolRule)>,
    pub(super) zone: Arc<Zone>,
}

/// Which roles the owners have, where a rule asks for it.
pub(super) type Roles = HashMap<i64, HashSet<i64>>;

impl InForce {
    pub(super) async fn of(on: &mut impl Run) -> Result<Self> {
        let edition = settings::value_of(on, EDITION).await?;
        let zone = house_zone(on).await?;
        if !rows::rules(on).await?.values().flatten().any(|rule| rule.since.is_some()) {
            return Ok(Self { edition, rules: Vec::new(), zone });
        }
        let pools = rows::all(on).await?.into_iter().filter(|pool| !pool.retired);
        let on = |pool: Pool| {
            let rules: Vec<_> = pool.rules.iter().filter(|rule| rule.since.is_some()).cloned().collect();
            rules.into_iter().map(move |rule| (pool.clone(), rule))
        };
        Ok(Self { edition, rules: pools.flat_map(on).collect(), zone })
    }

    /// Reads them again if they changed since.
    pub(super) async fn renew(&mut self, tx: &mut Tx) -> Result<()> {
        if settings::value_of(tx, EDITION).await? != self.edition {
            *self = Self::of(tx).await?;
        }
        Ok(())
    }

    /// The roles of the owners of customers.
    pub(super) async fn roles(&self, on: &mut impl Run, customers: &[Kept]) -> Result<Roles> {
        let mut roles = Roles::new();
        if self.rules.iter().all(|(pool, _)| pool.form.roles.is_empty()) {
            return Ok(roles);
        }
        let owners: HashSet<i64> = customers.iter().map(|customer| customer.owner_id).collect();
        let mut select = Query::select();
        select
            .columns(["person_id", "role_id"])
            .from("person_roles")
            .and_where(Expr::col("person_id").is_in(owners));
        let told = Guarded::unrestricted(select, "which roles the owners of customers have");
        for (person, role) in on.all::<(i64, i64), _>(told).await? {
            roles.entry(person).or_default().insert(role);
        }
        Ok(roles)
    }

    /// The first rule that takes a customer back, and when.
    pub(super) fn due(&self, customer: &Kept, roles: &Roles) -> Option<(Moment, &Pool, &PoolRule)> {
        let tracked = customer.tracked();
        let covered = self.rules.iter().filter(|(pool, _)| covers(pool, customer.owner_id, roles));
        let due = covered.filter_map(|(pool, rule)| {
            Some((rule.due(&tracked, pool.form.protect_days, &self.zone)?, pool, rule))
        });
        due.min_by_key(|(at, _, rule)| (*at, rule.id))
    }
}

/// Whether the rules of a pool take back what a person has.
fn covers(pool: &Pool, owner: i64, roles: &Roles) -> bool {
    let role = |role: &domain::RoleId| roles.get(&owner).is_some_and(|held| held.contains(&role.0));
    pool.form.everyone
        || pool.form.people.iter().any(|person| person.0 == owner)
        || pool.form.roles.iter().any(role)
}

/// After customers changed hands: those that left a pool, or the bin, begin anew.
pub(crate) async fn handed(
    tx: &mut Tx,
    now: Moment,
    ids: &[i64],
    from_pool: impl Fn(i64) -> bool,
    handover: &Handover,
) -> Result<()> {
    if handover.to.is_none() {
        return Ok(());
    }
    let anew = |id: &i64| handover.kind == MoveKind::Restored || from_pool(*id);
    let anew: Vec<i64> = ids.iter().copied().filter(anew).collect();
    for part in anew.chunks(PART) {
        set(tx, "tracked_at", Some(now.0), part).await?;
    }
    refresh(tx, now, ids).await
}

/// Works out anew when customers go back. What would be due already goes at the next midnight, not at once.
pub(crate) async fn refresh(tx: &mut Tx, now: Moment, ids: &[i64]) -> Result<()> {
    let rules = InForce::of(tx).await?;
    if rules.rules.is_empty() {
        return Ok(());
    }
    for part in ids.chunks(PART) {
        let mut select = kept();
        select.and_where(Expr::col("id").is_in(part.iter().copied()));
        let customers: Vec<Kept> =
            tx.all(Guarded::unrestricted(select, "customers that are held under the guard")).await?;
        let roles = rules.roles(tx, &customers).await?;
        let soonest = rules.zone.midnight(now.plus_seconds(1));
        let at = |customer: &Kept| {
            let (at, ..) = rules.due(customer, &roles)?;
            Some(if at > now { at } else { soonest }.0)
        };
        write(tx, &customers, at).await?;
    }
    Ok(())
}

/// Writes when each customer goes back, where that is not written yet.
pub(super) async fn write(tx: &mut Tx, all: &[Kept], at: impl Fn(&Kept) -> Option<i64>) -> Result<()> {
    let mut moments: BTreeMap<Option<i64>, Vec<i64>> = BTreeMap::new();
    for customer in all {
        let at = at(customer);
        if at != customer.recycle_at {
            moments.entry(at).or_default().push(customer.id);
        }
    }
    for (at, ids) in moments {
        set(tx, "recycle_at", at, &ids).await?;
    }
    Ok(())
}

pub(super) async fn set(tx: &mut Tx, column: &'static str, value: Option<i64>, ids: &[i64]) -> Result<()> {
    let mut update = Query::update();
    update.table("customers").value(column, value).and_where(Expr::col("id").is_in(ids.iter().copied()));
    tx.run(Guarded::unrestricted(update, "the clock of customers, by the rules of the pools")).await?;
    Ok(())
}
