//! 通知: what happened that a person should know of.
use crate::approval::ApprovalState;
use crate::{About, ChoiceId, Moment, NoticeId, PersonId};
use serde::{Deserialize, Serialize};

/// What a notice tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NoticeKind {
    /// Somebody asks for something the person may decide on.
    Asked,
    /// What the person asked for was decided on, or fell away.
    Decided,
    /// The person was given rows.
    Given,
    /// Rows were shared with the person.
    Shared,
    /// A rule will soon take rows of the person back into the pool.
    RecycleSoon,
    /// A rule took rows of the person back into the pool.
    Recycled,
    /// Somebody wanted to enter what the person has already.
    Wanted,
    /// What the person has was merged with another.
    Merged,
}

impl NoticeKind {
    /// All.
    pub const ALL: [Self; 8] = [
        Self::Asked,
        Self::Decided,
        Self::Given,
        Self::Shared,
        Self::RecycleSoon,
        Self::Recycled,
        Self::Wanted,
        Self::Merged,
    ];

    /// As stored.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Decided => "decided",
            Self::Given => "given",
            Self::Shared => "shared",
            Self::RecycleSoon => "recycle_soon",
            Self::Recycled => "recycled",
            Self::Wanted => "wanted",
            Self::Merged => "merged",
        }
    }

    /// The kind of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// What a notice says beside its kind. No names of rows: they are looked up for the one who reads it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NoticeDetail {
    /// Who did it; nobody when a rule did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<PersonId>,
    /// How many rows, when it is about several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<i64>,
    /// The choice that is wished for, or was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub choice: Option<ChoiceId>,
    /// What became of a request.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<ApprovalState>,
    /// When it is to happen, or ends.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<Moment>,
    /// What somebody wrote.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl NoticeDetail {
    /// What a person did.
    #[must_use]
    pub fn by(person: PersonId) -> Self {
        Self { by: Some(person), ..Self::default() }
    }
}

/// A notification.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Notice {
    /// The id.
    pub id: NoticeId,
    /// What it tells of.
    pub kind: NoticeKind,
    /// The row it is about.
    pub about: Option<About>,
    /// The name of that row; `None` when the reader does not see it any more.
    pub name: Option<String>,
    /// What it says beside.
    pub detail: NoticeDetail,
    /// The name of who did it.
    pub by_name: Option<String>,
    /// When.
    pub at: Moment,
    /// The person has read it.
    pub read: bool,
}

impl Notice {
    /// Where one reads more.
    #[must_use]
    pub fn path(&self) -> Option<String> {
        match self.kind {
            NoticeKind::Asked => Some("/approvals".to_owned()),
            NoticeKind::Decided => Some("/approvals?view=mine".to_owned()),
            NoticeKind::Given
            | NoticeKind::Shared
            | NoticeKind::RecycleSoon
            | NoticeKind::Recycled
            | NoticeKind::Wanted
            | NoticeKind::Merged => self.about.filter(|_| self.name.is_some()).map(About::path),
        }
    }
}
