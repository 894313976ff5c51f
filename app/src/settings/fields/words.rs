//! What nouns and kinds of fields are called.
use domain::custom::FieldKind;
use domain::{Lang, Subject};
use messages::t;

/// What a field holds, in words.
#[must_use]
pub fn field_kind_words(lang: Lang, kind: FieldKind) -> &'static str {
    match kind {
        FieldKind::Text => t!(lang, FieldsKindText),
        FieldKind::Number => t!(lang, FieldsKindNumber),
        FieldKind::Money => t!(lang, FieldsKindMoney),
        FieldKind::Date => t!(lang, FieldsKindDate),
        FieldKind::Choice => t!(lang, FieldsKindChoice),
        FieldKind::Choices => t!(lang, FieldsKindChoices),
        FieldKind::Person => t!(lang, FieldsKindPerson),
        FieldKind::Flag => t!(lang, FieldsKindFlag),
    }
}

/// The records that can have fields of one's own, in the order of their tabs.
pub const NOUNS: [Subject; 3] = [Subject::Lead, Subject::Customer, Subject::Contact];

/// What they are called.
pub fn noun_words(lang: Lang, noun: Subject) -> &'static str {
    match noun {
        Subject::Lead => t!(lang, NavLeads),
        Subject::Customer => t!(lang, NavCustomers),
        Subject::Contact => t!(lang, NavContacts),
    }
}

/// Where their fields are.
pub fn href(noun: Subject) -> String {
    format!("/settings/fields/{}", noun.key())
}
