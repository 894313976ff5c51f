//! The night's work: customers go back by the rules, and their owners are warned ahead.
//!
//! Safe to run twice and on several servers at once: each batch holds the rows it works on, leaves those another
//! server holds to it, and asks the rules again before a row goes.
use super::clock::{EDITION, InForce, Kept, Roles, kept, set, write};
use super::preview::{count, taken_by_any};
use crate::customers::{CustomerBrief, CustomerRows, pooled};
use crate::db::{Dialect, Run, Tx};
use crate::guard::Guarded;
use crate::notices::Told;
use crate::ownership::Handover;
use crate::verbs::{Change, Moved};
use crate::{Result, Store, notices, settings};
use domain::list::Done;
use domain::notice::{NoticeDetail, NoticeKind};
use domain::ownership::MoveKind;
use domain::record::RecordKind;
use domain::{Moment, PersonId, PoolId, PoolRuleId, Subject};
use sea_query::{Expr, ExprTrait, LockBehavior, LockType, Order, Query, SelectStatement};
use std::collections::BTreeMap;

/// Customers that are looked at together.
const LOOK: u64 = 1_000;
/// Customers that go back in one transaction: so few that nobody waits long for it.
const BATCH: u64 = 50;
/// Customers whose day is written in one transaction, for the same reason.
const BATCH_LOOKED: usize = 200;
/// Until which edition of the rules, and for which day, all customers have been looked at.
const LOOKED: &str = "pool_looked";

/// What a run did, or would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Recycled {
    /// Customers that went back into a pool.
    pub recycled: i64,
    /// Customers whose owners were warned.
    pub warned: i64,
}

