//! What workers take up: imports and undoings. Several servers may have workers: a lease says whose it is.
use super::told::{Stored, columns};
use super::upload::forget_rows;
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use crate::settings::claim;
use crate::{Result, Store};
use domain::import::{Findings, ImportState, Tally, UndoState};
use domain::{ImportId, Moment};
use sea_query::{Condition, Expr, ExprTrait, Order, Query, UpdateStatement};

/// A worker that is not heard of for so long has ended.
pub(super) const LEASE_SECONDS: i64 = 20;
/// In the settings stands whose turn it is to take something up.
const TURN: &str = "import_turn";
const WHY: &str = "workers take up what people have started, and act as those people";

/// What is to be done with an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Task {
    /// Its dry run, or its run.
    Import,
    /// Taking it back.
    Undo,
}

impl Task {
    /// Waiting for a worker, or left by one.
    fn free(self, now: Moment) -> Condition {
        let busy = [ImportState::Checking, ImportState::Running].map(ImportState::key);
        Condition::all()
            .add(match self {
                Self::Import => Expr::col("state").is_in(busy),
                Self::Undo => Expr::col("undo").eq(UndoState::Running.key()),
            })
            .add(Expr::col("lease_until").is_null().or(Expr::col("lease_until").lt(now.0)))
    }

    /// Whether it writes rows.
    fn writes(self, stored: &Stored) -> bool {
        self == Self::Undo || stored.is(ImportState::Running)
    }
}

/// Imports that wait for a worker, of all or only one, with what their files are called in the folder of uploads.
/// Looked up without the write lock: most of the time nothing waits.
pub(super) async fn waiting(
    store: &Store,
    task: Task,
    only: Option<ImportId>,
) -> Result<Vec<(ImportId, String)>> {
    let mut select = Query::select();
    select
        .columns(["id", "stored_as"])
        .from("imports")
        .cond_where(task.free(store.now()))
        .order_by("step_at", Order::Asc);
    if let Some(only) = only {
        select.and_where(Expr::col("id").eq(only.0));
    }
    let rows: Vec<(i64, String)> = store.db.clone().all(Guarded::unrestricted(select, WHY)).await?;
    Ok(rows.into_iter().map(|(id, stored_as)| (ImportId(id), stored_as)).collect())
}

/// Leases an import, unless someone was quicker or rows of another are being written.
pub(super) async fn lease(store: &Store, task: Task, id: ImportId, worker: &str) -> Result<Option<Stored>> {
    let now = store.now();
    let mut tx = store.begin().await?;
    my_turn(&mut tx).await?;
    let mut select = Query::select();
    select.from("imports").cond_where(task.free(now)).and_where(Expr::col("id").eq(id.0));
    columns(&mut select);
    let Some(stored) = tx.first::<Stored, _>(Guarded::unrestricted(select, WHY)).await? else {
        return Ok(None);
    };
    if task.writes(&stored) && another_runs(&mut tx, now).await? {
        return Ok(None);
    }
    let mut update = Query::update();
    update
        .table("imports")
        .value("worker", worker)
        .value("lease_until", now.plus_seconds(LEASE_SECONDS).0)
        .and_where(Expr::col("id").eq(id.0));
    if task == Task::Import && stored.is(ImportState::Checking) {
        begin_again(&mut tx, &mut update, id).await?;
    }
    tx.run(Guarded::unrestricted(update, WHY)).await?;
    tx.commit().await?;
    Ok(Some(stored))
}

/// Holds the others off until the end of the transaction.
async fn my_turn(tx: &mut Tx) -> Result<()> {
    claim(tx, TURN, "").await?;
    let mut update = Query::update();
    update.table("settings").value("value", "").and_where(Expr::col("key").eq(TURN));
    tx.run(Guarded::unrestricted(update, "a setting belongs to the whole house")).await?;
    Ok(())
}

/// Two runs at once would not see each other's rows, and add the same lead twice.
async fn another_runs(tx: &mut Tx, now: Moment) -> Result<bool> {
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
