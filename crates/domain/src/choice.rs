//! Configurable drop-down lists: one table of choices for all of them.
use crate::custom::{FIELDS_MAX, kept};
use crate::{ChoiceId, FieldId, Lang};
use serde::{Deserialize, Serialize};

/// Which list a choice belongs to.
/// It travels as its key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum ChoiceKind {
    /// How far the tracking of a lead has come.
    Status,
    /// Where a lead came from.
    Source,
    /// Why tracking ended.
    FinishReason,
    /// The intake app a lead came in through.
    Intake,
    /// Where a customer stands.
    CustomerStatus,
    /// The class of a customer.
    Level,
    /// What a customer is to us.
    CustomerType,
    /// A sort of customers.
    Category,
    /// A line of business.
    Industry,
    /// How large an organisation is.
    Size,
    /// How near a customer is to buying.
    Maturity,
    /// A mark on a customer.
    Mark,
    /// What a customer is worth in sales.
    SalesLevel,
    /// How far a customer is trusted to pay.
    Credit,
    /// A country.
    Country,
    /// A province.
    Region,
    /// Why a customer is given up.
    PoolReason,
    /// What a record of a customer is about.
    RecordType,
    /// The values of an added field.
    Added(FieldId),
}

impl ChoiceKind {
    /// All but those of added fields, in the order the settings page shows them.
    pub const ALL: [Self; 18] = [
        Self::Status,
        Self::Source,
        Self::FinishReason,
        Self::Intake,
        Self::CustomerStatus,
        Self::Level,
        Self::CustomerType,
        Self::Category,
        Self::Industry,
        Self::Size,
        Self::Maturity,
        Self::Mark,
        Self::SalesLevel,
        Self::Credit,
        Self::Country,
        Self::Region,
        Self::PoolReason,
        Self::RecordType,
    ];

    /// As stored and in addresses.
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Status => "status",
            Self::Source => "source",
            Self::FinishReason => "finish_reason",
            Self::Intake => "intake",
            Self::CustomerStatus => "customer_status",
            Self::Level => "level",
            Self::CustomerType => "customer_type",
            Self::Category => "category",
            Self::Industry => "industry",
            Self::Size => "size",
            Self::Maturity => "maturity",
            Self::Mark => "mark",
            Self::SalesLevel => "sales_level",
            Self::Credit => "credit",
            Self::Country => "country",
            Self::Region => "region",
            Self::PoolReason => "pool_reason",
            Self::RecordType => "record_type",
            Self::Added(field) => kept(format!("field_{field}")),
        }
    }

    /// The list of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        let fixed = Self::ALL.into_iter().find(|kind| kind.key() == key);
        fixed.or_else(|| {
            let id: i64 = key.strip_prefix("field_")?.parse().ok()?;
            (1..=FIELDS_MAX).contains(&id).then_some(Self::Added(FieldId(id)))
        })
    }
}

impl From<ChoiceKind> for String {
    fn from(kind: ChoiceKind) -> Self {
        kind.key().to_owned()
    }
}

impl TryFrom<String> for ChoiceKind {
    type Error = String;

    fn try_from(key: String) -> Result<Self, String> {
        Self::from_key(&key).ok_or_else(|| format!("unknown list {key}"))
    }
}

/// The colours a choice may wear: names of tokens in the style sheet.
pub const COLOURS: [&str; 8] = ["grey", "blue", "teal", "green", "yellow", "orange", "red", "purple"];

impl ChoiceId {
    /// In a condition or a count: nothing was chosen.
    pub const NONE: Self = Self(0);
}

/// A value of a drop-down list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its id; stays when it is renamed.
    pub id: ChoiceId,
    /// The list.
    pub kind: ChoiceKind,
    /// The name in Chinese, or in the one language the administrator wrote.
    pub name: String,
    /// The English name, when there is one.
    pub name_en: Option<String>,
    /// One of [`COLOURS`].
    pub colour: String,
    /// Place in the list, from 0.
    pub position: i64,
    /// Of a status: tracking goes on.
    pub open: bool,
    /// No longer offered; what has it keeps it.
    pub retired: bool,
    /// What it means: of a level, what a customer of it is and gets.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub meaning: String,
}

impl Choice {
    /// The name in a language.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        match (lang, &self.name_en) {
            (Lang::En, Some(name)) => name,
            _ => &self.name,
        }
    }
}

/// A choice as the settings page sends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChoiceForm {
    /// Name in Chinese or the only name.
    pub name: String,
    /// English name; blank for none.
    #[serde(default)]
    pub name_en: String,
    /// One of [`COLOURS`].
    #[serde(default = "grey")]
    pub colour: String,
    /// Of a status: tracking goes on.
    #[serde(default = "yes")]
    pub open: bool,
    /// What it means; blank for nothing to say.
    #[serde(default)]
    pub meaning: String,
}

fn grey() -> String {
    COLOURS[0].to_owned()
}

const fn yes() -> bool {
    true
}
