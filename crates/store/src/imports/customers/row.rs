//! A customer as a row has it.
use super::super::added::{self, Wishes};
use super::super::cells::Cells;
use super::super::key::Key;
use super::super::known::{Named, Picked};
use super::super::work::Work;
use crate::customers::identities::{self, Known};
use crate::edit::Fields;
use domain::customer::{CustomerChoice, CustomerDetails, CustomerField, CustomerKind, NewCustomer, Security};
use domain::import::{ImportOwner, RowReason};

/// A customer as a row has it. What no column is mapped to is left out.
pub(in crate::imports) struct CustomerRow {
    pub(super) line: i64,
    /// Field → text, as a form would send it; choices are apart.
    pub(super) wishes: Fields,
    pub(super) picked: Vec<(CustomerChoice, Option<Picked>)>,
    pub(super) owner: Option<Named>,
    pub(super) external_id: Option<String>,
    pub(super) added: Wishes,
    /// The key, and the text it was made of.
    pub(super) key: Option<(String, String)>,
}

impl CustomerRow {
    pub(super) fn read(work: &Work, cells: &mut Cells<'_>) -> Self {
        let mut wishes = texts(cells);
        wishes.extend(others(work, cells).into_iter().map(|(field, wish)| (field.to_owned(), wish)));
        let picked = |field: CustomerChoice| Some((field, cells.choice(work, field.key(), field.kind())?));
        let picked = CustomerChoice::ALL.into_iter().filter_map(picked).collect();
        Self {
            line: cells.line,
            wishes,
            picked,
            owner: match work.rules.owner {
                ImportOwner::Me => Some(Named::Known(work.me())),
                ImportOwner::Pool => None,
                ImportOwner::Column => cells.person(work, "owner"),
            },
            external_id: cells.external_id(),
            added: added::read(work, cells),
            key: key(work, cells).map(|(_, key, text)| (key, text)),
        }
    }

    /// The customer it would be; nothing without a name.
    pub(super) fn new_customer(&self) -> Option<NewCustomer> {
        let wish = |field: &str| self.wishes.get(field).map(String::as_str);
        let details = with(CustomerDetails::default(), &self.wishes).check().ok()?;
        Some(NewCustomer {
            kind: wish("kind").and_then(CustomerKind::from_key).unwrap_or_default(),
            hot: wish("hot") == Some("1"),
            security: wish("security").and_then(Security::from_key).unwrap_or_default(),
            first_contact: wish("first_contact").and_then(|day| day.parse().ok()),
            details,
            ..NewCustomer::default()
        })
    }

    /// By what it would be known again.
    pub(super) fn marks(&self) -> Vec<Known> {
        let kind = self.wishes.get("kind").and_then(|kind| CustomerKind::from_key(kind)).unwrap_or_default();
        identities::of_customer(kind, &with(CustomerDetails::default(), &self.wishes))
    }
}

/// Texts with what a row wishes instead.
pub(super) fn with(mut details: CustomerDetails, wishes: &Fields) -> CustomerDetails {
    for (field, wish) in wishes {
        if let Some(field) = CustomerField::from_key(field) {
            details.set(field, wish.clone());
        }
    }
    details
}

fn texts(cells: &mut Cells<'_>) -> Fields {
    let text = |field: &CustomerField| {
        let lines = matches!(field, CustomerField::Description | CustomerField::Background);
        let text = cells.field(field.key(), lines, |text| field.problem_with(text))?;
        Some((field.key().to_owned(), text))
    };
    CustomerField::ALL.iter().filter_map(text).collect()
}

/// The fields that are neither text nor choice.
fn others(work: &Work, cells: &mut Cells<'_>) -> Vec<(&'static str, String)> {
    let mut others = Vec::new();
    for target in ["kind", "hot", "security"] {
        let Some(word) = cells.word(work, target) else { continue };
        if target == "security"
            && Security::from_key(word).is_some_and(|one| !work.desk.viewer.is_cleared(one))
        {
            cells.refuse(target, RowReason::NotCleared);
        }
        others.push((target, word.to_owned()));
    }
    if let Some(at) = cells.time(work, "first_contact") {
        others.push(("first_contact", work.zone.local(at).date().to_string()));
    }
    others
}

/// What says that it is there already: the target, the key, and the text it is made of.
pub(super) fn key(work: &Work, cells: &Cells<'_>) -> Option<(&'static str, String, String)> {
    let key = Key::of(&work.rules)?;
    let text = cells.filled(key.target())?;
    Some((key.target(), key.of_text(text)?, text.to_owned()))
}

/// The marks of a row that was not read yet.
pub(super) fn marks(work: &Work, cells: &Cells<'_>) -> Vec<Known> {
    let word = cells.filled("kind").and_then(|text| work.reading.word("kind", text));
    let company = match word {
        Some("person") => None,
        _ => words::same::company(cells.text("name")),
    };
    let text = |target| cells.text(target);
    identities::known(text("mobile"), text("phone"), text("email"), company)
}
