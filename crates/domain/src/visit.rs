//! A visit: something to be done at a time and a place. Its feedback closes it.
use crate::{About, Moment, PersonId, VisitId};
use serde::{Deserialize, Serialize};

/// Whether a visit has been made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum VisitState {
    /// To be made.
    Open,
    /// Made; feedback is written.
    Done,
    /// Called off.
    Cancelled,
}

impl VisitState {
    /// As stored.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Done => "done",
            Self::Cancelled => "cancelled",
        }
    }

    /// The state of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Open, Self::Done, Self::Cancelled].into_iter().find(|state| state.key() == key)
    }
}

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlanKind {
    /// 拜访: somebody goes there.
    #[default]
    Visit,
    /// 跟进计划: somebody gets in touch.
    Plan,
}

impl PlanKind {
    /// As stored.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Visit => "visit",
            Self::Plan => "plan",
        }
    }

    /// The one of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        [Self::Visit, Self::Plan].into_iter().find(|kind| kind.key() == key)
    }
}

/// A visit in the calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Visit {
    /// The id.
    pub id: VisitId,
    /// A visit, or a plan to follow up.
    pub kind: PlanKind,
    /// Whom it is for.
    pub about: About,
    /// What that is called: of a lead the contact, or the company, or the number.
    pub about_name: String,
    /// The company, when it is not the name already.
    pub company: String,
    /// Who goes.
    pub person: PersonId,
    /// The name of who goes.
    pub person_name: String,
    /// When it begins.
    pub starts_at: Moment,
    /// How long it takes.
    pub minutes: i64,
    /// Where.
    pub place: String,
    /// What to talk about.
    pub points: String,
    /// Whether it has been made.
    pub state: VisitState,
    /// What came of it.
    pub feedback: Option<String>,
    /// The viewer may write feedback, move or cancel it.
    pub may_edit: bool,
}

/// What the add-to-schedule dialog sends for one or many leads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewVisit {
    /// When it begins.
    pub starts_at: Moment,
    /// How long it takes; 60 when not given.
    #[serde(default = "an_hour")]
    pub minutes: i64,
    /// A visit when not given.
    #[serde(default)]
    pub kind: PlanKind,
    /// Where.
    #[serde(default)]
    pub place: String,
    /// What to talk about.
    #[serde(default)]
    pub points: String,
    /// Sent again with a retry, so that one dialog makes one visit for each lead.
    #[serde(default)]
    pub once: Option<String>,
}

const fn an_hour() -> i64 {
    60
}

/// Visits of one day, for a month's cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayCount {
    /// The day by the viewer's clock.
    pub day: chrono::NaiveDate,
    /// Still to be made.
    pub open: i64,
    /// Made.
    pub done: i64,
}
