//! Bytes no row speaks of go; and what is missing is found.
use super::Files;
use crate::Site;
use std::time::Duration;
use store::{Result, Store};
use tokio_util::sync::CancellationToken;

/// How often it is looked whether something has to go.
const SWEEP: Duration = Duration::from_secs(10 * 60);
/// Files of one turn.
const TURN: u64 = 500;

/// Sweeps for as long as the server runs.
pub fn start(site: &Site) {
    let (store, files, closing) = (site.store.clone(), site.files.clone(), site.closing.clone());
    tokio::spawn(run(store, files, closing));
}

async fn run(store: Store, files: Files, closing: CancellationToken) {
    let mut turns = tokio::time::interval(SWEEP);
    loop {
        tokio::select! {
            () = closing.cancelled() => return,
            _ = turns.tick() => {}
        }
        match sweep(&store, &files).await {
            Ok(0) => {}
            Ok(gone) => tracing::info!(gone, "files nothing speaks of any more are gone"),
            Err(error) => tracing::warn!(%error, "files nothing speaks of any more stay"),
        }
    }
}

/// Removes all bytes that have to go; how many. Several servers may do so at once, and a crash loses nothing: what
/// was not noted as gone is asked for again.
///
/// # Errors
/// When the database or the storage fails.
pub async fn sweep(store: &Store, files: &Files) -> Result<usize> {
    let mut gone = 0;
    loop {
        let names = store.files_to_go(TURN).await?;
        if names.is_empty() {
            return Ok(gone);
        }
        for name in &names {
            files.remove(name).await?;
        }
        store.files_gone(&names).await?;
        gone += names.len();
    }
}

/// What does not fit together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Lost {
    /// Files whose bytes are not there.
    pub missing: usize,
    /// Bytes nothing speaks of.
    pub stray: usize,
}

/// Compares what the rows say with what lies in the storage.
///
/// # Errors
/// When the database or the storage fails.
pub async fn compare(store: &Store, files: &Files) -> Result<Lost> {
    // In this order: what comes in between is known by the time it is found.
    let there: std::collections::HashSet<String> = files.names().await?.into_iter().collect();
    let (rows, coming_or_going) = store.files_known().await?;
    let missing: Vec<_> = rows.difference(&there).collect();
    let stray = there.iter().filter(|name| !rows.contains(*name) && !coming_or_going.contains(*name)).count();
    // One that has just come in was not there yet when the storage was read.
    let mut lost = Lost { missing: 0, stray };
    for name in missing {
        lost.missing += usize::from(files.read(name).await.is_err());
    }
    Ok(lost)
}
