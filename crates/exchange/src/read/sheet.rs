//! An `.xlsx` as a table, read cell by cell: only the shared texts are held.

use super::fit::Record;
use super::unzip;
use super::{Limits, ReadError, cell};
use calamine::{Cell, DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};
use std::fs::File;
use std::io::BufReader;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

type Source = BufReader<File>;

pub(crate) struct Workbook {
    file: Xlsx<Source>,
    limits: Limits,
}

impl Workbook {
    pub(crate) fn open(path: &Path, limits: Limits) -> Result<Self, ReadError> {
        unzip::weigh(path, &limits)?;
        let source = BufReader::new(File::open(path)?);
        let file = guarded(|| Xlsx::new(source).map_err(damaged))?;
        Ok(Self { file, limits })
    }

    /// Worksheets, those people see before hidden ones.
    pub(crate) fn sheets(&self) -> Vec<String> {
        visible_first(self.file.sheets_metadata())
    }

    pub(crate) fn records(&mut self, sheet: &str) -> Result<SheetRecords<'_>, ReadError> {
        let limits = self.limits;
        let cells = guarded(|| self.file.worksheet_cells_reader(sheet).map_err(damaged))?;
        let pads = cells
            .styles()
            .iter()
            .map(|style| pad(style.number_format.as_ref().map(|format| format.format_code.as_str())))
            .collect();
        Ok(SheetRecords { cells, pads, ahead: None, ended: false, limits, text: String::new() })
    }
}

pub(crate) fn visible_first(sheets: &[calamine::Sheet]) -> Vec<String> {
    let mut sheets: Vec<_> = sheets.iter().filter(|sheet| sheet.typ == SheetType::WorkSheet).collect();
    sheets.sort_by_key(|sheet| sheet.visible != SheetVisible::Visible);
    sheets.into_iter().map(|sheet| sheet.name.clone()).collect()
}

/// Formats made of zeros keep the leading zeros of postcodes and numbers.
fn pad(format: Option<&str>) -> usize {
    match format {
        Some(format) if format.bytes().all(|byte| byte == b'0') => format.len().min(32),
        _ => 0,
    }
}

pub(crate) struct SheetRecords<'a> {
    cells: XlsxCellReader<'a, Source>,
    /// Per style: how many digits its format asks for.
    pads: Vec<usize>,
    ahead: Option<(Cell<DataRef<'a>>, usize)>,
    ended: bool,
    limits: Limits,
    text: String,
}

impl<'a> SheetRecords<'a> {
    /// The next row that holds anything, or `None` at the end.
    pub(crate) fn next_record(&mut self) -> Result<Option<Record>, ReadError> {
        loop {
            match self.row()? {
                Some(record) if record.width == 0 => {}
                record => return Ok(record),
            }
        }
    }

    fn row(&mut self) -> Result<Option<Record>, ReadError> {
        let Some(first) = self.next_cell()? else { return Ok(None) };
        let row = first.0.get_position().0;
        let mut record = Record::new(u64::from(row) + 1);
        let mut bytes = 0;
        let mut next = Some(first);
        while let Some(cell) = next {
            if cell.0.get_position().0 != row {
                self.ahead = Some(cell);
                break;
            }
            bytes += self.put(&cell, &mut record)?;
            if bytes > self.limits.row_bytes {
                let limit = self.limits.row_bytes as u64;
                return Err(ReadError::RowTooLarge { line: record.line, limit });
            }
            next = self.next_cell()?;
        }
        Ok(Some(record))
    }

    fn put(
        &mut self,
        (cell, style): &(Cell<DataRef<'a>>, usize),
        record: &mut Record,
    ) -> Result<usize, ReadError> {
        let pad = self.pads.get(*style).copied().unwrap_or_default();
        cell::text(cell.get_value(), pad, &mut self.text);
        let column = cell.get_position().1 as usize;
        if self.text.len() > self.limits.cell_bytes {
            let limit = self.limits.cell_bytes as u64;
            return Err(ReadError::CellTooLarge { line: Some(record.line), column: Some(column + 1), limit });
        }
        record.push(column, &self.text, self.limits.columns);
        Ok(self.text.len())
    }

    fn next_cell(&mut self) -> Result<Option<(Cell<DataRef<'a>>, usize)>, ReadError> {
        if let Some(cell) = self.ahead.take() {
            return Ok(Some(cell));
        }
        // Asked once more after its end, the reader would look for cells in what follows the rows.
        if self.ended {
            return Ok(None);
        }
        let cells = &mut self.cells;
        let cell = guarded(|| cells.next_cell_with_style_id().map_err(damaged))?;
        self.ended = cell.is_none();
        Ok(cell)
    }
}

fn damaged(error: XlsxError) -> ReadError {
    match error {
        XlsxError::Password => ReadError::Encrypted,
        error => ReadError::Damaged { detail: error.to_string() },
    }
}

/// A workbook from a stranger may break an assumption of the library that parses it: that is a damaged file,
/// and no reason for the whole program to stumble.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, ReadError>) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|_| Err(ReadError::Damaged { detail: "not readable as a workbook".to_owned() }))
}
