//! The rules of pools: added, switched on and off, taken away; never changed, so that the history they made stays true.
use super::{Pools, rows};
use crate::Result;
use crate::choices;
use crate::db::Tx;
use crate::guard::Guarded;
use domain::choice::ChoiceKind;
use domain::pool::{DAYS_MAX, NewRule, Pool, PoolRule};
use domain::{FieldProblem, Permission, PoolId, PoolRuleId, Problem};
use sea_query::{Expr, ExprTrait, Query, UpdateStatement};
use serde_json::json;

impl Pools<'_> {
    /// Adds a rule to a pool. It begins switched off, so that one can see first what it would do.
    ///
    /// # Errors
    /// [`Problem::Invalid`] on `days` or `level`.
    pub async fn add_rule(&self, pool: PoolId, new: NewRule) -> Result<PoolRuleId> {
        self.desk.viewer.require(Permission::ManagePools)?;
        if !(1..=DAYS_MAX).contains(&new.days) {
            return Err(Problem::field("days", FieldProblem::Malformed).into());
        }
        let mut tx = self.desk.begin().await?;
        if let Some(level) = new.level {
            choices::hold_for(&mut tx, ChoiceKind::Level, "level", level).await?;
        }
        let there = self.held(&mut tx).await?;
        there.iter().find(|other| other.id == pool).ok_or(Problem::NotFound)?;
        let mut insert = Query::insert();
        insert
            .into_table("pool_rules")
            .columns(["pool_id", "kind", "days", "level_id"])
            .values_panic([
                pool.0.into(),
                new.kind.key().into(),
                new.days.into(),
                new.level.map(i64::from).into(),
            ])
            .returning_col("id");
        let id = tx.insert(Guarded::unrestricted(insert, "pools are managed by permission")).await?;
        let detail = json!({"rule": id, "kind": new.kind.key(), "days": new.days, "level": new.level});
        self.desk.note(&mut tx, "pool.rule_added", "pool", Some(pool.0), &detail).await?;
        self.done(tx).await?;
        Ok(PoolRuleId(id))
    }

    /// Switches a rule on or off. What it takes back goes at the next midnight, not at once.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when there is no such rule.
    pub async fn switch_rule(&self, rule: PoolRuleId, on: bool) -> Result<()> {
        let (mut tx, pool, old) = self.opened(rule).await?;
        if old.since.is_some() == on {
            return Ok(());
        }
        let since = on.then(|| self.desk.now().0);
        let mut update = of(rule);
        update.value("enabled", i64::from(on)).value("since", since);
        tx.run(Guarded::unrestricted(update, "pools are managed by permission")).await?;
        let action = if on { "pool.rule_on" } else { "pool.rule_off" };
        let detail = json!({"rule": rule, "kind": old.kind.key(), "days": old.days, "level": old.level});
        self.desk.note(&mut tx, action, "pool", Some(pool.id.0), &detail).await?;
        self.done(tx).await
    }

    /// Takes a rule away. The history of what it did still names it.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when there is no such rule.
    pub async fn remove_rule(&self, rule: PoolRuleId) -> Result<()> {
        let (mut tx, pool, old) = self.opened(rule).await?;
        let mut update = of(rule);
        update.value("enabled", 0_i64).value("retired", 1_i64);
        tx.run(Guarded::unrestricted(update, "pools are managed by permission")).await?;
        let detail = json!({"rule": rule, "kind": old.kind.key(), "days": old.days, "level": old.level});
        self.desk.note(&mut tx, "pool.rule_removed", "pool", Some(pool.id.0), &detail).await?;
        self.done(tx).await
    }

    /// A transaction that holds the pools, a rule and its pool.
    async fn opened(&self, rule: PoolRuleId) -> Result<(Tx, Pool, PoolRule)> {
        self.desk.viewer.require(Permission::ManagePools)?;
        let mut tx = self.desk.begin().await?;
        let pools = self.held(&mut tx).await?;
        let (pool, rule) = find(pools, rule)?;
        Ok((tx, pool, rule))
    }

    /// A rule and its pool.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when there is no such rule.
    pub async fn rule(&self, rule: PoolRuleId) -> Result<(Pool, PoolRule)> {
        self.desk.viewer.require(Permission::ManagePools)?;
        Ok(find(rows::all(&mut self.desk.db()).await?, rule)?)
    }
}

fn of(rule: PoolRuleId) -> UpdateStatement {
    let mut update = Query::update();
    update.table("pool_rules").and_where(Expr::col("id").eq(rule.0));
    update
}

fn find(pools: Vec<Pool>, rule: PoolRuleId) -> Result<(Pool, PoolRule), Problem> {
    let has = |pool: &Pool| pool.rules.iter().find(|known| known.id == rule).cloned();
    let found = pools.into_iter().find_map(|pool| has(&pool).map(|rule| (pool, rule)));
    found.ok_or(Problem::NotFound)
}
