//! How rows change hands.
use crate::{ChoiceId, Moment, PersonId, PoolId};
use serde::{Deserialize, Serialize};

/// A way a row changes hands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MoveKind {
    /// It was entered.
    Entered,
    /// It came in from a file.
    Imported,
    /// Somebody took it from the pool.
    Claimed,
    /// It was given to somebody.
    Assigned,
    /// Its owner handed it on.
    Transferred,
    /// Its owner gave it up.
    GivenUp,
    /// A rule took it back.
    Recycled,
    /// It went into the bin.
    Binned,
    /// It was taken out of the bin.
    Restored,
    /// It was merged into another.
    Merged,
    /// It was taken out of another again.
    Parted,
}

impl MoveKind {
    /// All.
    pub const ALL: [Self; 11] = [
        Self::Entered,
        Self::Imported,
        Self::Claimed,
        Self::Assigned,
        Self::Transferred,
        Self::GivenUp,
        Self::Recycled,
        Self::Binned,
        Self::Restored,
        Self::Merged,
        Self::Parted,
    ];

    /// As stored.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Entered => "entered",
            Self::Imported => "imported",
            Self::Claimed => "claimed",
            Self::Assigned => "assigned",
            Self::Transferred => "transferred",
            Self::GivenUp => "given_up",
            Self::Recycled => "recycled",
            Self::Binned => "binned",
            Self::Restored => "restored",
            Self::Merged => "merged",
            Self::Parted => "parted",
        }
    }

    /// The one of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// A step of a row's way through hands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Move {
    /// When.
    pub at: Moment,
    /// How.
    pub kind: MoveKind,
    /// Who had it.
    pub from: Option<(PersonId, String)>,
    /// Who has it then.
    pub to: Option<(PersonId, String)>,
    /// The pool it lay in.
    pub from_pool: Option<(PoolId, String)>,
    /// The pool it lies in then.
    pub to_pool: Option<(PoolId, String)>,
    /// Why, out of a list.
    pub reason: Option<ChoiceId>,
    /// Why, in words.
    pub note: String,
    /// Who did it; nobody when a rule did.
    pub by: Option<(PersonId, String)>,
    /// The rule did it: so many days without a record, or so many days whatever happened.
    pub rule: Option<String>,
}
