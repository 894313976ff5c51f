//! What the REST API shows of imports.
use domain::import::{
    CellProblem, DateOrder, Import, ImportFailure, ImportKind, ImportOwner, ImportRow, ImportRules,
    ImportSource, ImportState, Refused, RefusedWhy, RowOutcome, Tally, Undo, UndoState, UnknownChoice,
};
use domain::{ChoiceId, Moment, PersonId, PoolId, RoleId, Subject};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// An import.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Import)]
pub(super) struct ImportShape {
    id: i64,
    /// `people`, `leads`, `customers`, `contacts`, `calls`, `events`.
    #[schema(value_type = String)]
    kind: ImportKind,
    /// The name the file came with.
    file: String,
    /// `uploaded`, `checking`, `checked`, `running`, `done`, `stopped`.
    #[schema(value_type = String)]
    state: ImportState,
    source: SourceShape,
    /// The headers of the file.
    headers: Vec<String>,
    /// Its first rows.
    sample: Vec<Vec<String>>,
    rules: ImportRulesShape,
    /// Rows of the file, once counted.
    rows: Option<i64>,
    /// Rows gone through in the present step.
    progress: i64,
    /// What the dry run found.
    checked: Option<TallyShape>,
    /// What the run did.
    result: Option<TallyShape>,
    /// Field → value nobody knows yet → rows that have it.
    unknown_choices: BTreeMap<String, BTreeMap<String, i64>>,
    /// Person nobody knows yet → rows that name them.
    unknown_people: BTreeMap<String, i64>,
    /// Rows that come in although something like them is there.
    suspects: i64,
    #[schema(value_type = String, format = DateTime)]
    since: Moment,
    /// Why it was given up, with a `code`.
    #[schema(value_type = Option<Object>)]
    failure: Option<ImportFailure>,
    /// Whether it can be undone, is being undone, or was; nothing when it never can.
    undo: Option<UndoShape>,
}

impl From<Import> for ImportShape {
    fn from(import: Import) -> Self {
        Self {
            id: import.id.0,
            kind: import.kind,
            file: import.file,
            state: import.state,
            source: import.source.into(),
            headers: import.headers,
            sample: import.sample,
            rules: import.rules.into(),
            rows: import.rows,
            progress: import.progress,
            checked: import.checked.map(TallyShape::from),
            result: import.result.map(TallyShape::from),
            unknown_choices: import.findings.choices,
            unknown_people: import.findings.people,
            suspects: import.findings.suspects,
            since: import.since,
            failure: import.failure,
            undo: import.undo.map(UndoShape::from),
        }
    }
}

/// How far the undoing of an import has come.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Undo)]
struct UndoShape {
    /// `open`: it can be undone. `running`, `done`.
    #[schema(value_type = String)]
    state: UndoState,
    /// Until when it can be begun.
    #[schema(value_type = String, format = DateTime)]
    until: Moment,
    /// Rows the import made, and that are gone again.
    removed: i64,
    /// Rows the import changed, and that are as before.
    restored: i64,
    /// Rows that were left alone.
    refused: i64,
}

impl From<Undo> for UndoShape {
    fn from(undo: Undo) -> Self {
        let Undo { state, until, tally } = undo;
        Self { state, until, removed: tally.removed, restored: tally.restored, refused: tally.refused }
    }
}

/// A row that undoing has left alone.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = RefusedRow)]
pub(super) struct RefusedShape {
    /// Its line in the file.
    line: i64,
    /// What the file called it.
    name: String,
    /// `lead`, `customer`, `contact`.
    #[schema(value_type = String)]
    subject: Subject,
    /// The id of the row.
    id: i64,
    /// `changed`, `gone`, `full`, `taken`.
    #[schema(value_type = String)]
    why: RefusedWhy,
}

impl From<Refused> for RefusedShape {
    fn from(row: Refused) -> Self {
        let Refused { line, name, about, why } = row;
        Self { line, name, subject: about.subject, id: about.id, why }
    }
}

/// How the file is read.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportSource)]
struct SourceShape {
    /// `csv`, `xlsx`, `xls`.
    format: String,
    encoding: Option<String>,
    #[schema(value_type = Option<String>)]
    delimiter: Option<char>,
    sheets: Vec<String>,
    sheet: Option<String>,
    /// The line of the headers, from 1.
    header_row: u64,
}

