//! Changing fields of a row.
use crate::Subject;
use crate::contact::ContactField;
use crate::custom::FieldKey;
use crate::customer::{CustomerChoice, CustomerField};
use crate::lead::LeadField;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A change of some fields of a row, made from a version of it.
///
/// Fields others have changed since are merged when both wrote the same or this change does not
/// touch them, and are a [`crate::Problem::Conflict`] otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Change {
    /// The version the form was opened on.
    pub version: i64,
    /// New values by field key, as a form writes them. A choice is written as its id, blank for none.
    #[serde(flatten)]
    pub values: BTreeMap<String, String>,
}

/// Whether a noun has a field that is changed under this key.
#[must_use]
pub fn is_field(noun: Subject, key: &str) -> bool {
    let fixed = match noun {
        Subject::Lead => LeadField::from_key(key).is_some() || matches!(key, "status" | "source" | "intake"),
        Subject::Customer => {
            CustomerField::from_key(key).is_some()
                || CustomerChoice::from_key(key).is_some()
                || matches!(key, "kind" | "hot" | "security" | "first_contact")
        }
        Subject::Contact => ContactField::from_key(key).is_some() || key == "main",
    };
    fixed || FieldKey::from_key(key).is_some()
}
