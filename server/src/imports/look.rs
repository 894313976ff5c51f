//! A first look into a file: whether it is a table at all, what it brings, and what its columns mean.
use domain::custom::{CustomField, FieldKey};
use domain::import::{DateOrder, Found, ImportFailure, ImportKind, ImportSource, RowReason, TargetKind};
use exchange::headers::{
    CONTACT_TARGETS, CUSTOMER_TARGETS, EVENT_TARGETS, FileKind, LEAD_TARGETS, RECORD_TARGETS, Target,
    USER_TARGETS, guess, is_same, kind as kind_of,
};
use exchange::{Limits, RawRow, ReadError, ReadOptions, Table, TableFormat};
use std::collections::BTreeMap;
use std::path::Path;
use std::time::{Duration, Instant};
use store::{FileRow, Look};

/// Rows of the sample, and characters of each of their cells.
const SAMPLE: usize = 8;
const SAMPLE_CELL: usize = 120;
/// A large file is not read to its end before the person hears of it; the dry run reads all of it.
const PATIENCE: Duration = Duration::from_secs(3);

/// What a person says about a file. All that is left open is found.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// What it brings.
    pub kind: Option<ImportKind>,
    /// What it brings when neither somebody nor its headers say so; leads when not given.
    pub otherwise: Option<ImportKind>,
    /// The sheet of a workbook.
    pub sheet: Option<String>,
    /// The line of the headers, from 1.
    pub header_row: Option<u64>,
    /// Of a text file.
    pub delimiter: Option<char>,
    /// Of a text file.
    pub encoding: Option<String>,
}

/// Looks into a file. `added` are the fields the administrator has added; `limit` is in bytes.
///
/// # Errors
/// With the reason why it can not be imported.
pub fn look(
    path: &Path,
    name: &str,
    wish: &Wish,
    added: &[CustomField],
    limit: u64,
) -> Result<Look, ImportFailure> {
    let options = ReadOptions {
        sheet: wish.sheet.clone(),
        header_row: wish.header_row,
        delimiter: wish.delimiter.filter(char::is_ascii).and_then(|sign| u8::try_from(sign).ok()),
        encoding: wish.encoding.clone(),
        limits: limits(limit),
    };
    let mut table = Table::open(path, name, &options).map_err(failure)?;
    let headers: Vec<String> = table.headers.iter().map(|header| clean(header)).collect();
    let found = wish.kind.or_else(|| kind_of(&headers).map(kind)).or(wish.otherwise);
    let kind = found.unwrap_or(ImportKind::Leads);
    let mapping = mapping(kind, &headers, added);
    let times: Vec<usize> = times(kind, added).filter_map(|target| mapping.get(target).copied()).collect();
    let mut glance = Glance::default();
    glance.rows(&mut table, &times)?;
    Ok(Look {
        kind,
        source: source(&table),
        headers,
        sample: glance.sample,
        rows: glance.ended.then_some(glance.rows),
        date_order: glance.dates.order(),
        mapping,
    })
}

/// The rows of a file, one after another, until `take` has enough.
///
/// # Errors
/// With the reason why the file can not be read any further.
pub(super) fn read(
    path: &Path,
    source: &ImportSource,
    limit: u64,
    mut take: impl FnMut(FileRow) -> bool,
) -> Result<(), ImportFailure> {
    let options = ReadOptions {
        sheet: source.sheet.clone(),
        header_row: Some(source.header_row),
        delimiter: source.delimiter.filter(char::is_ascii).and_then(|sign| u8::try_from(sign).ok()),
        encoding: source.encoding.clone(),
        limits: limits(limit),
    };
    let mut table = Table::open(path, "", &options).map_err(failure)?;
    for row in table.rows().map_err(failure)? {
        if !take(file_row(row)?) {
            break;
        }
    }
    Ok(())
}

fn limits(bytes: u64) -> Limits {
    Limits { file_bytes: bytes, ..Limits::default() }
}

