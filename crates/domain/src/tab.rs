//! The tabs of the work list.
use crate::lead::LeadFilter;
use crate::{ChoiceId, Lang, TabId};
use serde::{Deserialize, Serialize};

/// What a tab holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum TabRule {
    /// 今日更新: changed today by the viewer's clock.
    Today,
    /// 重点关注: the viewer's stars.
    Focus,
    /// 全部: all of mine.
    All,
    /// Leads with one of these statuses.
    Statuses {
        /// The statuses.
        statuses: Vec<ChoiceId>,
    },
    /// Leads that a saved filter matches.
    Filter {
        /// A query string as [`crate::lead::LeadFilter`] reads it.
        query: String,
    },
}

impl TabRule {
    /// The kinds, in the order they are offered.
    pub const KINDS: [&str; 5] = ["statuses", "filter", "today", "focus", "all"];

    /// The kind.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Today => "today",
            Self::Focus => "focus",
            Self::All => "all",
            Self::Statuses { .. } => "statuses",
            Self::Filter { .. } => "filter",
        }
    }

    /// What the fields of a form say together. The query may be the whole address of the query page.
    #[must_use]
    pub fn of_form(kind: &str, statuses: Vec<ChoiceId>, query: &str) -> Self {
        match kind {
            "today" => Self::Today,
            "focus" => Self::Focus,
            "all" => Self::All,
            "filter" => Self::Filter { query: LeadFilter::of_address(query).to_query() },
            _ => Self::Statuses { statuses },
        }
    }
}

/// A tab of the work list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tab {
    /// The id.
    pub id: TabId,
    /// Name in Chinese, or the only name.
    pub name: String,
    /// English name, when there is one.
    pub name_en: Option<String>,
    /// Place among the tabs, from 0.
    pub position: i64,
    /// What it holds.
    pub rule: TabRule,
}

impl Tab {
    /// The name in a language.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        match (lang, &self.name_en) {
            (Lang::En, Some(name)) => name,
            _ => &self.name,
        }
    }
}

/// A tab as the settings page sends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TabForm {
    /// Name in Chinese, or the only name.
    pub name: String,
    /// English name; blank for none.
    #[serde(default)]
    pub name_en: String,
    /// What it holds.
    pub rule: TabRule,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_address_is_taken_as_its_filter() {
        let pasted = " https://crm.example.com/leads/query?q=%E5%BC%A0&source=2&cursor=abc&sort=-updated_at ";
        let rule = TabRule::of_form("filter", Vec::new(), pasted);
        assert_eq!(rule, TabRule::Filter { query: "q=%E5%BC%A0&source=2".into() });
        assert_eq!(LeadFilter::of_address("source=2"), LeadFilter::of_address("/leads/query?source=2"));
    }

    #[test]
    fn every_kind_survives_its_form() {
        for kind in TabRule::KINDS {
            assert_eq!(TabRule::of_form(kind, vec![ChoiceId(1)], "source=2").kind(), kind);
        }
    }
}
