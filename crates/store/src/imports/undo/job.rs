//! An undoing while it is worked on: some rows at a time, as the import itself.
use super::super::brings::Reading;
use super::super::claim::{LEASE_SECONDS, another_runs, my_turn};
use super::super::held::{Held, give_back};
use super::super::known::KnownChoices;
use super::super::told::{Stored, columns};
use super::super::work::{Work, locks};
use super::super::written::stamps;
use super::change::{self, Since};
use super::rows;
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use crate::{Result, Store};
use domain::import::{Import, ImportFailure, UndoState, UndoTally};
use domain::{ImportId, Moment, PersonId, Subject};
use sea_query::{Condition, Expr, ExprTrait, Order, Query};
use serde_json::json;
use std::sync::Arc;

/// Rows in one transaction.
const AT_ONCE: u64 = 200;
const WHY: &str = "workers take up what people have started, and act as those people";

/// An undoing that a worker has taken up.
pub struct UndoJob {
    work: Work,
    import: Import,
    noun: Subject,
    held: Held,
    tally: UndoTally,
}

fn free(now: Moment) -> Condition {
    Condition::all()
        .add(Expr::col("undo").eq(UndoState::Running.key()))
        .add(Expr::col("lease_until").is_null().or(Expr::col("lease_until").lt(now.0)))
}

impl Store {
    /// Takes up an undoing that waits for a worker or was left by one; of all, or only one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_undo(
        &self,
        worker: &str,
        reading: Arc<dyn Reading>,
        only: Option<ImportId>,
    ) -> Result<Option<UndoJob>> {
        let mut select = Query::select();
        select.column("id").from("imports").cond_where(free(self.now())).order_by("step_at", Order::Asc);
        if let Some(only) = only {
            select.and_where(Expr::col("id").eq(only.0));
        }
        let waiting: Vec<i64> = self.db.clone().values(Guarded::unrestricted(select, WHY)).await?;
        for id in waiting {
            let Some(stored) = self.lease_undo(ImportId(id), worker).await? else { continue };
            if let Some(job) = self.undo_job(stored, worker, reading.clone()).await? {
                return Ok(Some(job));
            }
        }
        Ok(None)
    }

    async fn lease_undo(&self, id: ImportId, worker: &str) -> Result<Option<Stored>> {
        let now = self.now();
        let mut tx = self.begin().await?;
        my_turn(&mut tx).await?;
        let mut select = Query::select();
        select.from("imports").cond_where(free(now)).and_where(Expr::col("id").eq(id.0));
        columns(&mut select);
        let stored: Option<Stored> = tx.first(Guarded::unrestricted(select, WHY)).await?;
        if stored.is_none() || another_runs(&mut tx, now).await? {
            return Ok(None);
        }
        let mut update = Query::update();
        update
            .table("imports")
            .value("worker", worker)
            .value("lease_until", now.plus_seconds(LEASE_SECONDS).0)
            .and_where(Expr::col("id").eq(id.0));
        tx.run(Guarded::unrestricted(update, WHY)).await?;
        tx.commit().await?;
        Ok(stored)
    }

    async fn undo_job(
        &self,
        stored: Stored,
        worker: &str,
        reading: Arc<dyn Reading>,
    ) -> Result<Option<UndoJob>> {
        let (id, person) = (ImportId(stored.id), PersonId(stored.person_id));
        let import = stored.told()?;
        let held = Held { id, person, worker: worker.to_owned(), state: import.state };
        let desk = self.desk_for(person, &import).await?;
        let (Some(desk), Some(noun)) = (desk, import.kind.subject()) else {
            not_allowed(self, &held).await?;
            return Ok(None);
        };
        let work = Work::on(&desk, &import, reading, &mut self.db.clone()).await?;
        let tally = import.undo.as_ref().map(|undo| undo.tally).unwrap_or_default();
        Ok(Some(UndoJob { work, import, noun, held, tally }))
    }
}

/// Whoever has begun it may not go on. It can be begun again.
async fn not_allowed(store: &Store, held: &Held) -> Result<()> {
    let failure = serde_json::to_string(&ImportFailure::NotAllowed)?;
    let mut tx = store.begin().await?;
    held.write(&mut tx, |update| {
        update.value("undo", UndoState::Open.key()).value("failure", failure);
        give_back(update);
    })
    .await?;
    tx.commit().await
}

impl UndoJob {
    /// Takes the next rows back; whether there may be more to do.
    ///
    /// # Errors
    /// When the database fails; then nothing was done to these rows, and the job must be taken up anew.
    pub async fn step(&mut self) -> Result<bool> {
        let store = self.work.desk.store.clone();
        let Some(desk) = store.desk_for(self.held.person, &self.import).await? else {
            not_allowed(&store, &self.held).await?;
            return Ok(false);
        };
        self.work.desk = desk;
        let mut tx = self.work.desk.begin().await?;
        self.work.lock = locks(&tx);
        self.work.choices = KnownChoices::held(&mut tx).await?;
        let kept = change::next(&mut tx, self.import.id, AT_ONCE).await?;
        let goes_on = !kept.is_empty();
        if goes_on {
            self.take_back(&mut tx, kept).await?;
        }
        if !self.note(&mut tx, goes_on).await? {
            return Ok(false);
        }
        self.work.tell(&mut tx).await?;
        tx.commit().await?;
        Ok(goes_on)
    }

    async fn take_back(&mut self, tx: &mut Tx, kept: Vec<change::Kept>) -> Result<()> {
        let rooms = rows::rooms(&mut self.work, tx, &kept).await?;
        let mut hosts: Vec<i64> = kept.iter().filter_map(|row| row.host_id).collect();
        hosts.sort_unstable();
        hosts.dedup();
        // A contact is held by its customer.
        stamps(tx, Subject::Customer, &hosts).await?;
        let ids: Vec<i64> = kept.iter().map(|row| row.subject_id).collect();
        let stamps = stamps(tx, self.noun, &ids).await?;
        let since = Since::of(tx, self.noun, &ids, stamps).await?;
        let done = rows::take_back(&mut self.work, tx, self.noun, kept, &since, &rooms).await?;
        self.tally.removed += done.removed;
        self.tally.restored += done.restored;
        self.tally.refused += done.refused;
        Ok(())
    }

    /// Notes how far it has come; whether the work is still this worker's.
    async fn note(&self, tx: &mut Tx, goes_on: bool) -> Result<bool> {
        let tally = serde_json::to_string(&self.tally)?;
        let lease = self.work.now().plus_seconds(LEASE_SECONDS).0;
        let mine = self
            .held
            .write(tx, |update| {
                update.value("undo_tally", tally);
                if goes_on {
                    update.value("lease_until", lease);
                } else {
                    update.value("undo", UndoState::Done.key());
                    give_back(update);
                }
            })
            .await?;
        if mine && !goes_on {
            let detail = json!({"file": self.import.file, "kind": self.import.kind, "tally": self.tally});
            self.work.desk.note(tx, "import.undone", "import", Some(self.import.id.0), &detail).await?;
        }
        Ok(mine)
    }

    /// Leaves it for another worker.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn leave(self) -> Result<()> {
        let mut tx = self.work.desk.begin().await?;
        self.held.write(&mut tx, give_back).await?;
        tx.commit().await
    }
}
