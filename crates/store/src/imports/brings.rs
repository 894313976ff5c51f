//! What each kind of file has to say about its rows.
use super::cells::Cells;
use super::work::Work;
use crate::Result;
use crate::db::{Run, Tx};
use domain::import::{CellProblem, DateOrder, RowOutcome, RowReason};
use domain::{Lang, Moment, Zone};

/// What only those outside the store can read and word.
pub trait Reading: Send + Sync {
    /// The time a cell means, if it can be read in one way only.
    fn time(&self, text: &str, order: Option<DateOrder>, zone: &Zone) -> Option<Moment>;

    /// A call as an entry of a timeline.
    fn call(&self, lang: Lang, call: &CallParts<'_>) -> String;

    /// The key of a word the program itself has for a target, in whatever language: `企业` of `kind` is `company`.
    fn word(&self, target: &str, text: &str) -> Option<&'static str>;
}

/// What a row tells of a call. Blank when it does not.
#[derive(Debug, Clone, Default)]
pub struct CallParts<'a> {
    /// What it was about.
    pub subject: &'a str,
    /// In or out.
    pub direction: &'a str,
    /// What it was for.
    pub purpose: &'a str,
    /// What came of it.
    pub outcome: &'a str,
    /// Anything else.
    pub remarks: &'a str,
    /// How long it took.
    pub seconds: Option<i64>,
}

/// A row as it stands in the file.
#[derive(Debug, Clone)]
pub struct FileRow {
    /// Its line, from 1.
    pub line: i64,
    /// As many cells as there are headers; none when it does not fit them.
    pub cells: Vec<String>,
    /// Why it can not be taken as it stands.
    pub problem: Option<RowReason>,
}

/// What makes two rows of the file the same.
#[derive(Default)]
pub(super) struct Keys {
    /// A row is the same as an earlier one that has one of these.
    pub(super) same: Vec<SameBy>,
    /// What later rows are held against.
    pub(super) leaves: Vec<SameBy>,
    /// A row with one of these may be the same as an earlier one that has it, too.
    pub(super) alike: Vec<SameBy>,
}

/// One thing that makes two rows the same.
#[derive(Clone)]
pub(super) struct SameBy {
    /// The target it stands in.
    pub(super) target: &'static str,
    pub(super) key: String,
    /// Rows of one group may have it in common; nothing when none may.
    pub(super) group: String,
}

impl SameBy {
    pub(super) const fn key(target: &'static str, key: String) -> Self {
        Self { target, key, group: String::new() }
    }
}

impl Keys {
    pub(super) fn one(target: &'static str, key: Option<String>) -> Self {
        Self::all(key.map(|key| SameBy::key(target, key)).into_iter().collect())
    }

    pub(super) fn all(same: Vec<SameBy>) -> Self {
        Self { leaves: same.clone(), same, alike: Vec::new() }
    }
}

/// What is to be done about a row.
pub(super) struct Planned<D> {
    pub(super) outcome: RowOutcome,
    pub(super) problems: Vec<CellProblem>,
    pub(super) deed: Option<D>,
}

impl<D> Planned<D> {
    pub(super) const fn to(outcome: RowOutcome, deed: D) -> Self {
        Self { outcome, problems: Vec::new(), deed: Some(deed) }
    }

    /// It is taken, though something like it is there.
    pub(super) fn is_suspect(&self) -> bool {
        !self.problems.is_empty() && matches!(self.outcome, RowOutcome::New | RowOutcome::Updated)
    }

    /// With what a person should know of it, though it is taken.
    pub(super) fn warning(mut self, problems: Vec<CellProblem>) -> Self {
        self.problems = problems;
        self
    }

    /// With what else a new row has in common with earlier ones, where nothing is said of the cell yet.
    pub(super) fn beside(mut self, alike: Vec<CellProblem>) -> Self {
        if self.outcome == RowOutcome::New {
            let said: Vec<_> = self.problems.iter().map(|problem| problem.column).collect();
            self.problems.extend(alike.into_iter().filter(|problem| !said.contains(&problem.column)));
        }
        self
    }

    pub(super) const fn unchanged() -> Self {
        Self { outcome: RowOutcome::Unchanged, problems: Vec::new(), deed: None }
    }

    pub(super) fn refused(column: Option<usize>, reason: RowReason) -> Self {
        Self { outcome: RowOutcome::Error, problems: vec![CellProblem { column, reason }], deed: None }
    }

    /// Refused for all of these.
    pub(super) const fn wrong(problems: Vec<CellProblem>) -> Self {
        Self { outcome: RowOutcome::Error, problems, deed: None }
    }

    pub(super) fn skipped(column: Option<usize>, reason: RowReason) -> Self {
        Self { outcome: RowOutcome::Skipped, problems: vec![CellProblem { column, reason }], deed: None }
    }
}

/// What a kind of file brings. Dry run, run and a mended cell all go this way.
pub(super) trait Brings {
    /// A row, read.
    type Row: Send;
    /// What is there already for some rows.
    type Found: Send;
    /// What is to be written for a row.
    type Deed: Send;

    /// What makes two rows of the file the same.
    fn keys(work: &Work, cells: &Cells<'_>) -> Keys;

    /// Reads a row; what is wrong with it is noted in the cells.
    fn read(work: &Work, cells: &mut Cells<'_>) -> Self::Row;

    /// Looks up what is there.
    async fn look_up(work: &Work, on: &mut impl Run, rows: &[Self::Row]) -> Result<Self::Found>;

    /// Decides. Nothing but its arguments has a say.
    fn plan(work: &mut Work, found: &Self::Found, row: Self::Row) -> Planned<Self::Deed>;

    /// Does it.
    async fn write(work: &mut Work, tx: &mut Tx, deeds: Vec<Self::Deed>) -> Result<()>;
}
