//! A worker takes an import up. Several servers may have workers: a lease says whose it is.
use super::brings::Reading;
use super::held::Held;
use super::job::ImportJob;
use super::told::{Stored, columns};
use super::upload::forget_rows;
use super::work::Work;
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use crate::settings::claim;
use crate::{Result, Store};
use domain::import::{Findings, ImportFailure, ImportState, Tally, UndoState};
use domain::{ImportId, Moment, PersonId};
use sea_query::{Condition, Expr, ExprTrait, Order, Query, UpdateStatement};
use std::sync::Arc;

/// A worker that is not heard of for so long has ended.
pub(super) const LEASE_SECONDS: i64 = 20;
/// In the settings stands whose turn it is to take an import up.
const TURN: &str = "import_turn";
const WHY: &str = "workers take up what people have started, and act as those people";

/// Waiting for a worker, or left by one.
fn free(now: Moment) -> Condition {
    let busy = [ImportState::Checking, ImportState::Running].map(ImportState::key);
    Condition::all()
        .add(Expr::col("state").is_in(busy))
        .add(Expr::col("lease_until").is_null().or(Expr::col("lease_until").lt(now.0)))
}

impl Store {
    /// Takes up an import that waits for a worker or was left by one; of all, or only one. `has` says
    /// whether its file is at hand.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_import(
        &self,
        worker: &str,
        reading: Arc<dyn Reading>,
        only: Option<ImportId>,
        has: &(dyn Fn(&str) -> bool + Send + Sync),
    ) -> Result<Option<ImportJob>> {
        let mut select = Query::select();
        select
            .columns(["id", "stored_as"])
            .from("imports")
            .cond_where(free(self.now()))
            .order_by("step_at", Order::Asc);
        if let Some(only) = only {
            select.and_where(Expr::col("id").eq(only.0));
        }
        // Looked up without the write lock first: most of the time nothing waits.
        let waiting: Vec<(i64, String)> = self.db.clone().all(Guarded::unrestricted(select, WHY)).await?;
        for (id, _) in waiting.into_iter().filter(|(_, stored_as)| has(stored_as)) {
            let Some(stored) = self.lease(ImportId(id), worker).await? else { continue };
            if let Some(job) = self.job(stored, worker, reading.clone()).await? {
                return Ok(Some(job));
            }
        }
        Ok(None)
    }

    /// Leases an import, unless someone was quicker or another import is being written.
    async fn lease(&self, id: ImportId, worker: &str) -> Result<Option<Stored>> {
        let now = self.now();
        let mut tx = self.begin().await?;
        my_turn(&mut tx).await?;
        let mut select = Query::select();
        select.from("imports").cond_where(free(now)).and_where(Expr::col("id").eq(id.0));
        columns(&mut select);
        let Some(stored) = tx.first::<Stored, _>(Guarded::unrestricted(select, WHY)).await? else {
            return Ok(None);
        };
        if stored.is(ImportState::Running) && another_runs(&mut tx, now).await? {
            return Ok(None);
        }
        let mut update = Query::update();
        update
            .table("imports")
            .value("worker", worker)
            .value("lease_until", now.plus_seconds(LEASE_SECONDS).0)
            .and_where(Expr::col("id").eq(id.0));
        if stored.is(ImportState::Checking) {
            begin_again(&mut tx, &mut update, id).await?;
        }
        tx.run(Guarded::unrestricted(update, WHY)).await?;
        tx.commit().await?;
        Ok(Some(stored))
    }

    async fn job(
        &self,
        stored: Stored,
        worker: &str,
        reading: Arc<dyn Reading>,
    ) -> Result<Option<ImportJob>> {
        let (id, person, stored_as) =
            (ImportId(stored.id), PersonId(stored.person_id), stored.stored_as.clone());
        let mut import = stored.told()?;
        if import.state == ImportState::Checking {
            import.progress = 0;
            import.checked = None;
            import.findings = Findings::default();
        }
        let held = Held { id, person, worker: worker.to_owned(), state: import.state };
        let Some(desk) = self.desk_for(person, &import).await? else {
            held.fail(self, &ImportFailure::NotAllowed).await?;
            return Ok(None);
        };
        let work = Work::on(&desk, &import, reading, &mut self.db.clone()).await?;
        Ok(Some(ImportJob::new(work, import, stored_as, held).await?))
    }
}

/// Holds the others off until the end of the transaction.
pub(super) async fn my_turn(tx: &mut Tx) -> Result<()> {
    claim(tx, TURN, "").await?;
    let mut update = Query::update();
    update.table("settings").value("value", "").and_where(Expr::col("key").eq(TURN));
    tx.run(Guarded::unrestricted(update, "a setting belongs to the whole house")).await?;
    Ok(())
}

/// Two runs at once would not see each other's rows, and add the same lead twice.
pub(super) async fn another_runs(tx: &mut Tx, now: Moment) -> Result<bool> {
    let mut select = Query::select();
    select
        .column("id")
        .from("imports")
        .and_where(
            Expr::col("state")
                .eq(ImportState::Running.key())
                .or(Expr::col("undo").eq(UndoState::Running.key())),
        )
        .and_where(Expr::col("lease_until").gte(now.0))
        .limit(1);
    Ok(tx.value::<i64, _>(Guarded::unrestricted(select, WHY)).await?.is_some())
}

/// A dry run writes nothing, so one that was left begins anew.
async fn begin_again(tx: &mut Tx, update: &mut UpdateStatement, id: ImportId) -> Result<()> {
    update
        .value("progress", 0_i64)
        .value("checked", serde_json::to_string(&Tally::default())?)
        .value("findings", serde_json::to_string(&Findings::default())?);
    forget_rows(tx, id, true).await
}
