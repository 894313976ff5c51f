//! X03: an import is taken back, as a whole, for thirty days. Rows it made are removed and rows it changed are as
//! before; what somebody has touched since is left alone and named.
mod change;
mod job;
mod leads;
mod rows;

pub use job::UndoJob;

use super::{Imports, OwnImports};
use crate::Result;
use crate::db::Run;
use crate::guard::Guarded;
use domain::import::{Import, ImportState, Refused, RefusedWhy, UNDO_DAYS, UndoState, UndoTally};
use domain::{About, ImportId, Problem, Subject};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde_json::json;

/// The most rows one answer holds.
const MOST: u64 = 500;

impl Imports<'_> {
    /// Begins to take an import back.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without the permission to bring such a file in; [`Problem::WrongState`] while it runs, when
    /// it is too long ago, and when it was taken back already.
    pub async fn undo(&self, id: ImportId) -> Result<Import> {
        let import = self.find(id).await?;
        self.may_bring(import.kind)?;
        let now = self.desk.now();
        let over = [ImportState::Done, ImportState::Stopped].map(ImportState::key);
        let tally = serde_json::to_string(&UndoTally::default())?;
        let update = self
            .desk
            .viewer
            .update::<OwnImports>()
            .and(Expr::col("id").eq(id.0))
            .and(Expr::col("state").is_in(over))
            .and(Expr::col("undo").eq(UndoState::Open.key()))
            .and(Expr::col("ran_at").gt(now.plus_days(-UNDO_DAYS).0))
            .with(|update| {
                update
                    .value("undo", UndoState::Running.key())
                    .value("undo_tally", tally)
                    .value("failure", Option::<String>::None)
                    .value("step_at", now.0)
                    .value("worker", Option::<String>::None)
                    .value("lease_until", Option::<i64>::None);
            });
        let mut tx = self.desk.begin().await?;
        if tx.run(update).await? == 0 {
            return Err(Problem::WrongState.into());
        }
        let detail = json!({"file": import.file, "kind": import.kind});
        self.desk.note(&mut tx, "import.undoing", "import", Some(id.0), &detail).await?;
        self.changed(&mut tx, id);
        tx.commit().await?;
        self.find(id).await
    }

    /// The rows that were left alone, behind a line of the file.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the import is not there, or somebody else's.
    pub async fn refused(&self, id: ImportId, after: i64, limit: u32) -> Result<Vec<Refused>> {
        self.find(id).await?;
        let mut select = Query::select();
        select
            .columns(["line", "name", "subject", "subject_id", "outcome"])
            .from("import_changes")
            .and_where(Expr::col("import_id").eq(id.0))
            .and_where(Expr::col("outcome").is_in(RefusedWhy::ALL.map(RefusedWhy::key)))
            .and_where(Expr::col("line").gt(after))
            .order_by("line", Order::Asc)
            .limit(u64::from(limit).clamp(1, MOST));
        let rows: Vec<(i64, String, String, i64, String)> = self
            .desk
            .db()
            .all(Guarded::unrestricted(select, "rows of an import that was found under the guard"))
            .await?;
        let told = |(line, name, subject, id, why): (i64, String, String, i64, String)| {
            let about = About::new(Subject::from_key(&subject)?, id);
            Some(Refused { line, name, about, why: RefusedWhy::from_key(&why)? })
        };
        Ok(rows.into_iter().filter_map(told).collect())
    }
}
