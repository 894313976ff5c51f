//! Import: from an uploaded file to rows, in steps a person can leave and come back to.
mod failure;
mod row;
mod rules;
mod target;
mod undo;

pub use failure::{Found, ImportFailure};
pub use row::{CellProblem, Findings, ImportRow, RowOutcome, RowReason, Tally};
pub use rules::{DateOrder, ImportOwner, ImportRules, UnknownChoice};
pub use target::{ImportTarget, TargetKind};
pub use undo::{Refused, RefusedWhy, UNDO_DAYS, Undo, UndoState, UndoTally};

use crate::{ImportId, Moment, Permission, Subject};
use serde::{Deserialize, Serialize};

/// What a file brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportKind {
    /// People, as owners and authors to be.
    People,
    /// Leads.
    Leads,
    /// Customers.
    Customers,
    /// Contacts, each of a customer.
    Contacts,
    /// Calls that become records.
    Calls,
    /// Events that become visits.
    Events,
}

impl ImportKind {
    /// All, in the order in which they build on each other.
    pub const ALL: [Self; 6] =
        [Self::People, Self::Leads, Self::Customers, Self::Contacts, Self::Calls, Self::Events];

    /// As stored and in addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::People => "people",
            Self::Leads => "leads",
            Self::Customers => "customers",
            Self::Contacts => "contacts",
            Self::Calls => "calls",
            Self::Events => "events",
        }
    }

    /// The kind of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What one must be allowed to bring such a file.
    #[must_use]
    pub const fn right(self) -> Permission {
        match self {
            Self::Customers | Self::Contacts => Permission::ImportCustomers,
            Self::People | Self::Leads | Self::Calls | Self::Events => Permission::ImportLeads,
        }
    }

    /// What its rows are, when they are rows of a noun that people keep. Such an import can be undone.
    #[must_use]
    pub const fn subject(self) -> Option<Subject> {
        match self {
            Self::Leads => Some(Subject::Lead),
            Self::Customers => Some(Subject::Customer),
            Self::Contacts => Some(Subject::Contact),
            Self::People | Self::Calls | Self::Events => None,
        }
    }

    /// What one must be allowed to give its rows to others; nothing when they have no owners.
    #[must_use]
    pub const fn assigns(self) -> Option<Permission> {
        match self {
            Self::Leads => Some(Permission::AssignLeads),
            Self::Customers => Some(Permission::AssignCustomers),
            _ => None,
        }
    }

    /// What one must be allowed to put its rows where nobody has them; nothing when everybody may.
    #[must_use]
    pub const fn pools(self) -> Option<Permission> {
        match self {
            Self::Customers => Some(Permission::AssignCustomers),
            _ => None,
        }
    }
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// The file is here; columns are to be mapped.
    Uploaded,
    /// The dry run goes on.
    Checking,
    /// The dry run is done; its numbers stand.
    Checked,
    /// Rows are being written.
    Running,
    /// All done.
    Done,
    /// Ended by a person or by a fault. What a run had written by then stays, and is counted.
    Stopped,
}

impl ImportState {
    /// All, in the order an import passes through them.
    pub const ALL: [Self; 6] =
        [Self::Uploaded, Self::Checking, Self::Checked, Self::Running, Self::Done, Self::Stopped];

    /// As stored.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Uploaded => "uploaded",
            Self::Checking => "checking",
            Self::Checked => "checked",
            Self::Running => "running",
            Self::Done => "done",
            Self::Stopped => "stopped",
        }
    }

    /// The state of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }

    /// The server is at work on it.
    #[must_use]
    pub const fn is_busy(self) -> bool {
        matches!(self, Self::Checking | Self::Running)
    }

    /// Nothing more will happen.
    #[must_use]
    pub const fn is_over(self) -> bool {
        matches!(self, Self::Done | Self::Stopped)
    }
}

/// What was found out about the file, and what a person decided about it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ImportSource {
    /// `csv`, `xlsx`, `xls`.
    pub format: String,
    /// Of a text file: `UTF-8`, `gb18030` …
    pub encoding: Option<String>,
    /// Of a text file.
    pub delimiter: Option<char>,
    /// Of a workbook.
    pub sheets: Vec<String>,
    /// The sheet that is read.
    pub sheet: Option<String>,
    /// The line of the headers, from 1.
    pub header_row: u64,
}

/// An import as its page shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Import {
    /// The id.
    pub id: ImportId,
    /// What the file brings.
    pub kind: ImportKind,
    /// The name of the file.
    pub file: String,
    /// How the file is read.
    pub source: ImportSource,
    /// How far it has come.
    pub state: ImportState,
    /// The headers of the file.
    pub headers: Vec<String>,
    /// Its first rows, to recognise the columns by.
    pub sample: Vec<Vec<String>>,
    /// The rules as they stand.
    pub rules: ImportRules,
    /// Rows of the file, once counted.
    pub rows: Option<i64>,
    /// Rows gone through in the present step.
    pub progress: i64,
    /// What the dry run found; while it goes on, what it has found so far.
    pub checked: Option<Tally>,
    /// What the run did; while it goes on, what it has done so far.
    pub result: Option<Tally>,
    /// Values nobody knows yet.
    pub findings: Findings,
    /// When it was uploaded.
    pub since: Moment,
    /// When the present step began.
    pub step_since: Option<Moment>,
    /// What went wrong as a whole.
    pub failure: Option<ImportFailure>,
    /// Whether it can be undone, is being undone, or was; nothing when it never can.
    pub undo: Option<Undo>,
}

impl Import {
    /// The server is at work on it, or on taking it back.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        self.state.is_busy() || self.undone() == Some(UndoState::Running)
    }

    /// How far the undoing has come; nothing when it never can be undone.
    #[must_use]
    pub fn undone(&self) -> Option<UndoState> {
        self.undo.as_ref().map(|undo| undo.state)
    }
}
