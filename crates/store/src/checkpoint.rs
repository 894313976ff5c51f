//! SQLite's log, copied into the database beside the work.
//!
//! By itself SQLite copies in the commit that fills the log, and that commit waits for the disk
//! (sqlite.org/wal.html, 2.1 and 2.3). Here a connection that does nothing else copies; whoever writes only helps
//! when it can not keep up.
use crate::Result;
use sqlx::SqlitePool;
use std::time::Duration;

/// How often one looks. Most times there is little to copy.
const EVERY: Duration = Duration::from_secs(1);
/// Pages after which whoever writes copies them herself: more make reading slow.
pub(crate) const MOST: &str = "30000";
/// Pages after which the log should begin anew from its start.
const LONG: i64 = 8_000;
/// So few pages are copied in a moment.
const FEW: i64 = 500;

/// What SQLite tells of a checkpoint: pages in the log, and pages of them that are copied.
struct Copied {
    pages: i64,
    copied: i64,
}

impl Copied {
    const fn rest(&self) -> i64 {
        self.pages - self.copied
    }
}

/// Copies until the pools are closed.
pub(crate) async fn keep(log: SqlitePool, write: SqlitePool) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = log.close_event() => return,
        }
        if let Err(error) = shorten(&log, &write).await
            && !log.is_closed()
        {
            tracing::warn!(%error, "SQLite's log was not copied");
        }
    }
}

async fn shorten(log: &SqlitePool, write: &SqlitePool) -> Result<()> {
    let mut done = copy(log).await?;
    while done.pages > LONG && done.rest() > FEW {
        let before = done.rest();
        done = copy(log).await?;
        if done.rest() >= before {
            break;
        }
    }
    // The log begins anew only when all of it is copied, which never is while somebody writes.
    if done.pages > LONG && done.rest() > 0 {
        copy(write).await?;
    }
    Ok(())
}

async fn copy(on: &SqlitePool) -> Result<Copied> {
    let select = "PRAGMA wal_checkpoint(PASSIVE)";
    let (_, pages, copied) = sqlx::query_as::<_, (i64, i64, i64)>(select).fetch_one(on).await?;
    Ok(Copied { pages, copied })
}
