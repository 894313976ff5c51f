//! Looks for what is wrong with the data: what the database has damaged, and what does not fit together.
use crate::db::{Db, Dialect, Run};
use crate::guard::Guarded;
use crate::{Result, Store};
use domain::lead::LeadState;
use sea_query::{Expr, ExprTrait, Func, Query, SelectStatement};
use std::collections::BTreeMap;

/// Something that is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The file is damaged, in the database's own words.
    Damaged(String),
    /// Nobody who can sign in may do everything.
    NoAdministrator,
    /// People who can sign in and have no role: they see nothing.
    WithoutRole(i64),
    /// Leads in tracking whose owners can not sign in.
    OwnersShutOut(i64),
    /// Leads that no search finds.
    NotSearchable(i64),
    /// Groups of leads whose counts on tabs are wrong.
    Miscounted(i64),
    /// Leads whose next visit is not the next of their visits.
    WrongNextVisit(i64),
}

type Place = (Option<i64>, String, i64);

impl Store {
    /// Everything that is wrong with the data.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn check(&self) -> Result<Vec<Finding>> {
        let mut findings: Vec<Finding> = self.damage().await?.into_iter().map(Finding::Damaged).collect();
        if self.count(administrators()).await? == 0 && !self.is_new().await? {
            findings.push(Finding::NoAdministrator);
        }
        for (wrong, select) in [
            (Finding::WithoutRole as fn(i64) -> Finding, without_role()),
            (Finding::OwnersShutOut, owners_shut_out()),
            (Finding::NotSearchable, not_searchable(self.db.dialect())),
            (Finding::WrongNextVisit, wrong_next_visit()),
        ] {
            let count = self.count(select).await?;
            if count > 0 {
                findings.push(wrong(count));
            }
        }
        let miscounted = self.miscounted().await?;
        if miscounted > 0 {
            findings.push(Finding::Miscounted(miscounted));
        }
        Ok(findings)
    }

    /// PostgreSQL finds damage by itself, as it reads.
    async fn damage(&self) -> Result<Vec<String>> {
        let Db::Sqlite { read, .. } = &self.db else { return Ok(Vec::new()) };
        let mut said: Vec<String> = sqlx::query_scalar("PRAGMA quick_check(20)").fetch_all(read).await?;
        said.retain(|line| line != "ok");
        let orphans: Vec<(String, Option<i64>, String, i64)> =
            sqlx::query_as("PRAGMA foreign_key_check").fetch_all(read).await?;
        let orphan = |(table, row, parent, _)| format!("{table} {row:?} → {parent}");
        said.extend(orphans.into_iter().take(20).map(orphan));
        Ok(said)
    }

    async fn count(&self, select: SelectStatement) -> Result<i64> {
        let guarded = Guarded::unrestricted(select, "the check counts what is wrong for everybody");
        Ok(self.db.clone().value(guarded).await?.unwrap_or_default())
    }

    async fn miscounted(&self) -> Result<i64> {
        let places = ["owner_id", "state", "status_id"];
        let mut counted = Query::select();
        counted.columns(places).expr(Expr::col("id").count()).from("leads").group_by_columns(places);
        let mut tallied = Query::select();
        let sum = Func::cast_as(Expr::col("n").sum(), "BIGINT");
        tallied.columns(places).expr(sum).from("lead_tally").group_by_columns(places);
        let (counted, tallied) = (self.sums(counted).await?, self.sums(tallied).await?);
        let places = counted.keys().chain(tallied.keys().filter(|place| !counted.contains_key(place)));
        let wrong = places.filter(|place| {
            counted.get(place).copied().unwrap_or_default() != tallied.get(place).copied().unwrap_or_default()
        });
        Ok(i64::try_from(wrong.count()).unwrap_or(i64::MAX))
    }

    async fn sums(&self, select: SelectStatement) -> Result<BTreeMap<Place, i64>> {
        let rows: Vec<(Option<i64>, String, i64, i64)> = self
            .db
            .clone()
            .all(Guarded::unrestricted(select, "the check counts what is wrong for everybody"))
            .await?;
        Ok(rows.into_iter().map(|(owner, state, status, n)| ((owner, state, status), n)).collect())
    }
}

fn number_of(table: &'static str) -> SelectStatement {
    let mut select = Query::select();
    select.expr(Expr::col((table, "id")).count()).from(table);
    select
}

fn may_come_in(select: &mut SelectStatement) {
    select
        .and_where(Expr::col(("people", "disabled")).eq(false))
        .and_where(Expr::col(("people", "password_hash")).is_not_null());
}

fn administrators() -> SelectStatement {
    let mut select = number_of("people");
    select
        .inner_join("person_roles", Expr::col(("person_roles", "person_id")).equals(("people", "id")))
        .inner_join("roles", Expr::col(("roles", "id")).equals(("person_roles", "role_id")))
        .and_where(Expr::col(("roles", "preset")).eq(true));
    may_come_in(&mut select);
    select
}

fn without_role() -> SelectStatement {
    let mut held = Query::select();
    held.column("person_id").from("person_roles");
    let mut select = number_of("people");
    select.and_where(Expr::col(("people", "id")).not_in_subquery(held));
    may_come_in(&mut select);
    select
}

fn owners_shut_out() -> SelectStatement {
    let mut select = number_of("leads");
    select
        .inner_join("people", Expr::col(("people", "id")).equals(("leads", "owner_id")))
        .and_where(Expr::col(("leads", "state")).eq(LeadState::Claimed.key()))
        .and_where(Expr::col(("people", "disabled")).eq(true));
    select
}

fn not_searchable(dialect: Dialect) -> SelectStatement {
    let mut found = Query::select();
    found.column(if dialect == Dialect::Sqlite { "rowid" } else { "lead_id" }).from("lead_search");
    let mut select = number_of("leads");
    select.and_where(Expr::col(("leads", "id")).not_in_subquery(found));
    select
}

fn wrong_next_visit() -> SelectStatement {
    let mut next = Query::select();
    next.expr(Expr::col(("plans", "starts_at")).min())
        .from("plans")
        .and_where(Expr::col(("plans", "subject")).eq("lead"))
        .and_where(Expr::col(("plans", "state")).eq("open"))
        .and_where(Expr::col(("plans", "subject_id")).equals(("leads", "id")));
    let nothing = i64::MIN;
    let told = Func::coalesce([Expr::col(("leads", "next_visit_at")), Expr::val(nothing)]);
    let next = Func::coalesce([Expr::SubQuery(None, Box::new(next.into())), Expr::val(nothing)]);
    let mut select = number_of("leads");
    select.and_where(Expr::expr(told).ne(next));
    select
}
