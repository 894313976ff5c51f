//! The work of an import, watched at the terminal.
use super::super::{Failure, Outcome, lang, progress};
use crate::Settings;
use crate::imports::{Folder, reading, take_back, work_through};
use domain::ImportId;
use domain::import::{Import, ImportState};
use indicatif::ProgressBar;
use messages::{Key, fill, import as words};
use std::time::Duration;
use store::{Desk, Store};
use tokio_util::sync::CancellationToken;

/// A server on the same database may have taken the work up first; then it is watched.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// Where imports are worked on.
pub(super) struct Bench {
    pub(super) store: Store,
    pub(super) folder: Folder,
    limit: u64,
    worker: String,
}

impl Bench {
    pub(super) fn new(store: &Store, settings: &Settings) -> Self {
        Self {
            store: store.clone(),
            folder: Folder::of(settings),
            limit: settings.upload_limit,
            worker: format!("{:016x}", rand::random::<u64>()),
        }
    }

    /// Brings the present step to its end.
    pub(super) async fn finish(&self, desk: &Desk, id: ImportId, work: Key) -> Outcome<Import> {
        let import = self.ended(desk, id, work).await?;
        if import.state == ImportState::Stopped {
            return Err(Failure::Other(fill(lang(), Key::ImportCliStopped, &[("file", &import.file)])));
        }
        Ok(import)
    }

    /// The import when nobody is at work on it any more.
    pub(super) async fn ended(&self, desk: &Desk, id: ImportId, work: Key) -> Outcome<Import> {
        let rows = desk.imports().find(id).await?.rows;
        let bar = match rows.and_then(|rows| u64::try_from(rows).ok()) {
            Some(rows) => progress::bar(work, rows),
            None => progress::count(work),
        };
        let finished = self.watched(desk, id, &bar).await;
        bar.finish_and_clear();
        let import = finished?;
        match &import.failure {
            Some(failure) => Err(Failure::Other(words::failure(lang(), failure))),
            None => Ok(import),
        }
    }

    async fn watched(&self, desk: &Desk, id: ImportId, bar: &ProgressBar) -> Outcome<Import> {
        let show = |rows: i64| bar.set_position(u64::try_from(rows).unwrap_or_default());
        let folder = self.folder.clone();
        let has = move |name: &str| folder.has(name);
        loop {
            if let Some(job) = self.store.take_import(&self.worker, reading(), Some(id), &has).await? {
                work_through(job, &self.folder, self.limit, &CancellationToken::new(), show).await?;
            }
            if let Some(job) = self.store.take_undo(&self.worker, reading(), Some(id)).await? {
                take_back(job, &CancellationToken::new()).await?;
            }
            let import = desk.imports().find(id).await?;
            if !import.is_busy() {
                return Ok(import);
            }
            show(import.progress);
            tokio::time::sleep(LOOK_AGAIN).await;
        }
    }
}
