//! The rules of an import.
use super::ImportKind;
use crate::custom::CustomField;
use crate::lead::LeadField;
use crate::{ChoiceId, FieldErrors, FieldProblem, PersonId, PoolId, Problem, RoleId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Who owns new rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportOwner {
    /// The person who imports.
    Me,
    /// The person named in the mapped column; the pool when blank.
    Column,
    /// Nobody.
    Pool,
}

impl ImportOwner {
    /// All, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Column, Self::Me, Self::Pool];

    /// As in forms and on the command line.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Me => "me",
            Self::Column => "column",
            Self::Pool => "pool",
        }
    }

    /// The rule of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|owner| owner.key() == key)
    }
}

/// What happens to unknown values of drop-down lists that are not mapped to known ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnknownChoice {
    /// Add them to the list. Only those who may edit the lists can.
    Add,
    /// The row is an error.
    Reject,
}

impl UnknownChoice {
    /// Both, in the order they are offered.
    pub const ALL: [Self; 2] = [Self::Add, Self::Reject];

    /// As in forms and on the command line.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::Reject => "reject",
        }
    }

    /// The rule of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.key() == key)
    }
}

/// Which comes first in dates such as `04/05/2021`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// The fourth month.
    MonthFirst,
    /// The fourth day.
    DayFirst,
}

impl DateOrder {
    /// Both.
    pub const ALL: [Self; 2] = [Self::DayFirst, Self::MonthFirst];

    /// As in forms.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::MonthFirst => "month_first",
            Self::DayFirst => "day_first",
        }
    }

    /// The order of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|order| order.key() == key)
    }
}

/// What to do with rows that exist already, and the other rules of an import.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportRules {
    /// Target key → column number of the file, from 0.
    pub mapping: BTreeMap<String, usize>,
    /// Create rows that are not there.
    pub create: bool,
    /// Update rows that are there.
    pub update: bool,
    /// What says that two rows are the same, one of [`ImportKind::match_keys`]; blank when nothing does.
    pub match_key: String,
    /// Who owns new rows.
    pub owner: ImportOwner,
    /// The pool into which new rows go that nobody has; the first one when not given.
    pub pool: Option<PoolId>,
    /// What happens to unknown values of drop-down lists.
    pub unknown_choice: UnknownChoice,
    /// Field → text in the file → the value meant by it.
    pub choice_map: BTreeMap<String, BTreeMap<String, ChoiceId>>,
    /// Name in the file → the person meant by it.
    pub person_map: BTreeMap<String, PersonId>,
    /// A blank cell clears the field of an existing row; otherwise it keeps it.
    pub blank_clears: bool,
    /// Unknown people become disabled people; otherwise their rows are errors. Only those who may manage
    /// people can.
    pub create_people: bool,
    /// The role of people who are created.
    pub role: Option<RoleId>,
    /// The time zone of times without one, IANA; the importer's when blank.
    pub zone: String,
    /// How dates that can be read in two ways are meant; such a date is an error when nobody says.
    pub date_order: Option<DateOrder>,
}

impl Default for ImportRules {
    fn default() -> Self {
        Self {
            mapping: BTreeMap::new(),
            create: true,
            update: true,
            match_key: String::new(),
            owner: ImportOwner::Column,
            pool: None,
            unknown_choice: UnknownChoice::Add,
            choice_map: BTreeMap::new(),
            person_map: BTreeMap::new(),
            blank_clears: false,
            create_people: true,
            role: None,
            zone: String::new(),
            date_order: None,
        }
    }
}

impl ImportRules {
    /// The rules for a file whose columns were guessed.
    #[must_use]
    pub fn of(kind: ImportKind, mapping: BTreeMap<String, usize>) -> Self {
        let key = kind.match_keys().iter().find(|key| mapping.contains_key(**key));
        let owner = if kind.assigns().is_some() && !mapping.contains_key("owner") {
            ImportOwner::Me
        } else {
            ImportOwner::Column
        };
        Self { match_key: key.copied().unwrap_or_default().to_owned(), owner, mapping, ..Self::default() }
    }