fn line(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn file_row(row: Result<RawRow, ReadError>) -> Result<FileRow, ImportFailure> {
    match row {
        Ok(row) => {
            let cells =
                row.cells.into_iter().map(|cell| if cell.contains('\0') { clean(&cell) } else { cell });
            Ok(FileRow { line: line(row.line), cells: cells.collect(), problem: None })
        }
        Err(ReadError::RowTooLong { line: at, expected, found }) => {
            let problem = Some(RowReason::RowTooLong { expected, found });
            Ok(FileRow { line: line(at), cells: Vec::new(), problem })
        }
        Err(error) => Err(failure(error)),
    }
}

/// One database takes no zero bytes in its texts.
fn clean(text: &str) -> String {
    text.replace('\0', "")
}

/// What the first seconds of reading show.
#[derive(Default)]
struct Glance {
    sample: Vec<Vec<String>>,
    rows: i64,
    ended: bool,
    dates: Dates,
}

impl Glance {
    fn rows(&mut self, table: &mut Table, times: &[usize]) -> Result<(), ImportFailure> {
        let begun = Instant::now();
        for row in table.rows().map_err(failure)? {
            let row = file_row(row)?;
            self.rows += 1;
            for cell in times.iter().filter_map(|column| row.cells.get(*column)) {
                self.dates.see(cell);
            }
            if self.sample.len() < SAMPLE && row.problem.is_none() {
                let short = |cell: &String| cell.chars().take(SAMPLE_CELL).collect();
                self.sample.push(row.cells.iter().map(short).collect());
            }
            if self.rows % 256 == 0 && begun.elapsed() > PATIENCE {
                return Ok(());
            }
        }
        self.ended = true;
        Ok(())
    }
}

/// Which order of day and month the dates prove.
#[derive(Default)]
struct Dates {
    day_first: bool,
    month_first: bool,
}

impl Dates {
    fn see(&mut self, cell: &str) {
        match exchange::DateOrder::guess([cell]) {
            Some(exchange::DateOrder::DayFirst) => self.day_first = true,
            Some(exchange::DateOrder::MonthFirst) => self.month_first = true,
            None => {}
        }
    }

    const fn order(&self) -> Option<DateOrder> {
        match (self.day_first, self.month_first) {
            (true, false) => Some(DateOrder::DayFirst),
            (false, true) => Some(DateOrder::MonthFirst),
            _ => None,
        }
    }
}

fn source(table: &Table) -> ImportSource {
    let format = match table.format {
        TableFormat::Csv => "csv",
        TableFormat::Xlsx => "xlsx",
        TableFormat::Xls => "xls",
    };
    ImportSource {
        format: format.to_owned(),
        encoding: table.encoding.map(str::to_owned),
        delimiter: table.delimiter.map(char::from),
        sheets: table.sheets.iter().map(|sheet| clean(sheet)).collect(),
        sheet: table.sheet.as_deref().map(clean),
        header_row: table.header_row,
    }
}

const fn kind(kind: FileKind) -> ImportKind {
    match kind {
        FileKind::Leads => ImportKind::Leads,
        FileKind::Customers => ImportKind::Customers,
        FileKind::Contacts => ImportKind::Contacts,
        FileKind::Calls => ImportKind::Calls,
        FileKind::Events => ImportKind::Events,
        FileKind::Users => ImportKind::People,
    }
}

const fn names(kind: ImportKind) -> &'static [Target<'static>] {
    match kind {
        ImportKind::People => USER_TARGETS,
        ImportKind::Leads => LEAD_TARGETS,
        ImportKind::Customers => CUSTOMER_TARGETS,
        ImportKind::Contacts => CONTACT_TARGETS,
        ImportKind::Calls => RECORD_TARGETS,
        ImportKind::Events => EVENT_TARGETS,
    }
}

fn times(kind: ImportKind, added: &[CustomField]) -> impl Iterator<Item = &'static str> {
    kind.targets(added).into_iter().filter(|target| target.kind == TargetKind::Time).map(|target| target.key)
}

/// The columns as guessed from the headers; of what the headers could mean, only what is read.
fn mapping(kind: ImportKind, headers: &[String], added: &[CustomField]) -> BTreeMap<String, usize> {
    let called: Vec<(&str, Vec<&str>)> = kind.offered(added).map(called).collect();
    let added = called.iter().map(|(key, names)| Target { key, names });
    let (own, targets) = (names(kind), kind.targets(&[]));
    let all: Vec<Target<'_>> = own.iter().copied().chain(added).collect();
    let guessed = all.iter().zip(guess(headers, &all)).filter_map(|(name, column)| Some((name, column?)));
    let read = guessed.filter(|(name, column)| {
        // What an administrator has called something may be part of many a header: only the whole name counts.
        let is_called = || {
            let names = name.names.iter().chain([&name.key]);
            headers.get(*column).is_some_and(|header| names.into_iter().any(|known| is_same(header, known)))
        };
        if FieldKey::from_key(name.key).is_some() {
            is_called()
        } else {
            targets.iter().any(|target| target.key == name.key)
        }
    });
    read.map(|(name, column)| (name.key.to_owned(), column)).collect()
}

