//! Counts that are kept rather than counted: what changes writes differences, which are added up when somebody asks, and
//! folded together now and then.
use crate::db::Run as _;
use crate::guard::Guarded;
use crate::{Error, Result, Store};
use sea_query::{Expr, ExprTrait, Order, Query, SimpleExpr};

/// A table of differences: the columns it tells apart, the owner among them, and `n`.
struct Tally {
    table: &'static str,
    columns: &'static [&'static str],
}

const ALL: [Tally; 2] = [
    Tally { table: "lead_tally", columns: &["owner_id", "state", "status_id"] },
    Tally {
        table: "customer_tally",
        columns: &["owner_id", "state", "pool_id", "security", "hot", "level_id", "status_id"],
    },
];

/// Differences folded together in one transaction: so few that nobody waits long for it.
const BATCH: u64 = 2_000;
/// Below so many of one owner, adding them up is quick enough.
const ENOUGH: i64 = 150;

impl Store {
    /// Folds the differences of the tallies together. Run now and then; safe at any time, anywhere.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tidy_tallies(&self) -> Result<()> {
        for tally in &ALL {
            for owner in self.with_many(tally).await? {
                while self.fold(tally, owner).await? {}
            }
        }
        Ok(())
    }

    /// The owners of whom there are many differences; `None` is nobody.
    async fn with_many(&self, tally: &Tally) -> Result<Vec<Option<i64>>> {
        let mut select = Query::select();
        select
            .column("owner_id")
            .from(tally.table)
            .group_by_col("owner_id")
            .and_having(Expr::col("id").count().gt(ENOUGH));
        self.db.clone().values(Guarded::unrestricted(select, "housekeeping of the tallies")).await
    }

    /// Folds the oldest differences of one owner; whether that was worth it.
    async fn fold(&self, tally: &Tally, owner: Option<i64>) -> Result<bool> {
        let of_owner =
            owner.map_or_else(|| Expr::col("owner_id").is_null(), |id| Expr::col("owner_id").eq(id));
        let mut oldest = Query::select();
        oldest.column("id").from(tally.table).and_where(of_owner).order_by("id", Order::Asc).limit(BATCH);
        let mut tx = self.begin().await?;
        let ids: Vec<i64> = tx.values(Guarded::unrestricted(oldest, "housekeeping of the tallies")).await?;
        let oldest = || Expr::col("id").is_in(ids.iter().copied());
        let written =
            tx.run(Guarded::unrestricted(tally.sums(oldest())?, "housekeeping of the tallies")).await?;
        if written * 2 > ids.len() as u64 {
            return Ok(false);
        }
        let mut delete = Query::delete();
        delete.from_table(tally.table).and_where(oldest());
        let gone = tx.run(Guarded::unrestricted(delete, "housekeeping of the tallies")).await?;
        if gone != ids.len() as u64 {
            // Another server folds the same rows: leave them to it.
            return Ok(false);
        }
        tx.commit().await?;
        Ok(i64::try_from(ids.len()).unwrap_or_default() > ENOUGH)
    }
}

impl Tally {
    /// What puts the sums of some differences beside them.
    fn sums(&self, which: SimpleExpr) -> Result<sea_query::InsertStatement> {
        let mut sums = Query::select();
        sums.columns(self.columns.iter().copied())
            .expr(Expr::cust(r#"CAST(SUM("n") AS BIGINT)"#))
            .from(self.table)
            .and_where(which)
            .group_by_columns(self.columns.iter().copied())
            .and_having(Expr::cust(r#"SUM("n") <> 0"#));
        let mut insert = Query::insert();
        insert.into_table(self.table).columns(self.columns.iter().copied().chain(["n"]));
        insert.select_from(sums).map_err(|error| Error::Internal(error.to_string()))?;
        Ok(insert)
    }
}
