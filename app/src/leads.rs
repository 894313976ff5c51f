//! Leads: the lists, the verbs, and their server functions.
pub mod api;
mod assign_dialog;
mod claim_dialog;
mod dialogs;
mod drawn;
mod empty;
mod finish_dialog;
mod give_up_dialog;
pub mod lead_page;
mod list_pages;
mod new_lead;
mod noun;
mod row_verbs;
mod sheet;
mod status_dialog;
mod tabs;
mod verb;
mod verbs;
pub mod wall_time;

pub use crate::list::{
    ScheduleDialog, ScheduleForm, Target, TargetLine, TestNames, Which, done_words, keep_draft, live_choices,
    new_once, open_while, say_done,
};
pub use assign_dialog::AssignDialog;
pub use claim_dialog::ClaimDialog;
pub use finish_dialog::FinishDialog;
pub use give_up_dialog::GiveUpDialog;
pub use list_pages::{PoolPage, QueryPage, WorkPage};
pub use new_lead::NewLeadPage;
pub use status_dialog::StatusDialog;
pub use verb::Verb;

use domain::lead::LeadView;
use serde::{Deserialize, Serialize};

/// A list of leads with a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LeadList {
    /// 跟踪处理: mine, over tabs.
    Work,
    /// 跟踪查询: all in my scope.
    Query,
    /// 公海: nobody's.
    Pool,
}

impl LeadList {
    /// Its standing condition.
    #[must_use]
    pub const fn view(self) -> LeadView {
        match self {
            Self::Work => LeadView::Work,
            Self::Query => LeadView::Query,
            Self::Pool => LeadView::Pool,
        }
    }
}
