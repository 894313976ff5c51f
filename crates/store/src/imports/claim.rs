//! A worker takes an import up.
use super::brings::Reading;
use super::held::Held;
use super::job::ImportJob;
use super::lease::{Task, lease, waiting};
use super::told::Stored;
use super::work::Work;
use crate::{Result, Store};
use domain::import::{Findings, ImportFailure, ImportState};
use domain::{ImportId, PersonId};
use std::sync::Arc;

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
        let waiting = waiting(self, Task::Import, only).await?;
        for (id, _) in waiting.into_iter().filter(|(_, stored_as)| has(stored_as)) {
            let Some(stored) = lease(self, Task::Import, id, worker).await? else { continue };
            if let Some(job) = self.job(stored, worker, reading.clone()).await? {
                return Ok(Some(job));
            }
        }
        Ok(None)
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
