//! Taking an import back.
use crate::{About, Moment};
use serde::{Deserialize, Serialize};

/// So many days after its run an import can be undone.
pub const UNDO_DAYS: i64 = 30;

/// How far the undoing has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UndoState {
    /// It can be undone.
    Open,
    /// Rows are being taken back.
    Running,
    /// All that could be taken back is.
    Done,
}

impl UndoState {
    /// All.
    pub const ALL: [Self; 3] = [Self::Open, Self::Running, Self::Done];

    /// As stored.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Running => "running",
            Self::Done => "done",
        }
    }

    /// The state of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// How many rows came to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct UndoTally {
    /// Made by the import, and gone again.
    pub removed: i64,
    /// Changed by the import, and as before.
    pub restored: i64,
    /// Left alone.
    pub refused: i64,
}

impl UndoTally {
    /// Rows gone through.
    #[must_use]
    pub const fn total(&self) -> i64 {
        self.removed + self.restored + self.refused
    }
}

/// The undoing of an import, as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undo {
    /// How far it has come.
    pub state: UndoState,
    /// Until when it can be begun.
    pub until: Moment,
    /// What has been done.
    pub tally: UndoTally,
}

/// Why a row is left alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefusedWhy {
    /// Somebody changed it, or wrote, planned, shared or filed something about it.
    Changed,
    /// It is not there any more.
    Gone,
    /// The owner it would go back to has as many customers as one may.
    Full,
    /// Another row has by now what no two may have, and what stood there before.
    Taken,
}

impl RefusedWhy {
    /// All.
    pub const ALL: [Self; 4] = [Self::Changed, Self::Gone, Self::Full, Self::Taken];

    /// As stored.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Gone => "gone",
            Self::Full => "full",
            Self::Taken => "taken",
        }
    }

    /// The reason of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|why| why.key() == key)
    }
}

/// A row that was left alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refused {
    /// Its line in the file.
    pub line: i64,
    /// What the file called it.
    pub name: String,
    /// The row.
    pub about: About,
    /// Why.
    pub why: RefusedWhy,
}
