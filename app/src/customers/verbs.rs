//! What can be done to customers, from a list or from a card: the verbs, and the dialogs behind them.
mod choice_dialog;
mod dialogs;
mod pool_dialog;
mod share_dialog;
mod spread_dialog;
mod unshare_dialog;

pub use dialogs::Dialogs;

use crate::list::{self, Target};
use crate::ui::Icon;
use chrono::NaiveDate;
use domain::customer::CustomerState;
use domain::{FieldProblem, Lang, Moment, Permission, Problem, Zone};
use leptos::prelude::*;
use messages::t;

/// A verb on customers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Verb {
    /// 加日程.
    Schedule,
    /// 改分类: a status, a maturity, a mark.
    Choice,
    /// 设为热点.
    Hot,
    /// 取消热点.
    Cool,
    /// 领取.
    Claim,
    /// 分配.
    Assign,
    /// 平均分配.
    Spread,
    /// 转移.
    Transfer,
    /// 放回公海.
    GiveUp,
    /// 共享.
    Share,
    /// 取消共享.
    Unshare,
    /// 删除.
    Bin,
    /// 恢复.
    Restore,
    /// 放入公海.
    IntoPool,
    /// 彻底删除.
    Purge,
}

impl Verb {
    /// All, in the order they are offered.
    pub const ALL: [Self; 15] = [
        Self::Claim,
        Self::Restore,
        Self::Schedule,
        Self::Choice,
        Self::Hot,
        Self::Cool,
        Self::Share,
        Self::Unshare,
        Self::Transfer,
        Self::Assign,
        Self::Spread,
        Self::GiveUp,
        Self::IntoPool,
        Self::Bin,
        Self::Purge,
    ];

    /// Whether it can be done to a customer in this state.
    #[must_use]
    pub const fn fits(self, state: CustomerState) -> bool {
        match self {
            Self::Claim => matches!(state, CustomerState::Pool),
            Self::Assign | Self::Spread | Self::Bin => !matches!(state, CustomerState::Bin),
            Self::Restore | Self::IntoPool | Self::Purge => matches!(state, CustomerState::Bin),
            _ => matches!(state, CustomerState::Owned),
        }
    }

    /// What one must be allowed.
    #[must_use]
    pub const fn needs(self) -> Permission {
        match self {
            Self::Schedule | Self::Choice | Self::Hot | Self::Cool => Permission::EditCustomers,
            Self::Claim => Permission::ClaimCustomers,
            Self::Assign | Self::Spread => Permission::AssignCustomers,
            Self::Transfer | Self::GiveUp => Permission::TransferCustomers,
            Self::Share | Self::Unshare => Permission::ShareCustomers,
            Self::Bin => Permission::DeleteCustomers,
            Self::Restore | Self::IntoPool | Self::Purge => Permission::ManageBin,
        }
    }

    /// It ends or removes something.
    #[must_use]
    pub const fn is_grave(self) -> bool {
        matches!(self, Self::Bin | Self::Purge)
    }

    /// Its icon and its word.
    #[must_use]
    pub fn face(self, lang: Lang) -> (Icon, &'static str) {
        match self {
            Self::Schedule => (Icon::Schedule, t!(lang, LeadsSchedule)),
            Self::Choice => (Icon::Choices, t!(lang, CustomerListChoice)),
            Self::Hot => (Icon::Hot, t!(lang, CustomerHotOn)),
            Self::Cool => (Icon::Hot, t!(lang, CustomerHotOff)),
            Self::Claim => (Icon::Claim, t!(lang, CustomerClaim)),
            Self::Assign => (Icon::Assign, t!(lang, LeadsAssign)),
            Self::Spread => (Icon::People, t!(lang, CustomerListSpread)),
            Self::Transfer => (Icon::Right, t!(lang, CustomerListTransfer)),
            Self::GiveUp => (Icon::Pool, t!(lang, LeadsGiveUp)),
            Self::Share => (Icon::Link, t!(lang, CustomerListShare)),
            Self::Unshare => (Icon::Close, t!(lang, CustomerListUnshare)),
            Self::Bin => (Icon::Trash, t!(lang, CommonDelete)),
            Self::Restore => (Icon::Reopen, t!(lang, CustomerListRestore)),
            Self::IntoPool => (Icon::Pool, t!(lang, CustomerListIntoPool)),
            Self::Purge => (Icon::Trash, t!(lang, CustomerListPurge)),
        }
    }
}

impl list::Verb for Verb {
    fn fits(self, state: &str) -> bool {
        CustomerState::from_key(state).is_none_or(|state| self.fits(state))
    }

    fn needs(self) -> Permission {
        self.needs()
    }

    fn face(self, lang: Lang) -> (Icon, &'static str) {
        self.face(lang)
    }
}

/// Which customers each verb is asked for: its dialog is open while there are some.
#[derive(Clone, Copy)]
pub struct Asked([RwSignal<Option<Target>>; Verb::ALL.len()]);

impl Asked {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self(Verb::ALL.map(|_| RwSignal::new(None)))
    }

    /// The customers a verb is asked for.
    #[must_use]
    pub const fn of(self, verb: Verb) -> RwSignal<Option<Target>> {
        self.0[verb as usize]
    }
}

impl Default for Asked {
    fn default() -> Self {
        Self::new()
    }
}

/// The end of a day as a form writes it; nothing when it is blank.
///
/// # Errors
/// [`Problem::Invalid`] on `until`.
pub fn end_of_day(zone: &Zone, day: &str) -> Result<Option<Moment>, Problem> {
    if day.trim().is_empty() {
        return Ok(None);
    }
    let day = day.trim().parse::<NaiveDate>();
    let day = day.map_err(|_| Problem::field("until", FieldProblem::Malformed))?;
    Ok(Some(zone.day(day).1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_in_the_bin_can_be_taken_out_or_purged_and_nothing_else() {
        let fits = Verb::ALL.into_iter().filter(|verb| verb.fits(CustomerState::Bin));
        assert_eq!(fits.collect::<Vec<_>>(), [Verb::Restore, Verb::IntoPool, Verb::Purge]);
    }

    #[test]
    fn each_verb_has_customers_of_its_own() {
        let mut places: Vec<_> = Verb::ALL.into_iter().map(|verb| verb as usize).collect();
        places.sort_unstable();
        assert_eq!(places, (0..Verb::ALL.len()).collect::<Vec<_>>());
    }

    #[test]
    fn a_share_lasts_until_its_last_day_is_over() {
        let until = |text| end_of_day(&Zone::default(), text);
        assert_eq!(until(" "), Ok(None));
        assert_eq!(until("2026-12-31"), Ok(Moment::parse("2026-12-31T16:00:00Z")));
        assert_eq!(until("soon"), Err(Problem::field("until", FieldProblem::Malformed)));
    }
}
