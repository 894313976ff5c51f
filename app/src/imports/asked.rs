//! What the address of an import's page asks for, and tells.
use domain::Problem;
use domain::import::{ImportFailure, RowOutcome};
use domain::query;
use leptos_router::params::ParamsMap;

/// What the address of an import's page asks for.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Asked {
    /// Rows of this outcome only.
    pub outcome: Option<RowOutcome>,
    /// Rows behind this line.
    pub after: i64,
    /// The rules are to be changed, though a dry run is done.
    pub edits: bool,
    /// Why the last form was refused.
    pub problem: Option<Problem>,
    /// Why the last file was refused.
    pub failure: Option<ImportFailure>,
}

impl Asked {
    /// From the address. Nonsense falls away.
    pub fn read(map: &ParamsMap) -> Self {
        let value = |name: &str| map.get(name).unwrap_or_default();
        Self {
            outcome: RowOutcome::from_key(&value("rows")),
            after: value("after").parse().unwrap_or_default(),
            edits: value("step") == "rules",
            problem: serde_json::from_str(&value("problem")).ok(),
            failure: serde_json::from_str(&value("failure")).ok(),
        }
    }

    /// The query that asks for these rows.
    pub fn rows(outcome: Option<RowOutcome>, after: i64) -> String {
        let after = if after > 0 { after.to_string() } else { String::new() };
        let pairs = [("rows", outcome.map_or("", RowOutcome::key)), ("after", after.as_str())];
        query::write(pairs.into_iter().filter(|(_, value)| !value.is_empty()))
    }
}
