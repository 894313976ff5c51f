//! One at a time, also between processes.
use std::fs::{self, File, TryLockError};
use std::path::Path;

use crate::shell::{Outcome, Trying, say};

/// Held until dropped; the system lets go of it when the process dies.
pub struct Held {
    _file: File,
}

fn open(path: &Path) -> Outcome<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).trying(format_args!("create {}", folder.display()))?;
    }
    File::options().create(true).append(true).open(path).trying(format_args!("open {}", path.display()))
}

/// Waits for its turn.
pub fn wait(path: &Path, what: &str) -> Outcome<Held> {
    let file = open(path)?;
    if let Err(TryLockError::WouldBlock) = file.try_lock() {
        say(format_args!("waiting for another xtask: {what}"));
        file.lock().trying(format_args!("lock {}", path.display()))?;
    }
    Ok(Held { _file: file })
}

/// Does not wait: `None` when somebody else has it.
pub fn attempt(path: &Path) -> Outcome<Option<Held>> {
    let file = open(path)?;
    match file.try_lock() {
        Ok(()) => Ok(Some(Held { _file: file })),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error).trying(format_args!("lock {}", path.display())),
    }
}
