//! What a column of a file can be read into.
use super::ImportKind;
use crate::choice::ChoiceKind;
use crate::contact::ContactField;
use crate::custom::{CustomField, FieldKey, FieldKind};
use crate::customer::{CustomerChoice, CustomerField};
use crate::lead::LeadField;

/// How a column's cells are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TargetKind {
    /// As text.
    Text,
    /// As a value of a drop-down list.
    Choice(ChoiceKind),
    /// As several values of it.
    Choices(ChoiceKind),
    /// As the name, sign-in name or e-mail address of a person.
    Person,
    /// As a time.
    Time,
    /// As a number.
    Number,
    /// As what another program calls the row, or the lead or customer it belongs to.
    Key,
    /// As one of the few words the program itself has for it.
    Word,
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

const fn target(key: &'static str, kind: TargetKind) -> ImportTarget {
    ImportTarget { key, kind, required: false }
}

const fn required(key: &'static str, kind: TargetKind) -> ImportTarget {
    ImportTarget { key, kind, required: true }
}

/// A field the administrator has added.
fn of_added(field: &CustomField) -> ImportTarget {
    let list = ChoiceKind::Added(field.key.id);
    let kind = match field.key.kind {
        FieldKind::Text => TargetKind::Text,
        FieldKind::Number | FieldKind::Money => TargetKind::Number,
        FieldKind::Date => TargetKind::Time,
        FieldKind::Choice => TargetKind::Choice(list),
        FieldKind::Choices => TargetKind::Choices(list),
        FieldKind::Person => TargetKind::Person,
        FieldKind::Flag => TargetKind::Word,
    };
    target(field.key.key(), kind)
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

const CUSTOMERS: &[ImportTarget] = &[
    target("kind", TargetKind::Word),
    target("hot", TargetKind::Word),
    target("security", TargetKind::Word),
    target("first_contact", TargetKind::Time),
    target("owner", TargetKind::Person),
    target("external_id", TargetKind::Key),
];

const CONTACTS: &[ImportTarget] = &[
    required("customer", TargetKind::Key),
    target("first_name", TargetKind::Text),
    target("external_id", TargetKind::Key),
];

impl ImportKind {
    /// What can say that a row is there already, the most certain first.
    #[must_use]
    pub const fn match_keys(self) -> &'static [&'static str] {
        match self {
            Self::Leads => &["external_id", "number", "mobile", "email"],
            Self::Customers => &["external_id", "number", "mobile", "email", "name"],
            Self::Contacts => &["external_id", "mobile", "email", "name"],
            Self::People | Self::Calls | Self::Events => &[],
        }
    }

    /// The list the values of a target come from.
    #[must_use]
    pub fn list_of(self, target: &str) -> Option<ChoiceKind> {
        if let Some(added) = FieldKey::from_key(target) {
            let has_one = self.subject().is_some() && added.kind.has_choices();
            return has_one.then_some(ChoiceKind::Added(added.id));
        }
        self.own_targets().into_iter().find_map(|known| match known.kind {
            TargetKind::Choice(list) if known.key == target => Some(list),
            _ => None,
        })
    }

    /// The fields, of all that the administrator has added, that rows of such a file have.
    pub fn offered(self, added: &[CustomField]) -> impl Iterator<Item = &CustomField> {
        added.iter().filter(move |field| !field.retired && Some(field.noun) == self.subject())
    }

    /// What the columns of such a file can be read into, in the order of the form; `added` are the fields the
    /// administrator has added to whatever noun.
    #[must_use]
    pub fn targets(self, added: &[CustomField]) -> Vec<ImportTarget> {
        self.own_targets().into_iter().chain(self.offered(added).map(of_added)).collect()
    }

    /// What is always there.
    fn own_targets(self) -> Vec<ImportTarget> {
        match self {
            Self::People => PEOPLE.to_vec(),
            Self::Calls => CALLS.to_vec(),
            Self::Events => EVENTS.to_vec(),
            Self::Customers => {
                let texts = CustomerField::ALL.iter().map(|field| target(field.key(), TargetKind::Text));
                let choice = |field: CustomerChoice| target(field.key(), TargetKind::Choice(field.kind()));
                texts.chain(CustomerChoice::ALL.map(choice)).chain(CUSTOMERS.iter().copied()).collect()
            }
            Self::Contacts => {
                let texts = ContactField::ALL.iter().map(|field| target(field.key(), TargetKind::Text));
                texts.chain(CONTACTS.iter().copied()).collect()
            }
            Self::Leads => {
                let texts = LeadField::ALL.iter().map(|field| target(field.key(), TargetKind::Text));
                texts.chain(LEADS.iter().copied()).collect()
            }
        }
    }
}
