//! SQLite's log, copied into the database beside the work.
//!
//! By itself SQLite copies in the commit that fills the log, and that commit waits for the disk
//! (sqlite.org/wal.html, 2.1 and 2.3). Here a connection that does nothing else copies; whoever writes only helps
//! when it can not keep up.
use crate::{Error, Result};
use sqlx::SqlitePool;
use std::collections::HashMap;
use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use std::time::Duration;

/// How often one looks. Most times there is little to copy.
const EVERY: Duration = Duration::from_millis(100);
/// After a failure, such as a full disk. Until then whoever writes copies.
const PAUSE: Duration = Duration::from_secs(30);
/// Pages after which whoever writes copies them: more make reading slow.
pub(crate) const MOST: &str = "30000";
/// Pages after which the log should begin anew from its start.
const LONG: i64 = 3_000;

/// Database files, for having them written to the disk. Never closed: closing a handle of a database file gives up
/// the locks of this process on it (sqlite.org/howtocorrupt.html, 2.2).
static FILES: LazyLock<Mutex<HashMap<PathBuf, Arc<File>>>> = LazyLock::new(Mutex::default);

/// The log of a database, and what copies it.
pub(crate) struct Log {
    copier: SqlitePool,
    writer: SqlitePool,
    file: Arc<File>,
}

impl Log {
    /// The log of the database in a file, which is there.
    pub(crate) fn of(path: &Path, copier: SqlitePool, writer: SqlitePool) -> std::io::Result<Self> {
        let path = path.canonicalize()?;
        let mut files = FILES.lock().unwrap_or_else(PoisonError::into_inner);
        let file = match files.get(&path) {
            Some(file) => Arc::clone(file),
            None => {
                let file = Arc::new(File::open(&path)?);
                files.insert(path, Arc::clone(&file));
                file
            }
        };
        Ok(Self { copier, writer, file })
    }

    /// Keeps it short until the pools are closed.
    pub(crate) async fn keep_short(self) {
        let mut before = 0;
        loop {
            tokio::select! {
                () = tokio::time::sleep(EVERY) => {}
                () = self.copier.close_event() => return,
            }
            match self.shorten(before).await {
                Ok(pages) => before = pages,
                Err(_) if self.copier.is_closed() => {}
                Err(error) => {
                    tracing::warn!(%error, "SQLite's log was not copied");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }

    /// Copies what was written; `before` it had so many pages, and now it has so many.
    async fn shorten(&self, before: i64) -> Result<i64> {
        let pages = copy(&self.copier).await?;
        if pages > LONG && pages != before {
            // The log begins anew when all of it is copied and on the disk, which never is while somebody writes. So
            // most of it is brought there before, and what is left is done while nobody writes.
            self.sync().await?;
            copy(&self.copier).await?;
            self.sync().await?;
            return copy(&self.writer).await;
        }
        Ok(pages)
    }

    /// What was copied is on the disk.
    async fn sync(&self) -> Result<()> {
        let file = Arc::clone(&self.file);
        let synced = tokio::task::spawn_blocking(move || file.sync_data()).await;
        synced.map_err(|error| Error::Internal(error.to_string()))?.map_err(sqlx::Error::Io)?;
        Ok(())
    }
}

/// Copies what is in the log; how many pages it has.
async fn copy(on: &SqlitePool) -> Result<i64> {
    let select = "PRAGMA wal_checkpoint(PASSIVE)";
    let (_, pages, _) = sqlx::query_as::<_, (i64, i64, i64)>(select).fetch_one(on).await?;
    Ok(pages)
}
