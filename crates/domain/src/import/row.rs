//! What becomes of the rows of a file.
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What becomes of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RowOutcome {
    /// Created.
    New,
    /// Changes what is there.
    Updated,
    /// There already, and equal.
    Unchanged,
    /// The same as an earlier row of the file.
    Duplicate,
    /// Left out by the rules, or because it belongs to nothing.
    Skipped,
    /// Refused.
    Error,
}

impl RowOutcome {
    /// All, in the order of the tiles.
    pub const ALL: [Self; 6] =
        [Self::New, Self::Updated, Self::Unchanged, Self::Duplicate, Self::Skipped, Self::Error];
    /// Those with a reason to show.
    pub const TOLD: [Self; 3] = [Self::Error, Self::Duplicate, Self::Skipped];

    /// As stored and in addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Updated => "updated",
            Self::Unchanged => "unchanged",
            Self::Duplicate => "duplicate",
            Self::Skipped => "skipped",
            Self::Error => "error",
        }
    }

    /// The outcome of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.key() == key)
    }
}

/// How many rows came to what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Tally {
    /// Created.
    pub new: i64,
    /// Changed.
    pub updated: i64,
    /// There already, and equal.
    pub unchanged: i64,
    /// The same as an earlier row of the file.
    pub duplicate: i64,
    /// Left out by the rules, or because they belong to no lead.
    pub skipped: i64,
    /// Refused.
    pub error: i64,
}

impl Tally {
    /// All rows.
    #[must_use]
    pub const fn total(&self) -> i64 {
        self.new + self.updated + self.unchanged + self.duplicate + self.skipped + self.error
    }

    /// Rows that change something.
    #[must_use]
    pub const fn written(&self) -> i64 {
        self.new + self.updated
    }

    /// How many came to this.
    #[must_use]
    pub const fn of(&self, outcome: RowOutcome) -> i64 {
        match outcome {
            RowOutcome::New => self.new,
            RowOutcome::Updated => self.updated,
            RowOutcome::Unchanged => self.unchanged,
            RowOutcome::Duplicate => self.duplicate,
            RowOutcome::Skipped => self.skipped,
            RowOutcome::Error => self.error,
        }
    }

    /// So many more came to this.
    pub const fn add(&mut self, outcome: RowOutcome, rows: i64) {
        match outcome {
            RowOutcome::New => self.new += rows,
            RowOutcome::Updated => self.updated += rows,
            RowOutcome::Unchanged => self.unchanged += rows,
            RowOutcome::Duplicate => self.duplicate += rows,
            RowOutcome::Skipped => self.skipped += rows,
            RowOutcome::Error => self.error += rows,
        }
    }
}

/// Why a row is not taken as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum RowReason {
    /// Nothing stands where something must.
    Required,
    /// More than `max` characters.
    TooLong {
        /// Characters allowed.
        max: usize,
    },
    /// Nothing stands in a field that has no column, and must have something in a new row.
    RequiredField {
        /// Its name in Chinese, or its only name.
        name: String,
        /// Its English name.
        name_en: Option<String>,
    },
    /// Another row has it, and no two may.
    Taken,
    /// Not of the form the field needs.
    Malformed,
    /// Not a number, or one with too many decimals.
    NotANumber {
        /// Digits allowed behind the point.
        decimals: u8,
    },
    /// Neither yes nor no.
    NotYesOrNo,
    /// Not a time.
    NotATime,
    /// A value the list does not have.
    UnknownChoice,
    /// Nobody has this name.
    UnknownPerson,
    /// Several people have this name.
    AmbiguousPerson,
    /// Only those who may assign rows give them to others.
    MayNotAssign,
    /// Only those who may assign customers put them into a pool.
    MayNotPool,
    /// The pool it would go into takes nothing any more.
    PoolClosed,
    /// More secret than the importer is trusted with.
    NotCleared,
    /// Its owner would have more than one may.
    Full,
    /// It is there already, known again by this cell.
    Twin {
        /// Who has it; not told of what the importer may know nothing of.
        owner: Option<String>,
        /// It lies in a pool.
        pooled: bool,
    },
    /// The row is there, and the importer may not change it.
    NotYours,
    /// It would be new, and new rows are not wanted.
    NotThere,
    /// It is there, and changes are not wanted.
    ThereAlready,
    /// The same as an earlier row of the file.
    Duplicate {
        /// That row.
        line: i64,
    },
    /// An earlier row of the file has the same in this cell; it may be the same.
    Alike {
        /// That row.
        line: i64,
    },
    /// It names no lead.
    NoLead,
    /// It names a lead that is not there.
    UnknownLead,
    /// It names no customer.
    NoCustomer,
    /// It names a customer that is not there.
    UnknownCustomer,
    /// Several customers have this name.
    AmbiguousCustomer,
    /// It is there, as a contact of another customer.
    OtherCustomer,
    /// It has more cells than the file has headers.
    RowTooLong {
        /// Headers.
        expected: usize,
        /// Cells.
        found: usize,
    },
}

/// A reason, and the cell it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellProblem {
    /// The column, from 0; `None` when it is about the whole row.
    pub column: Option<usize>,
    /// The reason.
    #[serde(flatten)]
    pub reason: RowReason,
}

/// A row that needs a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportRow {
    /// Its line in the file, from 1.
    pub line: i64,
    /// Its cells, as mended.
    pub cells: Vec<String>,
    /// The columns a person has mended.
    pub mended: Vec<usize>,
    /// What becomes of it.
    pub outcome: RowOutcome,
    /// Why.
    pub problems: Vec<CellProblem>,
}

/// Values of drop-down lists, and people, that are not there yet: how many rows have each.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Findings {
    /// By field: `status`, `source`, `industry` …
    pub choices: BTreeMap<String, BTreeMap<String, i64>>,
    /// By name.
    pub people: BTreeMap<String, i64>,
    /// Rows that come in although something like them is there.
    pub suspects: i64,
}

/// So many different values are kept of each.
const FINDINGS_MAX: usize = 200;

impl Findings {
    /// Another row with an unknown value.
    pub fn choice(&mut self, field: &str, text: &str) {
        more(self.choices.entry(field.to_owned()).or_default(), text);
    }

    /// Another row with an unknown person.
    pub fn person(&mut self, name: &str) {
        more(&mut self.people, name);
    }
}

fn more(counts: &mut BTreeMap<String, i64>, text: &str) {
    if let Some(count) = counts.get_mut(text) {
        *count += 1;
    } else if counts.len() < FINDINGS_MAX {
        counts.insert(text.to_owned(), 1);
    }
}
