//! What a rule would do at the next midnight, before it is switched on.
use super::Pools;
use super::clock::InForce;
use crate::Result;
use crate::customers::CustomerRows;
use crate::db::Run;
use crate::guard::{Guarded, Reach};
use domain::customer::{CustomerColumn, CustomerFilter, CustomerView};
use domain::list::{Page, Paging};
use domain::pool::{Forecast, Pool, PoolRule, RuleKind};
use domain::{Moment, Permission, PoolRuleId};
use sea_query::{Condition, Expr, ExprTrait, Func, Query, SimpleExpr};

fn column(name: &'static str) -> SimpleExpr {
    Expr::col(("customers", name))
}

/// Holds or does not, also of a blank: it is negated.
fn is(name: &'static str, value: i64) -> SimpleExpr {
    column(name).is_not_null().and(column(name).eq(value))
}

/// The customers whose owners the rules of a pool are for.
fn covered(pool: &Pool) -> Condition {
    if pool.form.everyone {
        return Condition::all();
    }
    let mut holders = Query::select();
    holders
        .column(("person_roles", "person_id"))
        .from("person_roles")
        .and_where(Expr::col(("person_roles", "role_id")).is_in(pool.form.roles.iter().map(|role| role.0)));
    Condition::any()
        .add(column("owner_id").is_in(pool.form.people.iter().map(|person| person.0)))
        .add(column("owner_id").in_subquery(holders))
}

/// The customers a rule takes back by a midnight: what [`PoolRule::due`] says of one, said of all.
fn taken(pool: &Pool, rule: &PoolRule, midnight: Moment) -> Condition {
    let before = |days: i64| midnight.plus_days(-days).0;
    let since: SimpleExpr = Func::coalesce([column("tracked_at"), column("owned_at")]).into();
    let mut all = Condition::all()
        .add(column("state").eq("owned"))
        .add_option(rule.level.map(|level| is("level_id", level.0)))
        .add(covered(pool))
        .add(since.lte(before(Ord::max(rule.days, pool.form.protect_days))));
    if rule.kind == RuleKind::NoRecord {
        let last = column("last_record_at");
        all = all.add(Condition::any().add(last.clone().is_null()).add(last.lte(before(rule.days))));
    }
    all
}

/// The customers some rule that is switched on takes back by a midnight.
pub(super) fn taken_by_any(rules: &InForce, but: Option<PoolRuleId>, midnight: Moment) -> Condition {
    let others = rules.rules.iter().filter(|(_, rule)| Some(rule.id) != but);
    // Nothing is taken by none: an empty `any` would mean all.
    let none = Condition::any().add(Expr::val(1).eq(0));
    others.fold(none, |any, (pool, rule)| any.add(taken(pool, rule, midnight)))
}

pub(super) async fn count(on: &mut impl Run, condition: Condition) -> Result<i64> {
    let mut select = Query::select();
    select.expr(Expr::col(("customers", "id")).count()).from("customers").cond_where(condition);
    let told =
        Guarded::unrestricted(select, "what the rules do is told as a number to those who manage them");
    Ok(on.value(told).await?.unwrap_or_default())
}

impl Pools<'_> {
    async fn alone(&self, rule: PoolRuleId) -> Result<(Moment, Condition, Condition)> {
        let (pool, rule) = self.rule(rule).await?;
        let rules = InForce::of(&mut self.desk.db()).await?;
        let at = rules.zone.midnight(self.desk.now().plus_seconds(1));
        let by_it = taken(&pool, &rule, at);
        let by_others = taken_by_any(&rules, Some(rule.id), at);
        let anyway = Condition::all().add(by_it.clone()).add(by_others.clone());
        Ok((at, Condition::all().add(by_it).add(by_others.not()), anyway))
    }

    /// What a rule would take back at the next midnight if it were switched on; of one that is, what it will.
    ///
    /// # Errors
    /// [`domain::Problem::NotFound`] when there is no such rule.
    pub async fn forecast(&self, rule: PoolRuleId) -> Result<Forecast> {
        let (at, alone, anyway) = self.alone(rule).await?;
        let mut db = self.desk.db();
        let seen = self.desk.viewer.select::<CustomerRows>(Reach::See).and(alone.clone()).with(|select| {
            select.expr(Expr::col(("customers", "id")).count());
        });
        Ok(Forecast {
            at,
            seen: db.value(seen).await?.unwrap_or_default(),
            customers: count(&mut db, alone).await?,
            anyway: count(&mut db, anyway).await?,
        })
    }

    /// What each rule of a pool would do, in their order.
    ///
    /// # Errors
    /// As [`Pools::forecast`].
    pub async fn forecasts(&self, pool: &Pool) -> Result<Vec<Forecast>> {
        let mut forecasts = Vec::with_capacity(pool.rules.len());
        for rule in &pool.rules {
            forecasts.push(self.forecast(rule.id).await?);
        }
        Ok(forecasts)
    }

    /// The customers that go back because of a rule alone, of those the viewer may see: a list like any other.
    ///
    /// # Errors
    /// As [`Pools::forecast`]; [`domain::Problem::Invalid`] on `cursor`.
    pub async fn foreseen(&self, rule: PoolRuleId, paging: &Paging<CustomerColumn>) -> Result<Page> {
        self.desk.viewer.require(Permission::ManagePools)?;
        let (_, alone, _) = self.alone(rule).await?;
        self.desk.customers().lists().list_also(&CustomerFilter::of(CustomerView::Query), paging, alone).await
    }
}