impl Store {
    /// Takes back what is due, and warns owners of what soon will be.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recycle(&self) -> Result<Recycled> {
        self.look().await?;
        let (mut recycled, mut rules) = (0, InForce::of(&mut self.db.clone()).await?);
        while let Some(batch) = self.recycle_some(&mut rules).await? {
            recycled += batch;
        }
        Ok(Recycled { recycled, warned: self.warn().await? })
    }

    /// How many customers would go back now, and how many by the next midnight, and when that is.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn recyclable(&self) -> Result<(i64, i64, Moment)> {
        let mut db = self.db.clone();
        let (rules, now) = (InForce::of(&mut db).await?, self.now());
        let mut select = due(now);
        select.clear_order_by();
        let due: Vec<Kept> =
            db.all(Guarded::unrestricted(select, "the night's work looks at everybody's customers")).await?;
        let roles = rules.roles(&mut db, &due).await?;
        let is_due = |customer: &&Kept| rules.due(customer, &roles).is_some_and(|(at, ..)| at <= now);
        let next = rules.zone.midnight(now.plus_seconds(1));
        let tonight = count(&mut db, taken_by_any(&rules, None, next)).await?;
        Ok((i64::try_from(due.iter().filter(is_due).count()).unwrap_or(i64::MAX), tonight, next))
    }

    /// Works out for all customers when they go back, once a day and after every change of the rules.
    async fn look(&self) -> Result<()> {
        let mut db = self.db.clone();
        let edition = settings::value_of(&mut db, EDITION).await?.unwrap_or_default();
        let rules = InForce::of(&mut db).await?;
        let today = format!("{edition}:{}", rules.zone.day_of(self.now()));
        if settings::value_of(&mut db, LOOKED).await?.as_deref() == Some(&today) {
            return Ok(());
        }
        let mut after = 0;
        loop {
            let mut select = kept();
            select.and_where(Expr::col("id").gt(after)).order_by("id", Order::Asc).limit(LOOK);
            if rules.rules.is_empty() {
                select.and_where(Expr::col("recycle_at").is_not_null());
            }
            let told = Guarded::unrestricted(select, "the night's work looks at everybody's customers");
            let customers: Vec<Kept> = db.all(told).await?;
            let Some(last) = customers.last() else { break };
            after = last.id;
            self.mend(&rules, &customers).await?;
        }
        let mut tx = self.begin().await?;
        if settings::value_of(&mut tx, EDITION).await?.unwrap_or_default() == edition {
            settings::set(&mut tx, LOOKED, Some(&today)).await?;
        }
        tx.commit().await
    }

    /// Writes it where it is not written yet. Read once without holding anything: most are right already.
    async fn mend(&self, rules: &InForce, seen: &[Kept]) -> Result<()> {
        let now = self.now();
        let roles = rules.roles(&mut self.db.clone(), seen).await?;
        let at = |customer: &Kept| put(rules, customer, &roles, now);
        let wrong: Vec<i64> =
            seen.iter().filter(|one| at(one) != one.recycle_at).map(|customer| customer.id).collect();
        for part in wrong.chunks(BATCH_LOOKED) {
            let mut tx = self.begin().await?;
            let mut select = kept();
            select.and_where(Expr::col("id").is_in(part.iter().copied())).order_by("id", Order::Asc);
            let customers = held(&mut tx, select).await?;
            let roles = rules.roles(&mut tx, &customers).await?;
            let at = |customer: &Kept| put(rules, customer, &roles, now);
            write(&mut tx, &customers, at).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Takes back some of what is due; `None` when nothing is.
    async fn recycle_some(&self, rules: &mut InForce) -> Result<Option<i64>> {
        let now = self.now();
        let mut tx = self.begin().await?;
        rules.renew(&mut tx).await?;
        let mut select = due(now);
        select.limit(BATCH);
        let customers = held(&mut tx, select).await?;
        if customers.is_empty() {
            return Ok(None);
        }
        let roles = rules.roles(&mut tx, &customers).await?;
        let mut parts: BTreeMap<(PoolRuleId, PoolId), (String, Vec<i64>)> = BTreeMap::new();
        let mut others = Vec::new();
        for customer in customers {
            match rules.due(&customer, &roles) {
                Some((at, pool, rule)) if at <= now => {
                    let part = parts.entry((rule.id, pool.id)).or_default();
                    part.0 = format!("{}:{}", rule.kind.key(), rule.days);
                    part.1.push(customer.id);
                }
                _ => others.push(customer),
            }
        }
        write(&mut tx, &others, |customer| rules.due(customer, &roles).map(|(at, ..)| at.0)).await?;
        let mut done = Done::default();
        for ((rule, pool), (said, ids)) in parts {
            self.take_back(&mut tx, rule, pool, said, &ids, &mut done).await?;
        }
        tx.commit().await?;
        Ok(Some(i64::try_from(done.done.len()).unwrap_or(i64::MAX)))
    }

    async fn take_back(
        &self,
        tx: &mut Tx,
        rule: PoolRuleId,
        pool: PoolId,
        said: String,
        ids: &[i64],
        done: &mut Done,
    ) -> Result<()> {
        let mut select = Query::select();
        select
            .columns(CustomerRows::BRIEF.iter().copied())
            .from("customers")
            .and_where(Expr::col("id").is_in(ids.iter().copied()))
            .order_by("id", Order::Asc);
        let told = Guarded::unrestricted(select, "the night's work looks at everybody's customers");
        let briefs: Vec<CustomerBrief> = tx.all(told).await?;
        let handover = Handover { rule: Some(rule.0), ..Handover::into_pool(MoveKind::Recycled, pool) };
        let change = Change {
            action: "customer.recycled",
            kind: RecordKind::Recycled,
            content: said,
            values: pooled(pool, self.now()),
            handover: Some(handover),
        };
        self.house_desk().customers().lists().apply(tx, briefs, &change, done).await
    }

    /// Warns owners once of each day on which they will lose customers.
    async fn warn(&self) -> Result<i64> {
        let (mut warned, mut after) = (0, (self.now().0, i64::MAX));
        let rules = InForce::of(&mut self.db.clone()).await?;
        let Some(ahead) = rules.rules.iter().map(|(pool, _)| pool.form.warn_days).max() else { return Ok(0) };
        loop {
            let mut tx = self.begin().await?;
            let mut select = kept();
            let place = Expr::tuple([Expr::col("recycle_at"), Expr::col("id")]);
            let due = || Expr::col("recycle_at");
            let told = Expr::col("warned_for");
            select
                .and_where(due().lte(self.now().plus_days(ahead).0))
                .and_where(place.gt(Expr::tuple([Expr::val(after.0), Expr::val(after.1)])))
                .cond_where(sea_query::Condition::any().add(told.clone().is_null()).add(told.ne(due())))
                .order_by("recycle_at", Order::Asc)
                .order_by("id", Order::Asc)
                .limit(BATCH);
            let customers = held(&mut tx, select).await?;
            let Some(last) = customers.last() else { return Ok(warned) };
            after = (last.recycle_at.unwrap_or_default(), last.id);
            warned += self.warn_some(&mut tx, &rules, &customers).await?;
            tx.commit().await?;
        }
    }

    async fn warn_some(&self, tx: &mut Tx, rules: &InForce, customers: &[Kept]) -> Result<i64> {
        let now = self.now();
        let roles = rules.roles(tx, customers).await?;
        let mut warned: BTreeMap<(i64, i64), Vec<i64>> = BTreeMap::new();
        for customer in customers {
            let (Some((_, pool, _)), Some(at)) = (rules.due(customer, &roles), customer.recycle_at) else {
                continue;
            };
            if now >= Moment(at).plus_days(-pool.form.warn_days) {
                warned.entry((customer.owner_id, at)).or_default().push(customer.id);
            }
        }
        let mut days: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        for ((_, at), ids) in &warned {
            days.entry(*at).or_default().extend(ids);
        }
        for (at, ids) in &days {
            set(tx, "warned_for", Some(*at), ids).await?;
        }
        let told = |((owner, at), ids)| {
            let detail = NoticeDetail { until: Some(Moment(at)), ..NoticeDetail::default() };
            Told { person: PersonId(owner), ids, detail }
        };
        let told = warned.into_iter().map(told).collect();
        notices::gather(tx, now, NoticeKind::RecycleSoon, Subject::Customer, told).await?;
        Ok(days.values().map(|ids| i64::try_from(ids.len()).unwrap_or_default()).sum())
    }
}

/// When a customer goes back. What was put off to the next midnight stays there.
fn put(rules: &InForce, customer: &Kept, roles: &Roles, now: Moment) -> Option<i64> {
    let at = rules.due(customer, roles)?.0.0;
    let soonest = rules.zone.midnight(now.plus_seconds(1)).0;
    let there = customer.recycle_at.filter(|put| *put >= at && *put <= soonest && at <= now.0);
    Some(there.unwrap_or(at))
}

fn due(now: Moment) -> SelectStatement {
    let mut select = kept();
    select
        .and_where(Expr::col("recycle_at").lte(now.0))
        .order_by("recycle_at", Order::Asc)
        .order_by("id", Order::Asc);
    select
}

/// Rows held until the transaction ends; those another server holds are left to it. SQLite has one writer anyway.
async fn held(tx: &mut Tx, mut select: SelectStatement) -> Result<Vec<Kept>> {
    if tx.dialect() == Dialect::Postgres {
        select.lock_with_behavior(LockType::NoKeyUpdate, LockBehavior::SkipLocked);
    }
    tx.all(Guarded::unrestricted(select, "the night's work looks at everybody's customers")).await
}
