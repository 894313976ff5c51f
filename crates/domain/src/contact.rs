//! A contact: a person at a customer.
mod column;
mod fields;

pub use column::ContactColumn;
pub use fields::{ContactDetails, ContactField};

use crate::filter::{Filter, View};
use crate::{ContactId, CustomerId, FieldErrors, FieldProblem, Moment, Problem};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The screen a list of contacts is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ContactView {
    /// All contacts of the customers one sees, but for the pool and the bin.
    #[default]
    Query,
}

impl View for ContactView {
    const ALL: &'static [Self] = &[Self::Query];

    fn key(self) -> &'static str {
        "query"
    }
}

/// Conditions on contacts.
pub type ContactFilter = Filter<ContactColumn>;

/// A contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contact {
    /// The id.
    pub id: ContactId,
    /// Grows by one with every change.
    pub version: i64,
    /// The customer.
    pub customer: CustomerId,
    /// The customer's name.
    pub customer_name: String,
    /// The text fields.
    #[serde(flatten)]
    pub details: ContactDetails,
    /// The fields the administrator has added, by key, as a form writes them.
    #[serde(default)]
    pub added: BTreeMap<String, String>,
    /// The one to ask first.
    pub main: bool,
    /// When it was entered.
    pub created_at: Moment,
    /// When it last changed.
    pub updated_at: Moment,
}

/// A contact to be entered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NewContact {
    /// The text fields.
    #[serde(flatten)]
    pub details: ContactDetails,
    /// Added fields by key, as a form writes them.
    pub added: BTreeMap<String, String>,
    /// The one to ask first.
    pub main: bool,
    /// That others may be the same has been read; of a contact that is entered with its customer, that one's counts.
    pub confirm: bool,
}

impl ContactDetails {
    /// Trims every field and checks it.
    ///
    /// # Errors
    /// [`Problem::Invalid`] with each wrong field.
    pub fn check(mut self) -> Result<Self, Problem> {
        let mut errors = FieldErrors::default();
        for field in ContactField::ALL {
            let trimmed = self.get(*field).trim().to_owned();
            if let Some(problem) = field.problem_with(&trimmed) {
                errors.add(field.key(), problem);
            }
            self.set(*field, trimmed);
        }
        if self.name.is_empty() {
            errors.add(ContactField::Name.key(), FieldProblem::Required);
        }
        errors.into_result()?;
        Ok(self)
    }

    /// Whether nothing at all was written.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        ContactField::ALL.iter().all(|field| self.get(*field).trim().is_empty())
    }
}
