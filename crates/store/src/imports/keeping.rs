//! What is kept of imports, and for how long.
use crate::db::Run;
use crate::guard::Guarded;
use crate::{Result, Store};
use domain::import::{ImportFailure, ImportState, UNDO_DAYS, UndoState};
use sea_query::{Expr, ExprTrait, Query};
use std::collections::HashSet;

/// An import that nobody goes on with is given up, and rows that needed a person are forgotten.
const DAYS: i64 = 30;

impl Store {
    /// Gives up what was left for long, and says which files of the folder of uploads are still needed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tidy_imports(&self) -> Result<HashSet<String>> {
        self.give_up_old().await?;
        self.forget_changes().await?;
        let open = ImportState::ALL.into_iter().filter(|state| !state.is_over()).map(ImportState::key);
        let mut select = Query::select();
        select.column("stored_as").from("imports").and_where(Expr::col("state").is_in(open));
        let names: Vec<String> =
            self.db.clone().values(Guarded::unrestricted(select, "housekeeping of uploads")).await?;
        Ok(names.into_iter().collect())
    }

    /// What stood in rows before an import is kept as long as the import can be undone.
    async fn forget_changes(&self) -> Result<()> {
        let long_ago = self.now().plus_days(-UNDO_DAYS).0;
        let mut old = Query::select();
        old.column("id")
            .from("imports")
            .and_where(Expr::col("undo").eq(UndoState::Open.key()))
            .and_where(Expr::col("ran_at").lt(long_ago));
        let old: Vec<i64> =
            self.db.clone().values(Guarded::unrestricted(old, "housekeeping of uploads")).await?;
        for import in old {
            let mut update = Query::update();
            update
                .table("imports")
                .value("undo", Option::<String>::None)
                .and_where(Expr::col("id").eq(import))
                .and_where(Expr::col("undo").eq(UndoState::Open.key()));
            let mut delete = Query::delete();
            delete.from_table("import_changes").and_where(Expr::col("import_id").eq(import));
            let mut tx = self.begin().await?;
            if tx.run(Guarded::unrestricted(update, "housekeeping of uploads")).await? == 1 {
                tx.run(Guarded::unrestricted(delete, "housekeeping of uploads")).await?;
            }
            tx.commit().await?;
        }
        Ok(())
    }

    async fn give_up_old(&self) -> Result<()> {
        let long_ago = self.now().plus_days(-DAYS).0;
        let idle =
            Expr::col("state").is_in([ImportState::Uploaded, ImportState::Checked].map(ImportState::key));
        let mut rows = Query::select();
        rows.column("import_id").from("import_rows");
        let mut old = Query::select();
        old.column("id")
            .from("imports")
            .and_where(Expr::col("created_at").lt(long_ago))
            .and_where(idle.clone().or(Expr::col("id").in_subquery(rows)));
        let old: Vec<i64> =
            self.db.clone().values(Guarded::unrestricted(old, "housekeeping of uploads")).await?;
        if old.is_empty() {
            return Ok(());
        }
        let mut update = Query::update();
        update
            .table("imports")
            .value("state", ImportState::Stopped.key())
            .value("failure", serde_json::to_string(&ImportFailure::FileGone)?)
            .and_where(Expr::col("id").is_in(old.iter().copied()))
            .and_where(idle);
        let mut delete = Query::delete();
        delete.from_table("import_rows").and_where(Expr::col("import_id").is_in(old));
        let mut tx = self.begin().await?;
        tx.run(Guarded::unrestricted(update, "housekeeping of uploads")).await?;
        tx.run(Guarded::unrestricted(delete, "housekeeping of uploads")).await?;
        tx.commit().await
    }
}
