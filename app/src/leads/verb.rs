//! What can be done to many leads.
use crate::list;
use crate::ui::Icon;
use domain::lead::LeadState;
use domain::{Lang, Permission};
use messages::t;

/// A verb on many leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// 加关注.
    Star,
    /// 取消关注.
    Unstar,
    /// 加日程.
    Schedule,
    /// 改状态.
    Status,
    /// 完结.
    Finish,
    /// 重新跟踪.
    Reopen,
    /// 分配.
    Assign,
    /// 领取.
    Claim,
    /// 放回公海.
    GiveUp,
}

impl Verb {
    /// Whether it can be done to a lead in this state.
    #[must_use]
    pub const fn fits(self, state: LeadState) -> bool {
        match self {
            Self::Star | Self::Unstar | Self::Status => true,
            Self::Schedule | Self::Finish | Self::GiveUp => matches!(state, LeadState::Claimed),
            Self::Reopen => matches!(state, LeadState::Finished),
            Self::Assign => matches!(state, LeadState::Unclaimed | LeadState::Claimed),
            Self::Claim => matches!(state, LeadState::Unclaimed),
        }
    }

    /// What one must be allowed.
    #[must_use]
    pub const fn needs(self) -> Permission {
        match self {
            Self::Star | Self::Unstar => Permission::ViewLeads,
            Self::Schedule | Self::Status => Permission::EditLeads,
            Self::Finish => Permission::FinishLeads,
            Self::Reopen => Permission::ReopenLeads,
            Self::Assign => Permission::AssignLeads,
            Self::Claim | Self::GiveUp => Permission::ClaimLeads,
        }
    }
}

impl list::Verb for Verb {
    fn fits(self, state: &str) -> bool {
        LeadState::from_key(state).is_none_or(|state| self.fits(state))
    }

    fn needs(self) -> Permission {
        self.needs()
    }

    fn face(self, lang: Lang) -> (Icon, &'static str) {
        match self {
            Self::Star => (Icon::Star, t!(lang, LeadsStar)),
            Self::Unstar => (Icon::Starred, t!(lang, LeadsUnstar)),
            Self::Schedule => (Icon::Schedule, t!(lang, LeadsSchedule)),
            Self::Status => (Icon::Choices, t!(lang, LeadsSetStatus)),
            Self::Finish => (Icon::Finish, t!(lang, LeadsFinish)),
            Self::Reopen => (Icon::Reopen, t!(lang, LeadsReopen)),
            Self::Assign => (Icon::Assign, t!(lang, LeadsAssign)),
            Self::Claim => (Icon::Claim, t!(lang, LeadsClaim)),
            Self::GiveUp => (Icon::Pool, t!(lang, LeadsGiveUp)),
        }
    }
}
