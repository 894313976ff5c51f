//! Works through imports, one after the other: dry runs and runs. What a server had begun when it ended is
//! gone on with by the next, or by itself when it is back.
use super::folder::Folder;
use super::look::read;
use super::reading::reading;
use crate::Site;
use domain::import::{ImportFailure, ImportState};
use domain::live::Signal;
use domain::{ImportId, Problem};
use std::collections::HashMap;
use std::time::Duration;
use store::{FileRow, ImportJob, Result, Store, UndoJob};
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

/// Rows in one transaction. More would be quicker by little, and hold others off for longer.
const AT_ONCE: usize = 500;
/// Bytes in one transaction, give or take a row. Some of these batches are held at once, and rows can be large.
const BYTES_AT_ONCE: usize = 4 << 20;
/// Workers of one server: a dry run need not wait for somebody else's run.
const WORKERS: usize = 2;
/// A lease that ran out is found by looking.
const LOOK_AGAIN: Duration = Duration::from_secs(5);
/// After so many failures in a row an import is given up.
const TRIES: u32 = 5;
/// Housekeeping is done this often.
const TIDY: u32 = 120;

/// Starts the workers of a server. They end when it closes.
pub fn start(site: &Site) {
    for _ in 0..WORKERS {
        let worker = Worker::of(site);
        tokio::spawn(worker.run());
    }
}

/// One worker.
pub struct Worker {
    store: Store,
    folder: Folder,
    limit: u64,
    closing: CancellationToken,
    name: String,
    failures: HashMap<ImportId, u32>,
}

impl Worker {
    /// A worker of a server.
    #[must_use]
    pub fn of(site: &Site) -> Self {
        Self {
            store: site.store.clone(),
            folder: Folder::of(&site.settings),
            limit: site.settings.upload_limit,
            closing: site.closing.clone(),
            name: format!("{:016x}", rand::random::<u64>()),
            failures: HashMap::new(),
        }
    }

    /// Works until the server closes.
    pub async fn run(mut self) {
        let mut signals = self.store.live().listen();
        let mut looks = 0_u32;
        while !self.closing.is_cancelled() {
            if looks.is_multiple_of(TIDY) {
                self.tidy().await;
            }
            looks = looks.wrapping_add(1);
            if let Err(error) = self.all().await {
                tracing::error!(%error, "an import broke off; it is tried again");
            }
            self.wait(&mut signals).await;
        }
    }

    /// Works through all that waits.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn all(&mut self) -> Result<()> {
        while self.one(None).await? {}
        Ok(())
    }

    /// Works through one import that waits, or through this one; whether there was one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn one(&mut self, only: Option<ImportId>) -> Result<bool> {
        if self.closing.is_cancelled() {
            return Ok(false);
        }
        let folder = self.folder.clone();
        let has = move |name: &str| folder.has(name);
        let Some(job) = self.store.take_import(&self.name, reading(), only, &has).await? else {
            return self.undo(only).await;
        };
        let id = job.import().id;
        if self.failures.get(&id).is_some_and(|failures| *failures >= TRIES) {
            let failure = store::Error::Internal(format!("import {id} failed {TRIES} times")).into_problem();
            let told = if let Problem::Broken { id } = failure { id } else { String::new() };
            job.fail(&ImportFailure::Broken { id: told }).await?;
            return Ok(true);
        }
        let outcome = work_through(job, &self.folder, self.limit, &self.closing, |_| ()).await;
        match outcome {
            Ok(()) => drop(self.failures.remove(&id)),
            Err(_) => *self.failures.entry(id).or_default() += 1,
        }
        outcome.map(|()| true)
    }

    /// Takes an import back that waits for it; whether there was one.
    async fn undo(&mut self, only: Option<ImportId>) -> Result<bool> {
        let Some(job) = self.store.take_undo(&self.name, reading(), only).await? else {
            return Ok(false);
        };
        take_back(job, &self.closing).await.map(|()| true)
    }

    async fn wait(&self, signals: &mut Receiver<std::sync::Arc<Signal>>) {
        let heard = async {
            loop {
                match signals.recv().await {
                    Ok(signal) if matches!(*signal, Signal::Import { .. }) => return,
                    Err(RecvError::Lagged(_)) => return,
                    Err(RecvError::Closed) => std::future::pending::<()>().await,
                    Ok(_) => {}
                }
            }
        };
        tokio::select! {
            () = self.closing.cancelled() => {}
            () = heard => {}
            () = tokio::time::sleep(LOOK_AGAIN) => {}
        }
    }

    async fn tidy(&self) {
        let tidied = async {
            let needed = self.store.tidy_imports().await?;
            self.folder.tidy(&needed).await.map_err(|error| store::Error::Internal(error.to_string()))
        };
        if let Err(error) = tidied.await {
            tracing::warn!(%error, "the folder of uploads could not be tidied");
        }
    }
}

