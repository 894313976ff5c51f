//! What a column of a file can be read into.
use super::ImportKind;
use crate::choice::ChoiceKind;
use crate::lead::LeadField;

/// How a column's cells are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetKind {
    /// As text.
    Text,
    /// As a value of a drop-down list.
    Choice(ChoiceKind),
    /// As the name, sign-in name or e-mail address of a person.
    Person,
    /// As a time.
    Time,
    /// As a number.
    Number,
    /// As what another program calls the row, or the lead it belongs to.
    Key,
}

/// Something a column can be read into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ImportTarget {
    /// Names it in rules.
    pub key: &'static str,
    /// How its cells are read.
    pub kind: TargetKind,
    /// Without it the file is of no use.
    pub required: bool,
}

/// What can say that a row is there already, the most certain first.
pub const MATCH_KEYS: [&str; 4] = ["external_id", "number", "mobile", "email"];

const fn target(key: &'static str, kind: TargetKind) -> ImportTarget {
    ImportTarget { key, kind, required: false }
}

const fn required(key: &'static str, kind: TargetKind) -> ImportTarget {
    ImportTarget { key, kind, required: true }
}

const PEOPLE: &[ImportTarget] = &[
    required("name", TargetKind::Text),
    target("first_name", TargetKind::Text),
    target("email", TargetKind::Text),
];

const CALLS: &[ImportTarget] = &[
    required("lead", TargetKind::Key),
    required("happened_at", TargetKind::Time),
    target("author", TargetKind::Person),
    target("subject", TargetKind::Text),
    target("direction", TargetKind::Text),
    target("purpose", TargetKind::Text),
    target("outcome", TargetKind::Text),
    target("duration_seconds", TargetKind::Number),
    target("duration_minutes", TargetKind::Number),
    target("remarks", TargetKind::Text),
    target("external_id", TargetKind::Key),
];

const EVENTS: &[ImportTarget] = &[
    required("lead", TargetKind::Key),
    required("starts_at", TargetKind::Time),
    target("ends_at", TargetKind::Time),
    target("owner", TargetKind::Person),
    target("subject", TargetKind::Text),
    target("place", TargetKind::Text),
    target("points", TargetKind::Text),
    target("created_at", TargetKind::Time),
    target("external_id", TargetKind::Key),
];

const LEADS: &[ImportTarget] = &[
    target("status", TargetKind::Choice(ChoiceKind::Status)),
    target("source", TargetKind::Choice(ChoiceKind::Source)),
    target("intake", TargetKind::Choice(ChoiceKind::Intake)),
    target("owner", TargetKind::Person),
    target("submitted_at", TargetKind::Time),
    target("external_id", TargetKind::Key),
];

impl ImportKind {
    /// What the columns of such a file can be read into, in the order of the form.
    #[must_use]
    pub fn targets(self) -> Vec<ImportTarget> {
        match self {
            Self::People => PEOPLE.to_vec(),
            Self::Calls => CALLS.to_vec(),
            Self::Events => EVENTS.to_vec(),
            Self::Leads => {
                let texts = LeadField::ALL.iter().map(|field| target(field.key(), TargetKind::Text));
                texts.chain(LEADS.iter().copied()).collect()
            }
        }
    }
}