impl From<ImportSource> for SourceShape {
    fn from(source: ImportSource) -> Self {
        let ImportSource { format, encoding, delimiter, sheets, sheet, header_row } = source;
        Self { format, encoding, delimiter, sheets, sheet, header_row }
    }
}

/// How many rows came to what.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Tally)]
struct TallyShape {
    new: i64,
    updated: i64,
    unchanged: i64,
    /// The same as an earlier row of the file.
    duplicate: i64,
    /// Left out by the rules, or because they belong to no lead.
    skipped: i64,
    error: i64,
}

impl From<Tally> for TallyShape {
    fn from(tally: Tally) -> Self {
        let Tally { new, updated, unchanged, duplicate, skipped, error } = tally;
        Self { new, updated, unchanged, duplicate, skipped, error }
    }
}

/// The rules of an import.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = ImportRules)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ImportRulesShape {
    /// Field → column of the file, from 0.
    mapping: BTreeMap<String, usize>,
    /// Create rows that are not there.
    create: bool,
    /// Update rows that are there.
    update: bool,
    /// What says that two rows are the same: `external_id`, `number`, `mobile`, `email`, `name`; blank for nothing.
    match_key: String,
    /// Who owns new leads or customers: `column`, `me`, `pool`.
    #[schema(value_type = String)]
    owner: ImportOwner,
    /// Id of the pool for new customers nobody has; the first one when not given.
    #[schema(value_type = Option<i64>)]
    pool: Option<PoolId>,
    /// What happens to unknown values of drop-down lists: `add`, `reject`.
    #[schema(value_type = String)]
    unknown_choice: UnknownChoice,
    /// Field → text in the file → id of the choice meant by it.
    #[schema(value_type = BTreeMap<String, BTreeMap<String, i64>>)]
    choice_map: BTreeMap<String, BTreeMap<String, ChoiceId>>,
    /// Name in the file → id of the person meant by it.
    #[schema(value_type = BTreeMap<String, i64>)]
    person_map: BTreeMap<String, PersonId>,
    /// A blank cell clears the field of a row that is there.
    blank_clears: bool,
    /// Unknown people become disabled people.
    create_people: bool,
    /// The role of people who are created.
    #[schema(value_type = Option<i64>)]
    role: Option<RoleId>,
    /// The time zone of times without one, IANA; yours when blank.
    zone: String,
    /// How `04/05/2021` is meant: `day_first`, `month_first`.
    #[schema(value_type = Option<String>)]
    date_order: Option<DateOrder>,
}

impl Default for ImportRulesShape {
    fn default() -> Self {
        ImportRules::default().into()
    }
}

macro_rules! same_fields {
    ($($field:ident),* $(,)?) => {
        impl From<ImportRules> for ImportRulesShape {
            fn from(rules: ImportRules) -> Self {
                Self { $($field: rules.$field),* }
            }
        }

        impl From<ImportRulesShape> for ImportRules {
            fn from(rules: ImportRulesShape) -> Self {
                Self { $($field: rules.$field),* }
            }
        }
    };
}

same_fields!(
    mapping,
    create,
    update,
    match_key,
    owner,
    pool,
    unknown_choice,
    choice_map,
    person_map,
    blank_clears,
    create_people,
    role,
    zone,
    date_order,
);

/// A row that needs somebody.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = ImportRow)]
pub(super) struct ImportRowShape {
    /// Its line in the file, from 1.
    line: i64,
    cells: Vec<String>,
    /// Columns that were mended.
    mended: Vec<usize>,
    /// `new`, `updated`, `unchanged`, `duplicate`, `skipped`, `error`.
    #[schema(value_type = String)]
    outcome: RowOutcome,
    /// Each with a `code`, and the `column` it is about.
    #[schema(value_type = Vec<Object>)]
    problems: Vec<CellProblem>,
}

impl From<ImportRow> for ImportRowShape {
    fn from(row: ImportRow) -> Self {
        let ImportRow { line, cells, mended, outcome, problems } = row;
        Self { line, cells, mended, outcome, problems }
    }
}
