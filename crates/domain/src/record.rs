//! The timeline: entries that are added and amended, and never deleted.
mod field;

pub use field::{RecordField, RecordFieldForm};

use crate::{ChoiceId, Moment, PersonId, RecordId, VisitId};
use serde::{Deserialize, Serialize};

/// What an entry tells of. The first group is written by people, the rest by the product itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordKind {
    /// 处理: what was done about the lead.
    Process,
    /// A telephone call.
    Call,
    /// What was written about a customer; its type says what it is about.
    Note,
    /// What came of a visit.
    Feedback,
    /// A visit was put into the calendar.
    Scheduled,
    /// The lead came in.
    Entered,
    /// Someone took it from the pool.
    Claimed,
    /// It was given to someone.
    Assigned,
    /// Its status changed.
    Status,
    /// Tracking ended.
    Finished,
    /// Tracking was taken up again.
    Reopened,
    /// Its owner handed it on.
    Transferred,
    /// Its owner gave it up to a pool.
    GivenUp,
    /// A rule took it back into a pool.
    Recycled,
    /// It was moved to the bin.
    Binned,
    /// It was taken out of the bin.
    Restored,
    /// Another was merged into it.
    Merged,
    /// What had been merged into it was taken out again.
    Parted,
    /// Its level changed.
    Level,
    /// It was shared with someone.
    Shared,
    /// A share ended.
    Unshared,
}

impl RecordKind {
    /// All.
    pub const ALL: [Self; 21] = [
        Self::Process,
        Self::Call,
        Self::Note,
        Self::Feedback,
        Self::Scheduled,
        Self::Entered,
        Self::Claimed,
        Self::Assigned,
        Self::Status,
        Self::Finished,
        Self::Reopened,
        Self::Transferred,
        Self::GivenUp,
        Self::Recycled,
        Self::Binned,
        Self::Restored,
        Self::Merged,
        Self::Parted,
        Self::Level,
        Self::Shared,
        Self::Unshared,
    ];

    /// As stored.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Process => "process",
            Self::Call => "call",
            Self::Note => "note",
            Self::Feedback => "feedback",
            Self::Scheduled => "scheduled",
            Self::Entered => "entered",
            Self::Claimed => "claimed",
            Self::Assigned => "assigned",
            Self::Status => "status",
            Self::Finished => "finished",
            Self::Reopened => "reopened",
            Self::Transferred => "transferred",
            Self::GivenUp => "given_up",
            Self::Recycled => "recycled",
            Self::Binned => "binned",
            Self::Restored => "restored",
            Self::Merged => "merged",
            Self::Parted => "parted",
            Self::Level => "level",
            Self::Shared => "shared",
            Self::Unshared => "unshared",
        }
    }

    /// The kind of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// Written by a person, so its content may be amended.
    #[must_use]
    pub const fn is_written(self) -> bool {
        matches!(self, Self::Process | Self::Call | Self::Note | Self::Feedback)
    }
}

/// An entry of a timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The id.
    pub id: RecordId,
    /// What it tells of.
    pub kind: RecordKind,
    /// Who wrote it; `None` for what came in from outside.
    pub author: Option<PersonId>,
    /// The author's name.
    pub author_name: Option<String>,
    /// When it happened.
    pub at: Moment,
    /// What was written. For the product's own entries, the name it is about: a status, a person, a reason.
    pub content: String,
    /// The visit it belongs to.
    pub visit: Option<VisitId>,
    /// What it is about, as a value of the list of record types.
    pub of_type: Option<ChoiceId>,
    /// What was filled in beside the text, by the name of the field.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub extra: Vec<(String, String)>,
    /// How often it was amended.
    pub revisions: i64,
    /// The viewer may amend it.
    pub may_amend: bool,
}

/// A former wording of an entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    /// From 1, the first wording.
    pub number: i64,
    /// The wording.
    pub content: String,
    /// Who wrote it.
    pub author_name: Option<String>,
    /// When.
    pub at: Moment,
}

/// The most characters of a record's content.
pub const CONTENT_MAX: usize = 10_000;

/// What the process form sends.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NewRecord {
    /// What was done.
    pub content: String,
    /// `process` or `call`; process when blank.
    pub kind: Option<RecordKind>,
    /// The row's new status; unchanged when not given.
    pub status: Option<ChoiceId>,
    /// What it is about: a value of the list of record types.
    pub of_type: Option<ChoiceId>,
    /// What was filled in beside the text: the id of each [`RecordField`] of the type and its value.
    pub extra: Vec<(String, String)>,
    /// Sent again with a retry, so that one form gives one record.
    pub once: Option<String>,
}