    /// The column of a target.
    #[must_use]
    pub fn column(&self, target: &str) -> Option<usize> {
        self.mapping.get(target).copied()
    }

    /// Whether a file of so many columns can be gone through by these rules, with the fields that were added.
    ///
    /// # Errors
    /// [`Problem::Invalid`] with each wrong rule; a target by its key.
    pub fn check(&self, kind: ImportKind, added: &[CustomField], columns: usize) -> Result<(), Problem> {
        let mut errors = FieldErrors::default();
        let targets = kind.targets(added);
        for (key, column) in &self.mapping {
            if targets.iter().all(|target| target.key != key) {
                errors.add(key, FieldProblem::Unknown);
            } else if *column >= columns {
                errors.add(key, FieldProblem::NotChoosable);
            }
        }
        for target in
            targets.iter().filter(|target| target.required && !self.mapping.contains_key(target.key))
        {
            errors.add(target.key, FieldProblem::Required);
        }
        if self.create && !self.names_rows(kind) {
            errors.add(
                if kind == ImportKind::Leads { LeadField::Contact.key() } else { "name" },
                FieldProblem::Required,
            );
        }
        if kind.subject().is_some() {
            self.check_rows(kind, &mut errors);
        }
        errors.into_result()
    }

    /// Whether there is a column for what a new row must have.
    fn names_rows(&self, kind: ImportKind) -> bool {
        let known = [
            LeadField::Contact,
            LeadField::Company,
            LeadField::Nickname,
            LeadField::Mobile,
            LeadField::Phone,
            LeadField::Email,
            LeadField::Wechat,
            LeadField::Qq,
        ];
        match kind {
            ImportKind::Leads => known.iter().any(|field| self.mapping.contains_key(field.key())),
            ImportKind::Customers | ImportKind::Contacts => self.mapping.contains_key("name"),
            _ => true,
        }
    }

    fn check_rows(&self, kind: ImportKind, errors: &mut FieldErrors) {
        let identified = kind.match_keys().contains(&self.match_key.as_str());
        if !self.match_key.is_empty() && (!identified || !self.mapping.contains_key(&self.match_key)) {
            errors.add("match_key", FieldProblem::NotChoosable);
        }
        if !self.create && !self.update {
            errors.add("create", FieldProblem::Required);
        }
        if !self.create && self.match_key.is_empty() {
            errors.add("match_key", FieldProblem::Required);
        }
        if kind.assigns().is_some()
            && self.owner == ImportOwner::Column
            && !self.mapping.contains_key("owner")
        {
            errors.add("owner", FieldProblem::Required);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mapping(pairs: &[(&str, usize)]) -> BTreeMap<String, usize> {
        pairs.iter().map(|(key, column)| ((*key).to_owned(), *column)).collect()
    }

    fn wrong(rules: &ImportRules, kind: ImportKind) -> Vec<String> {
        match rules.check(kind, &[], 3) {
            Err(Problem::Invalid { fields }) => fields.0.into_iter().map(|error| error.field).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn guessed_rules_match_by_the_most_certain_column() {
        let rules =
            ImportRules::of(ImportKind::Leads, mapping(&[("contact", 0), ("mobile", 1), ("email", 2)]));
        assert_eq!((rules.match_key.as_str(), rules.owner), ("mobile", ImportOwner::Me));
        assert!(rules.check(ImportKind::Leads, &[], 3).is_ok());
    }

    #[test]
    fn a_rule_that_can_not_be_kept_is_named() {
        let rules = ImportRules {
            match_key: "email".into(),
            ..ImportRules::of(ImportKind::Leads, mapping(&[("fax", 9)]))
        };
        assert_eq!(wrong(&rules, ImportKind::Leads), ["fax", "contact", "match_key"]);
        assert_eq!(
            wrong(&ImportRules::of(ImportKind::Calls, mapping(&[("lead", 0)])), ImportKind::Calls),
            ["happened_at"]
        );
        assert_eq!(
            wrong(
                &ImportRules::of(ImportKind::People, mapping(&[("name", 0), ("shoe", 1)])),
                ImportKind::People
            ),
            ["shoe"]
        );
    }
}
