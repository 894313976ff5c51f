//! Fields the administrator adds to a noun.
use crate::{FieldId, Lang};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::sync::{OnceLock, RwLock};

/// What an added field holds. It never changes once the field is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FieldKind {
    /// Text.
    Text,
    /// A number with a fixed count of decimals.
    Number,
    /// An amount of money.
    Money,
    /// A day.
    Date,
    /// One value of a drop-down list of its own.
    Choice,
    /// Several values of it.
    Choices,
    /// A person who signs in.
    Person,
    /// Yes or no.
    Flag,
}

impl FieldKind {
    /// All, in the order they are offered.
    pub const ALL: [Self; 8] = [
        Self::Text,
        Self::Number,
        Self::Money,
        Self::Date,
        Self::Choice,
        Self::Choices,
        Self::Person,
        Self::Flag,
    ];

    /// As stored and in the keys of fields.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Money => "money",
            Self::Date => "date",
            Self::Choice => "choice",
            Self::Choices => "choices",
            Self::Person => "person",
            Self::Flag => "flag",
        }
    }

    /// Whether rows can be told apart by it.
    #[must_use]
    pub const fn may_be_unique(self) -> bool {
        matches!(self, Self::Text | Self::Number | Self::Money | Self::Date)
    }

    /// Whether it holds values of a drop-down list of its own.
    #[must_use]
    pub const fn has_choices(self) -> bool {
        matches!(self, Self::Choice | Self::Choices)
    }

    /// The kind of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// The most fields that can ever be added to all nouns together, those taken away included.
pub const FIELDS_MAX: i64 = 2_000;

/// The most fields that can be added to one noun, those taken away included.
pub const FIELDS_OF_NOUN_MAX: usize = 200;

/// The most digits behind the point of a number.
pub const DECIMALS_MAX: u8 = 6;

/// A name that is made once and kept for good: of those there are at most a few for each of [`FIELDS_MAX`].
#[must_use]
pub(crate) fn kept(name: String) -> &'static str {
    static NAMES: OnceLock<RwLock<HashSet<&'static str>>> = OnceLock::new();
    let names = NAMES.get_or_init(RwLock::default);
    if let Some(known) = names.read().ok().and_then(|names| names.get(name.as_str()).copied()) {
        return known;
    }
    let made: &'static str = name.leak();
    names.write().map_or(made, |mut names| {
        names.insert(made);
        made
    })
}

/// The whole number of smallest parts a text means: `12.5` with two decimals is 1250. `None` when it is no
/// number, has more decimals, or is too large. Commas between thousands may stand.
#[must_use]
pub fn scaled(text: &str, decimals: u8) -> Option<i64> {
    let bare: String = text.trim().chars().filter(|sign| !matches!(sign, ',' | '，' | ' ')).collect();
    let (negative, digits) = bare.strip_prefix('-').map_or((false, bare.as_str()), |rest| (true, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let part = part.trim_end_matches('0');
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !all_digits(whole) || !all_digits(part) || part.len() > usize::from(decimals) {
        return None;
    }
    let number: i64 = format!("{whole}{part:0<width$}", width = usize::from(decimals)).parse().ok()?;
    Some(if negative { -number } else { number })
}

/// A number of smallest parts as text: what [`scaled`] reads.
#[must_use]
pub fn plain_number(number: i64, decimals: u8) -> String {
    if decimals == 0 {
        return number.to_string();
    }
    let width = usize::from(decimals) + 1;
    let digits = format!("{:0>width$}", number.unsigned_abs());
    let (whole, part) = digits.split_at(digits.len() - usize::from(decimals));
    format!("{}{whole}.{part}", if number < 0 { "-" } else { "" })
}

/// Which added field, and what it holds: enough to draw, sort and narrow a list by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FieldKey {
    /// Which.
    pub id: FieldId,
    /// What it holds.
    pub kind: FieldKind,
}

impl FieldKey {
    /// `number_12`: in addresses, files, the REST API, and as the name of the database column.
    #[must_use]
    pub fn key(self) -> &'static str {
        kept(format!("{}_{}", self.kind.key(), self.id))
    }

    /// The database column with the order of the field's texts.
    #[must_use]
    pub fn order_key(self) -> &'static str {
        kept(format!("{}_{}_key", self.kind.key(), self.id))
    }

    /// The database column by which two texts are the same: how they are written does not matter.
    #[must_use]
    pub fn same_key(self) -> &'static str {
        kept(format!("{}_{}_same", self.kind.key(), self.id))
    }

    /// Reads what [`FieldKey::key`] writes.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        let (kind, id) = key.rsplit_once('_')?;
        let (kind, number) = (FieldKind::from_key(kind)?, id.parse::<i64>().ok()?);
        let exact = (1..=FIELDS_MAX).contains(&number) && number.to_string() == id;
        exact.then_some(Self { id: FieldId(number), kind })
    }
}

