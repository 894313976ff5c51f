//! Choices and tabs.
use super::ChoiceKindWord;
use domain::ChoiceId;
use domain::choice::{Choice, ChoiceForm, ChoiceKind};
use domain::lead::TabCount;
use domain::tab::{Tab, TabForm, TabRule};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A value of a drop-down list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Choice)]
pub struct ChoiceShape {
    id: i64,
    #[schema(value_type = ChoiceKindWord)]
    kind: ChoiceKind,
    name: String,
    /// The English name, when there is one.
    name_en: Option<String>,
    colour: String,
    /// Place in the list, from 0.
    position: i64,
    /// Of a status: tracking goes on.
    open: bool,
    /// No longer offered; what has it keeps it.
    retired: bool,
    /// Of a level, what a customer of it is and gets.
    meaning: String,
}

impl From<Choice> for ChoiceShape {
    fn from(choice: Choice) -> Self {
        let Choice { id, kind, name, name_en, colour, position, open, retired, meaning } = choice;
        Self { id: id.0, kind, name, name_en, colour, position, open, retired, meaning }
    }
}

/// A choice to be added, or as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = ChoiceForm)]
#[serde(deny_unknown_fields)]
pub struct ChoiceInput {
    name: String,
    /// The English name, or blank.
    #[serde(default)]
    name_en: String,
    /// One of `grey blue teal green yellow orange red purple`.
    #[serde(default = "grey")]
    colour: String,
    /// Of a status: tracking goes on.
    #[serde(default = "yes")]
    open: bool,
    /// Of a level, what a customer of it is and gets; blank for nothing to say.
    #[serde(default)]
    meaning: String,
}

fn grey() -> String {
    domain::choice::COLOURS[0].to_owned()
}

const fn yes() -> bool {
    true
}

impl From<ChoiceInput> for ChoiceForm {
    fn from(input: ChoiceInput) -> Self {
        let ChoiceInput { name, name_en, colour, open, meaning } = input;
        Self { name, name_en, colour, open, meaning }
    }
}

/// What a tab holds.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[schema(as = TabRule)]
pub enum RuleShape {
    /// Changed today by the reader's clock.
    Today,
    /// The reader's stars.
    Focus,
    /// All of the reader's.
    All,
    /// With one of these statuses.
    Statuses {
        /// Ids of statuses.
        statuses: Vec<i64>,
    },
    /// Those a filter matches.
    Filter {
        /// As the query string of `GET /leads`.
        query: String,
    },
}

impl From<TabRule> for RuleShape {
    fn from(rule: TabRule) -> Self {
        match rule {
            TabRule::Today => Self::Today,
            TabRule::Focus => Self::Focus,
            TabRule::All => Self::All,
            TabRule::Statuses { statuses } => {
                Self::Statuses { statuses: statuses.into_iter().map(i64::from).collect() }
            }
            TabRule::Filter { query } => Self::Filter { query },
        }
    }
}

impl From<RuleShape> for TabRule {
    fn from(rule: RuleShape) -> Self {
        match rule {
            RuleShape::Today => Self::Today,
            RuleShape::Focus => Self::Focus,
            RuleShape::All => Self::All,
            RuleShape::Statuses { statuses } => {
                Self::Statuses { statuses: statuses.into_iter().map(ChoiceId).collect() }
            }
            RuleShape::Filter { query } => Self::Filter { query },
        }
    }
}

/// A tab of the work list.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Tab)]
pub struct TabShape {
    id: i64,
    name: String,
    /// The English name, when there is one.
    name_en: Option<String>,
    /// Place among the tabs, from 0.
    position: i64,
    rule: RuleShape,
}

impl From<Tab> for TabShape {
    fn from(tab: Tab) -> Self {
        let Tab { id, name, name_en, position, rule } = tab;
        Self { id: id.0, name, name_en, position, rule: rule.into() }
    }
}

/// A tab to be added, or as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = TabForm)]
#[serde(deny_unknown_fields)]
pub struct TabInput {
    name: String,
    /// The English name, or blank.
    #[serde(default)]
    name_en: String,
    rule: RuleShape,
}

impl From<TabInput> for TabForm {
    fn from(input: TabInput) -> Self {
        Self { name: input.name, name_en: input.name_en, rule: input.rule.into() }
    }
}

/// How many leads a tab holds.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = TabCount)]
pub struct TabCountShape {
    /// The tab.
    tab: i64,
    /// Leads in it.
    count: i64,
}

impl From<TabCount> for TabCountShape {
    fn from(count: TabCount) -> Self {
        Self { tab: count.tab.0, count: count.count }
    }
}