/// Takes an import back, some rows at a time.
///
/// # Errors
/// When the database fails; the undoing waits for a worker again.
pub async fn take_back(mut job: UndoJob, closing: &CancellationToken) -> Result<()> {
    loop {
        match job.step().await {
            Ok(true) if closing.is_cancelled() => return job.leave().await,
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(error) => {
                // Else the lease runs out.
                let _ = job.leave().await;
                return Err(error);
            }
        }
    }
}

/// Reads the file of a job and hands its rows over. `told` hears how many were read.
///
/// # Errors
/// When the database fails; the import waits for a worker again.
pub async fn work_through(
    mut job: ImportJob,
    folder: &Folder,
    limit: u64,
    closing: &CancellationToken,
    mut told: impl FnMut(i64) + Send,
) -> Result<()> {
    let (path, source) = (folder.path(job.stored_as()), job.import().source.clone());
    // So much is read ahead while rows are being written.
    let (sender, mut receiver) = mpsc::channel::<Vec<FileRow>>(2);
    let reader = tokio::task::spawn_blocking(move || {
        let mut batch = Batch::default();
        let full = |row| batch.put(row).is_none_or(|rows| sender.blocking_send(rows).is_ok());
        read(&path, &source, limit, full)?;
        if !batch.rows.is_empty() {
            let _ = sender.blocking_send(batch.rows);
        }
        Ok(())
    });
    let mut count = 0;
    while let Some(rows) = receiver.recv().await {
        count += i64::try_from(rows.len()).unwrap_or_default();
        match job.rows(rows).await {
            Ok(true) if closing.is_cancelled() => return job.leave().await,
            Ok(true) => told(count),
            Ok(false) => return Ok(()),
            Err(error) => {
                // Else the lease runs out.
                let _ = job.leave().await;
                return Err(error);
            }
        }
    }
    let name = job.stored_as().to_owned();
    let is_run = job.import().state == ImportState::Running;
    let read = reader.await.map_err(|error| store::Error::Internal(error.to_string()))?;
    let is_over = is_run || read.is_err();
    match read {
        Ok(()) => job.end().await?,
        Err(failure) => job.fail(&failure).await?,
    }
    if is_over {
        folder.remove(&name).await;
    }
    Ok(())
}

/// Rows that are handed over together.
#[derive(Default)]
struct Batch {
    rows: Vec<FileRow>,
    bytes: usize,
}

impl Batch {
    /// Adds a row; all of them, when there are enough.
    fn put(&mut self, row: FileRow) -> Option<Vec<FileRow>> {
        self.bytes += row.cells.iter().map(|cell| cell.len() + size_of::<String>()).sum::<usize>();
        self.rows.push(row);
        let is_full = self.rows.len() == AT_ONCE || self.bytes >= BYTES_AT_ONCE;
        is_full.then(|| std::mem::take(self).rows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(cell: &str) -> FileRow {
        FileRow { line: 1, cells: vec![cell.to_owned()], problem: None }
    }

    #[test]
    fn a_batch_ends_by_rows_or_by_bytes() {
        let mut batch = Batch::default();
        let sizes = |batch: &mut Batch, cell: &str| {
            let full = (0..1_200).filter_map(|_| batch.put(row(cell)));
            full.map(|rows| rows.len()).collect::<Vec<_>>()
        };
        assert_eq!(sizes(&mut batch, "a"), [AT_ONCE, AT_ONCE]);
        assert_eq!(batch.rows.len(), 200);
        let large = "a".repeat(256 << 10);
        batch = Batch::default();
        assert_eq!(sizes(&mut batch, &large), [16; 75]);
    }
}
