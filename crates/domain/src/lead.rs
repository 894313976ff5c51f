//! A lead: a person or company that may buy, and is not yet a customer.
mod column;
mod fields;
mod filter;

pub use column::LeadColumn;
pub use fields::{LeadDetails, LeadField};
pub use filter::{LeadFilter, LeadView};

use crate::{ChoiceId, FieldErrors, FieldProblem, LeadId, Moment, PersonId, Problem};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where a lead stands between coming in and being done with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LeadState {
    /// In the pool: nobody has it.
    Unclaimed,
    /// Someone tracks it.
    Claimed,
    /// Tracking has ended.
    Finished,
    /// It has become a customer.
    Converted,
}

impl LeadState {
    /// All, in the order a lead passes through them.
    pub const ALL: [Self; 4] = [Self::Unclaimed, Self::Claimed, Self::Finished, Self::Converted];

    /// As stored and in addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Unclaimed => "unclaimed",
            Self::Claimed => "claimed",
            Self::Finished => "finished",
            Self::Converted => "converted",
        }
    }

    /// The state of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// A lead with everything its page shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lead {
    /// The id.
    pub id: LeadId,
    /// Grows by one with every change of a field.
    pub version: i64,
    /// The seventeen fields and the remarks.
    #[serde(flatten)]
    pub details: LeadDetails,
    /// Where it stands.
    pub state: LeadState,
    /// How far tracking has come.
    pub status: ChoiceId,
    /// The intake app.
    pub intake: Option<ChoiceId>,
    /// Where it came from.
    pub source: Option<ChoiceId>,
    /// Why tracking ended.
    pub finish_reason: Option<ChoiceId>,
    /// Who tracks it.
    pub owner: Option<PersonId>,
    /// The owner's name.
    pub owner_name: Option<String>,
    /// When it came in.
    pub submitted_at: Moment,
    /// When anything about it last changed, records included.
    pub updated_at: Moment,
    /// When the last record was written.
    pub last_record_at: Option<Moment>,
    /// The next open visit.
    pub next_visit_at: Option<Moment>,
    /// The viewer's star.
    pub focus: bool,
    /// What added fields hold, by their keys, as a form writes it.
    #[serde(default)]
    pub added: BTreeMap<String, String>,
}

/// A lead to be entered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NewLead {
    /// The seventeen fields and the remarks.
    #[serde(flatten)]
    pub details: LeadDetails,
    /// The first status when not given.
    pub status: Option<ChoiceId>,
    /// The intake app.
    pub intake: Option<ChoiceId>,
    /// Where it came from.
    pub source: Option<ChoiceId>,
    /// Who is to track it; `None` puts it into the pool.
    pub owner: Option<PersonId>,
    /// When it came in; now when not given.
    pub submitted_at: Option<Moment>,
    /// What added fields are to hold, by their keys, as a form writes it.
    pub added: BTreeMap<String, String>,
}

/// A change of some fields of a lead: those of [`LeadField`], `status`, `intake`, `source`, and added fields.
pub type LeadChange = crate::edit::Change;

impl LeadDetails {
    /// Trims every field and checks it.
    ///
    /// # Errors
    /// [`Problem::Invalid`] with each wrong field: too long, malformed e-mail, or neither a contact,
    /// a company nor any way to reach it.
    pub fn check(mut self) -> Result<Self, Problem> {
        let mut errors = FieldErrors::default();
        for field in LeadField::ALL {
            let trimmed = self.get(*field).trim().to_owned();
            if let Some(problem) = field.problem_with(&trimmed) {
                errors.add(field.key(), problem);
            }
            self.set(*field, trimmed);
        }
        let names = [LeadField::Contact, LeadField::Company, LeadField::Nickname];
        let ways = [LeadField::Mobile, LeadField::Phone, LeadField::Email, LeadField::Wechat, LeadField::Qq];
        if names.iter().chain(&ways).all(|field| self.get(*field).is_empty()) {
            errors.add(LeadField::Contact.key(), FieldProblem::Required);
        }
        errors.into_result()?;
        Ok(self)
    }
}

/// How many leads a tab, or another named part of the leads, holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TabCount {
    /// The tab.
    pub tab: crate::TabId,
    /// Leads in it.
    pub count: i64,
}