/// The key of an added field, and what it is called.
fn called(field: &CustomField) -> (&'static str, Vec<&str>) {
    (field.key.key(), std::iter::once(field.name.as_str()).chain(field.name_en.as_deref()).collect())
}

fn failure(error: ReadError) -> ImportFailure {
    use exchange::read::Found as F;
    match error {
        ReadError::Empty => ImportFailure::Empty,
        ReadError::FileTooLarge { limit, .. } => ImportFailure::FileTooLarge { limit: limit >> 20 },
        ReadError::NotATable { found } => ImportFailure::NotATable {
            found: match found {
                F::Picture => Found::Picture,
                F::Pdf => Found::Pdf,
                F::Archive => Found::Archive,
                F::WebPage => Found::WebPage,
                F::Document => Found::Document,
                F::OtherSpreadsheet => Found::OtherSpreadsheet,
                F::Binary => Found::Binary,
            },
        },
        ReadError::Encrypted => ImportFailure::Encrypted,
        ReadError::Damaged { .. } => ImportFailure::Damaged,
        ReadError::UnzipsTooLarge { .. } | ReadError::ShrunkTooMuch { .. } => ImportFailure::UnzipsTooLarge,
        ReadError::TooManyCells { .. } => ImportFailure::TooManyCells,
        ReadError::CellTooLarge { line, .. } => ImportFailure::CellTooLarge { line },
        ReadError::RowTooLarge { line, .. } => ImportFailure::RowTooLarge { line },
        ReadError::TooManyColumns { found, limit, .. } => {
            ImportFailure::TooManyColumns { columns: found, limit }
        }
        ReadError::NoHeader => ImportFailure::NoHeader,
        ReadError::NoSuchRow { line } => ImportFailure::NoSuchRow { line },
        ReadError::NoSuchSheet { sheet } => ImportFailure::NoSuchSheet { sheet },
        ReadError::Undecodable { encoding, line } => ImportFailure::Undecodable { line, encoding },
        ReadError::UnknownEncoding { name } => ImportFailure::UnknownEncoding { encoding: name },
        ReadError::OpenQuote { line } => ImportFailure::OpenQuote { line },
        ReadError::Io { detail } => {
            let id = format!("{:08x}", rand::random::<u32>());
            tracing::error!(%id, %detail, "an uploaded file can not be read");
            ImportFailure::Broken { id }
        }
        // Of one row only: reading goes on.
        ReadError::RowTooLong { line, .. } => ImportFailure::RowTooLarge { line },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(number: i64, name: &str) -> CustomField {
        CustomField {
            key: FieldKey { id: domain::FieldId(number), kind: domain::custom::FieldKind::Text },
            noun: domain::Subject::Lead,
            name: name.to_owned(),
            name_en: Some("Contract no.".to_owned()),
            required: false,
            unique: false,
            preset: String::new(),
            decimals: 0,
            position: 0,
            retired: false,
        }
    }

    #[test]
    fn a_field_is_known_by_its_whole_name_in_either_language() {
        let added = [field(7, "合同号")];
        let guessed = |header: &str| {
            let headers = ["姓名".to_owned(), header.to_owned()];
            mapping(ImportKind::Leads, &headers, &added).get("text_7").copied()
        };
        for header in ["合同号", " 合同号 ", "CONTRACT NO", "Ｃontract no.", "text_7"] {
            assert_eq!(guessed(header), Some(1), "{header}");
        }
        assert_eq!(guessed("原合同号备注"), None);
        let headers = ["合同号".to_owned()];
        assert!(!mapping(ImportKind::Customers, &headers, &added).contains_key("text_7"), "of another noun");
    }

    #[test]
    fn every_target_has_headers_to_be_known_by() {
        for kind in ImportKind::ALL {
            for target in kind.targets(&[]) {
                assert!(names(kind).iter().any(|name| name.key == target.key), "{kind:?} {}", target.key);
            }
        }
    }
}