/// A field the administrator has added.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomField {
    /// Which, and what it holds.
    pub key: FieldKey,
    /// The noun it belongs to.
    pub noun: crate::Subject,
    /// Name in Chinese, or the only name.
    pub name: String,
    /// English name, when there is one.
    pub name_en: Option<String>,
    /// Something must be there whenever a row is entered or the field is changed.
    pub required: bool,
    /// No two rows have the same.
    pub unique: bool,
    /// What a new row begins with, as a form writes it.
    pub preset: String,
    /// Digits behind the point, of a number or an amount.
    pub decimals: u8,
    /// Place among the fields of its noun, from 0.
    pub position: i64,
    /// No longer offered; what is there is kept.
    pub retired: bool,
}

/// An added field as the settings page sends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CustomFieldForm {
    /// What it holds. It never changes once the field is there.
    pub kind: FieldKind,
    /// Name in Chinese, or the only name.
    pub name: String,
    /// English name; blank for none.
    #[serde(default)]
    pub name_en: String,
    /// Something must be there whenever a row is entered or the field is changed.
    #[serde(default)]
    pub required: bool,
    /// No two rows have the same: only of the kinds that [may be](FieldKind::may_be_unique).
    #[serde(default)]
    pub unique: bool,
    /// What a new row begins with, as a form writes it.
    #[serde(default)]
    pub preset: String,
    /// Digits behind the point of a number. They never change once the field is there.
    #[serde(default)]
    pub decimals: u8,
}

impl CustomFieldForm {
    /// A field of a kind with a name, and nothing else asked of it.
    #[must_use]
    pub fn new(kind: FieldKind, name: impl Into<String>) -> Self {
        let (name, name_en, preset) = (name.into(), String::new(), String::new());
        let decimals = Self::decimals_of(kind, 0);
        Self { kind, name, name_en, required: false, unique: false, preset, decimals }
    }

    /// The decimals of a kind: a number has those that are wished for, an amount of money two.
    #[must_use]
    pub const fn decimals_of(kind: FieldKind, wished: u8) -> u8 {
        match kind {
            FieldKind::Number => wished,
            FieldKind::Money => 2,
            _ => 0,
        }
    }
}

impl CustomField {
    /// The name in a language.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        match (lang, &self.name_en) {
            (Lang::En, Some(name)) => name,
            _ => &self.name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_kept_in_their_smallest_parts() {
        let there = [
            ("12.5", 2, Some(1250)),
            ("-0.05", 2, Some(-5)),
            ("1,234", 0, Some(1234)),
            ("7.10", 1, Some(71)),
        ];
        let wrong = [
            ("1.234", 2, None),
            ("", 2, None),
            ("1e3", 0, None),
            ("--1", 0, None),
            (".5", 1, None),
            ("99999999999999999999", 0, None),
        ];
        for (text, decimals, number) in there.into_iter().chain(wrong) {
            assert_eq!(scaled(text, decimals), number, "{text}");
        }
        for (number, decimals, text) in
            [(1250, 2, "12.50"), (-5, 2, "-0.05"), (71, 1, "7.1"), (7, 0, "7"), (0, 3, "0.000")]
        {
            assert_eq!(plain_number(number, decimals), text);
            assert_eq!(scaled(text, decimals), Some(number));
        }
    }

    #[test]
    fn a_key_says_which_field_and_what_it_holds() {
        let key = FieldKey { id: FieldId(12), kind: FieldKind::Choices };
        assert_eq!(key.key(), "choices_12");
        assert_eq!(FieldKey::from_key("choices_12"), Some(key));
        for wrong in
            ["choices_0", "choices_012", "choices_+1", "choices_9999", "colour_1", "text_", "last_record"]
        {
            assert_eq!(FieldKey::from_key(wrong), None, "{wrong}");
        }
    }
}
