//! An undoing while it is worked on: some rows at a time, as the import itself.
use super::super::brings::Reading;
use super::super::held::{Held, give_back};
use super::super::known::KnownChoices;
use super::super::lease::{LEASE_SECONDS, Task, lease, waiting};
use super::super::told::Stored;
use super::super::work::{Work, locks};
use super::super::written::stamps;
use super::change::{self, Since};
use super::rows;
use crate::db::Tx;
use crate::{Result, Store};
use domain::import::{Import, ImportFailure, UndoState, UndoTally};
use domain::{ImportId, PersonId, Subject};
use serde_json::json;
use std::sync::Arc;

/// Rows in one transaction.
const AT_ONCE: u64 = 200;

/// An undoing that a worker has taken up.
pub struct UndoJob {
    work: Work,
    import: Import,
    noun: Subject,
    held: Held,
    tally: UndoTally,
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
        for (id, _) in waiting(self, Task::Undo, only).await? {
            let Some(stored) = lease(self, Task::Undo, id, worker).await? else { continue };
            if let Some(job) = self.undo_job(stored, worker, reading.clone()).await? {
                return Ok(Some(job));
            }
        }
        Ok(None)
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
