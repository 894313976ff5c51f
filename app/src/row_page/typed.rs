//! What was typed into a form with the fields of a row, field by field.
use domain::custom::{FieldKey, FieldKind};
use domain::edit::Change;
use domain::twin::CONFIRM;
use domain::{FieldErrors, FieldProblem, Subject};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::str::FromStr;

/// Field → text, as the form sends it. A choice is written as its id, several with commas between them: the boxes
/// of a field, each with a name of its own, are put together.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(from = "BTreeMap<String, String>", into = "BTreeMap<String, String>")]
pub struct Typed(pub BTreeMap<String, String>);

impl From<Typed> for BTreeMap<String, String> {
    fn from(typed: Typed) -> Self {
        typed.0
    }
}

impl From<BTreeMap<String, String>> for Typed {
    fn from(sent: BTreeMap<String, String>) -> Self {
        let (boxes, mut fields): (Vec<_>, BTreeMap<_, _>) = {
            let (boxes, fields): (Vec<_>, Vec<_>) =
                sent.into_iter().partition(|(name, _)| of_box(name).is_some());
            (boxes, fields.into_iter().collect())
        };
        let mut chosen: BTreeMap<String, Vec<i64>> = BTreeMap::new();
        for (field, id) in boxes.iter().filter_map(|(name, _)| of_box(name)) {
            chosen.entry(field.to_owned()).or_default().push(id);
        }
        fields.extend(chosen.into_iter().map(|(field, ids)| (field, in_order(ids))));
        Self(fields)
    }
}

/// The field and the value of a box: `contacts.0.choices_7.12`.
fn of_box(name: &str) -> Option<(&str, i64)> {
    let (field, id) = name.rsplit_once('.')?;
    let key = FieldKey::from_key(field.rsplit_once('.').map_or(field, |(_, key)| key))?;
    Some((field, id.parse().ok()?)).filter(|_| key.kind == FieldKind::Choices)
}

fn in_order(mut ids: Vec<i64>) -> String {
    ids.sort_unstable();
    ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}

/// Before the name of a field: what it held when the form was opened.
pub const WAS: &str = "was-";

/// Before the id of a field that a record of a type is asked for.
const EXTRA: &str = "extra.";

/// As it was before the browser sent it: line ends, and several choices whatever their order.
fn plain(field: &str, text: &str) -> String {
    if FieldKey::from_key(field).is_some_and(|key| key.kind == FieldKind::Choices) {
        return in_order(text.split(',').filter_map(|id| id.parse().ok()).collect());
    }
    text.replace("\r\n", "\n")
}

impl Typed {
    /// One field.
    #[must_use]
    pub fn one(field: &str, text: String) -> Self {
        Self(BTreeMap::from([(field.to_owned(), text)]))
    }

    /// The text of a field.
    #[must_use]
    pub fn get(&self, field: &str) -> &str {
        self.0.get(field).map_or("", String::as_str)
    }

    /// The fields that were changed, where the form says with [`WAS`] what they held when it was opened: what
    /// others changed meanwhile, and this form only shows, is not sent back over it. Line ends are what they
    /// were before the browser sent them.
    #[must_use]
    pub fn values(&self, noun: Subject) -> BTreeMap<String, String> {
        let was = |field: &str| self.0.get(&format!("{WAS}{field}")).map(|text| plain(field, text));
        let fields = self.0.iter().filter(|(field, _)| domain::edit::is_field(noun, field));
        let texts = fields.map(|(field, text)| (field.clone(), plain(field, text)));
        texts.filter(|(field, text)| was(field).as_ref() != Some(text)).collect()
    }

    /// The change a form describes, made from a version of the row, and whether its warnings have been read.
    #[must_use]
    pub fn change(&self, noun: Subject, version: i64) -> Change {
        let mut values = self.values(noun);
        if self.get(CONFIRM) == "1" {
            values.insert(CONFIRM.to_owned(), "1".to_owned());
        }
        Change { version, values }
    }

    /// The fields whose names begin with a word and a dot, without it: those of a part of the form.
    #[must_use]
    pub fn part(&self, name: &str) -> Self {
        let within = |field: &str| field.strip_prefix(name)?.strip_prefix('.').map(str::to_owned);
        Self(self.0.iter().filter_map(|(field, text)| Some((within(field)?, text.clone()))).collect())
    }

    /// What was filled in beside the text of a record: the id of each field, and what it holds.
    #[must_use]
    pub fn extra(&self) -> Vec<(String, String)> {
        let extra = self.0.iter().filter_map(|(field, text)| Some((field.strip_prefix(EXTRA)?, text)));
        extra
            .filter(|(_, text)| !text.trim().is_empty())
            .map(|(id, text)| (id.to_owned(), text.clone()))
            .collect()
    }

    /// All of it and one field more.
    #[must_use]
    pub fn with(&self, field: &str, text: impl ToString) -> BTreeMap<String, String> {
        let mut all = self.0.clone();
        all.insert(field.to_owned(), text.to_string());
        all
    }

    /// The id a field names, when it names one.
    pub fn id<T: FromStr>(&self, field: &str, errors: &mut FieldErrors) -> Option<T> {
        let text = self.get(field).trim();
        let id = (!text.is_empty()).then(|| text.parse::<T>().ok());
        if id.as_ref().is_some_and(Option::is_none) {
            errors.add(field, FieldProblem::NotChoosable);
        }
        id.flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(fields: &[(&str, &str)]) -> Typed {
        Typed(fields.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect())
    }

    #[test]
    fn a_field_that_was_not_changed_is_not_sent() {
        let form = typed(&[
            ("contact", "王芳"),
            ("was-contact", "王芳"),
            ("remarks", "a\r\nb"),
            ("was-remarks", "a\nb"),
            ("qq", "1"),
            ("was-qq", ""),
            ("lead", "3"),
        ]);
        let values = form.values(Subject::Lead);
        assert_eq!(values.into_iter().collect::<Vec<_>>(), [("qq".to_owned(), "1".to_owned())]);
    }

    #[test]
    fn a_part_of_a_form_is_a_form() {
        let form = typed(&[("contacts.0.name", "王芳"), ("contacts.10.name", "x"), ("name", "华山机械")]);
        assert_eq!(form.part("contacts").part("0"), typed(&[("name", "王芳")]));
    }

    #[test]
    fn the_boxes_of_a_field_are_put_together() {
        let sent = [("choices_7", ""), ("choices_7.12", "1"), ("choices_7.3", "1"), ("choices_9", "")];
        let sent: BTreeMap<_, _> =
            sent.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
        let form = Typed::from(sent);
        assert_eq!((form.get("choices_7"), form.get("choices_9")), ("3,12", ""));
        assert!(form.0.keys().all(|name| !name.contains('.')));
        let was = typed(&[("choices_7", "3,12"), ("was-choices_7", "12,3")]);
        assert!(was.values(Subject::Lead).is_empty());
    }

    #[test]
    fn what_is_left_blank_beside_a_record_is_not_sent() {
        let form = typed(&[("extra.1", "12"), ("extra.2", " "), ("content", "x")]);
        assert_eq!(form.extra(), [("1".to_owned(), "12".to_owned())]);
    }
}
