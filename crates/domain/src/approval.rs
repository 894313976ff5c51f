//! 审批: what one person asks for and another decides.
use crate::choice::ChoiceKind;
use crate::{About, ApprovalId, ChoiceId, Moment, PersonId};
use serde::{Deserialize, Serialize};

/// The most characters of a reason or a note.
pub const WORDS_MAX: usize = 1_000;

/// What is asked for. What happens when it is approved is the business of the noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalKind {
    /// Another level for a customer.
    Level,
}

impl ApprovalKind {
    /// All.
    pub const ALL: [Self; 1] = [Self::Level];

    /// As stored.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Level => "level",
        }
    }

    /// The kind of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// The list its old and new values are from, if they are choices.
    #[must_use]
    pub const fn choice(self) -> Option<ChoiceKind> {
        match self {
            Self::Level => Some(ChoiceKind::Level),
        }
    }
}

/// How far a request has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalState {
    /// 待审批.
    Pending,
    /// 已通过.
    Approved,
    /// 已驳回.
    Rejected,
    /// 已撤回: by the one who asked, or because the row changed hands in the meantime.
    Withdrawn,
}

impl ApprovalState {
    /// All.
    pub const ALL: [Self; 4] = [Self::Pending, Self::Approved, Self::Rejected, Self::Withdrawn];

    /// As stored.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Approved => "approved",
            Self::Rejected => "rejected",
            Self::Withdrawn => "withdrawn",
        }
    }

    /// The state of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// A part of the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalView {
    /// 待我审批.
    #[default]
    Pending,
    /// 已处理: what I decided on, and what others did that I could have.
    Handled,
    /// 已忽略.
    Ignored,
    /// 我发起的.
    Mine,
}

impl ApprovalView {
    /// All, as the inbox shows them.
    pub const ALL: [Self; 4] = [Self::Pending, Self::Handled, Self::Ignored, Self::Mine];

    /// In addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Pending => "pending",
            Self::Handled => "handled",
            Self::Ignored => "ignored",
            Self::Mine => "mine",
        }
    }

    /// The view of a key; the first for what is none.
    #[must_use]
    pub fn of(key: &str) -> Self {
        Self::from_key(key).unwrap_or_default()
    }

    /// The view of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|view| view.key() == key)
    }
}

/// A person who is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Named {
    /// Who.
    pub id: PersonId,
    /// The name.
    pub name: String,
}

/// A request, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The id.
    pub id: ApprovalId,
    /// What is asked for.
    pub kind: ApprovalKind,
    /// For which row.
    pub about: About,
    /// The name of that row; `None` when the reader does not see it any more.
    pub name: Option<String>,
    /// What the field held when it was asked for, as a form writes it.
    pub old: String,
    /// What it is to hold.
    pub new: String,
    /// Why.
    pub reason: String,
    /// Who asks.
    pub asked_by: Named,
    /// Since when.
    pub asked_at: Moment,
    /// How far it has come.
    pub state: ApprovalState,
    /// Who decided; nobody when it fell away by itself.
    pub decided_by: Option<Named>,
    /// When.
    pub decided_at: Option<Moment>,
    /// What was written with the decision.
    pub note: String,
    /// The reader may decide now.
    pub may_decide: bool,
    /// The reader may take it back.
    pub may_withdraw: bool,
    /// The reader does not want to be asked any more.
    pub ignored: bool,
}

impl Approval {
    /// What a choice was when it was asked for.
    #[must_use]
    pub fn old_choice(&self) -> Option<ChoiceId> {
        self.old.parse().ok()
    }

    /// The choice that is asked for.
    #[must_use]
    pub fn new_choice(&self) -> Option<ChoiceId> {
        self.new.parse().ok()
    }
}
