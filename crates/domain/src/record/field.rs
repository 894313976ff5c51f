//! What a record of a type is asked for beside its text: of a receipt the amount.
use crate::custom::{FieldKind, plain_number, scaled};
use crate::{ChoiceId, FieldProblem, Lang, RecordFieldId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// A field of the records of one type.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordField {
    /// The id.
    pub id: RecordFieldId,
    /// The type, a value of the list of record types.
    pub of_type: ChoiceId,
    /// Name in Chinese, or the only name.
    pub name: String,
    /// English name, when there is one.
    pub name_en: Option<String>,
    /// What it holds: one of [`RecordField::KINDS`].
    pub kind: FieldKind,
    /// A record of the type is not taken without it.
    pub required: bool,
    /// Place among the fields of its type, from 0.
    pub position: i64,
    /// No longer asked for; what is there is kept.
    pub retired: bool,
}

/// A field of records as the settings page sends it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordFieldForm {
    /// Name in Chinese, or the only name.
    pub name: String,
    /// English name; blank for none.
    #[serde(default)]
    pub name_en: String,
    /// What it holds. It never changes once the field is there.
    pub kind: FieldKind,
    /// A record of the type is not taken without it.
    #[serde(default)]
    pub required: bool,
}

/// The most characters of a text.
const TEXT_MAX: usize = 2_000;
/// Digits behind the point of a number.
const DECIMALS: u8 = 4;

impl RecordField {
    /// What such a field can hold, in the order it is offered.
    pub const KINDS: [FieldKind; 4] = [FieldKind::Text, FieldKind::Number, FieldKind::Money, FieldKind::Date];

    /// The name in a language.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        match (lang, &self.name_en) {
            (Lang::En, Some(name)) => name,
            _ => &self.name,
        }
    }

    /// The field's key in forms and in what is wrong with them.
    #[must_use]
    pub fn key(id: RecordFieldId) -> String {
        format!("extra.{id}")
    }

    /// What is kept of a text that was filled in; `None` when nothing was.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(&self, text: &str) -> Result<Option<String>, FieldProblem> {
        let text = text.trim();
        if text.is_empty() {
            return if self.required { Err(FieldProblem::Required) } else { Ok(None) };
        }
        let number = |decimals| scaled(text, decimals).map(|number| plain_number(number, decimals));
        let kept = match self.kind {
            FieldKind::Number => {
                number(DECIMALS).map(|text| text.trim_end_matches('0').trim_end_matches('.').to_owned())
            }
            FieldKind::Money => number(2),
            FieldKind::Date => text.parse::<NaiveDate>().ok().map(|day| day.to_string()),
            _ if text.chars().count() > TEXT_MAX => return Err(FieldProblem::TooLong { max: TEXT_MAX }),
            _ => Some(text.to_owned()),
        };
        kept.map(Some).ok_or(FieldProblem::Malformed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(kind: FieldKind, required: bool) -> RecordField {
        let (id, of_type) = (RecordFieldId(1), ChoiceId(1));
        let name = "x".to_owned();
        RecordField { id, of_type, name, name_en: None, kind, required, position: 0, retired: false }
    }

    #[test]
    fn what_is_filled_in_is_kept_in_one_form() {
        let read = |kind, text| field(kind, false).read(text);
        assert_eq!(read(FieldKind::Money, " 12,000.5 "), Ok(Some("12000.50".to_owned())));
        assert_eq!(read(FieldKind::Number, "3.50"), Ok(Some("3.5".to_owned())));
        assert_eq!(read(FieldKind::Number, "100"), Ok(Some("100".to_owned())));
        assert_eq!(read(FieldKind::Date, "2026-11-22"), Ok(Some("2026-11-22".to_owned())));
        assert_eq!(read(FieldKind::Text, " "), Ok(None));
        assert_eq!(read(FieldKind::Money, "much"), Err(FieldProblem::Malformed));
        assert_eq!(read(FieldKind::Date, "soon"), Err(FieldProblem::Malformed));
        assert_eq!(field(FieldKind::Money, true).read(""), Err(FieldProblem::Required));
    }
}
