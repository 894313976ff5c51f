//! Counts that are kept rather than counted.
use crate::db::Run;
use crate::guard::Guarded;
use crate::{Result, Store};
use sea_query::{Expr, ExprTrait, Order, Query};
use sqlx::FromRow;
use std::collections::BTreeMap;

#[derive(FromRow)]
struct Difference {
    id: i64,
    owner_id: Option<i64>,
    state: String,
    status_id: i64,
    n: i64,
}

/// Differences folded together in one transaction.
const BATCH: u64 = 4_000;
/// Below so many rows in all, adding them up is quick enough.
const ENOUGH: i64 = 6_000;

impl Store {
    /// Folds the differences of the tallies together. Run now and then; safe at any time, anywhere.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tidy_tallies(&self) -> Result<()> {
        let until = self.newest_difference().await?;
        let mut after = 0;
        while self.differences().await? > ENOUGH {
            match self.fold(after, until).await? {
                Some(last) => after = last,
                None => break,
            }
        }
        Ok(())
    }

    async fn newest_difference(&self) -> Result<i64> {
        let mut select = Query::select();
        select.column("id").from("lead_tally").order_by("id", Order::Desc).limit(1);
        let newest =
            self.db.clone().value(Guarded::unrestricted(select, "housekeeping of the tallies")).await?;
        Ok(newest.unwrap_or_default())
    }

    async fn differences(&self) -> Result<i64> {
        let mut select = Query::select();
        select.expr(Expr::col("id").count()).from("lead_tally");
        let count =
            self.db.clone().value(Guarded::unrestricted(select, "housekeeping of the tallies")).await?;
        Ok(count.unwrap_or_default())
    }

    async fn fold(&self, after: i64, until: i64) -> Result<Option<i64>> {
        let mut tx = self.begin().await?;
        let mut select = Query::select();
        select
            .columns(["id", "owner_id", "state", "status_id", "n"])
            .from("lead_tally")
            .and_where(Expr::col("id").gt(after))
            .and_where(Expr::col("id").lte(until))
            .order_by("id", Order::Asc)
            .limit(BATCH);
        let rows: Vec<Difference> =
            tx.all(Guarded::unrestricted(select, "housekeeping of the tallies")).await?;
        let Some(last) = rows.last().map(|row| row.id) else { return Ok(None) };
        let mut sums: BTreeMap<(Option<i64>, String, i64), i64> = BTreeMap::new();
        for row in &rows {
            *sums.entry((row.owner_id, row.state.clone(), row.status_id)).or_default() += row.n;
        }
        let mut delete = Query::delete();
        delete.from_table("lead_tally").and_where(Expr::col("id").is_in(rows.iter().map(|row| row.id)));
        let gone = tx.run(Guarded::unrestricted(delete, "housekeeping of the tallies")).await?;
        if gone != rows.len() as u64 {
            // Another server folds the same rows: leave them to it.
            return Ok(None);
        }
        let mut insert = Query::insert();
        insert.into_table("lead_tally").columns(["owner_id", "state", "status_id", "n"]);
        let sums: Vec<_> = sums.into_iter().filter(|(_, n)| *n != 0).collect();
        for ((owner, state, status), n) in &sums {
            insert.values_panic([(*owner).into(), state.as_str().into(), (*status).into(), (*n).into()]);
        }
        if !sums.is_empty() {
            tx.run(Guarded::unrestricted(insert, "housekeeping of the tallies")).await?;
        }
        tx.commit().await?;
        Ok(Some(last))
    }
}
