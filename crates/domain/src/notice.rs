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
            // Of several the list they are in.
            NoticeKind::RecycleSoon if self.is_of_many() => Some("/customers?sort=recycle_at".to_owned()),
            NoticeKind::Recycled if self.is_of_many() => Some("/customers?view=pool".to_owned()),
            NoticeKind::Shared if self.is_of_many() => Some("/customers?view=shared".to_owned()),
            NoticeKind::Given
            | NoticeKind::Shared
            | NoticeKind::RecycleSoon
            | NoticeKind::Recycled
            | NoticeKind::Wanted
            | NoticeKind::Merged => self.about.filter(|_| self.name.is_some()).map(About::path),
        }
    }

    /// It tells of more than one row.
    #[must_use]
    pub fn is_of_many(&self) -> bool {
        self.detail.count.is_some_and(|count| count > 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{CustomerId, Subject};

    fn notice(kind: NoticeKind, count: Option<i64>) -> Notice {
        let about = About::new(Subject::Customer, CustomerId(7).0);
        Notice {
            id: NoticeId(1),
            kind,
            about: count.is_none().then_some(about),
            name: count.is_none().then(|| "华山".to_owned()),
            detail: NoticeDetail { count, ..NoticeDetail::default() },
            by_name: None,
            at: Moment(0),
            read: false,
        }
    }

    #[test]
    fn what_tells_of_one_leads_to_it_and_what_tells_of_many_to_their_list() {
        let path = |kind, count| notice(kind, count).path();
        assert_eq!(path(NoticeKind::Recycled, None).as_deref(), Some("/customers/7"));
        assert_eq!(path(NoticeKind::Recycled, Some(30)).as_deref(), Some("/customers?view=pool"));
        assert_eq!(path(NoticeKind::RecycleSoon, Some(2)).as_deref(), Some("/customers?sort=recycle_at"));
        assert_eq!(path(NoticeKind::Shared, Some(2)).as_deref(), Some("/customers?view=shared"));
        assert_eq!(path(NoticeKind::Given, Some(2)), None, "leads, too, are given");
        let gone = Notice { name: None, ..notice(NoticeKind::Recycled, None) };
        assert_eq!(gone.path(), None, "what one does not see any more");
    }
}
