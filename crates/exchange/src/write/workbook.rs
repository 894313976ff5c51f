use super::{CellOut, TIME_FORMAT, WriteError};
use chrono::{NaiveDate, NaiveDateTime};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet};
use std::io::Write;

const LAST_ROW: u32 = 1_048_575;
const LONGEST_NAME: usize = 31;
/// Larger whole numbers lose digits in a spreadsheet.
const LARGEST_NUMBER: u64 = 999_999_999_999_999;
/// A cell's limit, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;
const SECONDS_A_DAY: f64 = 86_400.0;

/// A workbook with one sheet: bold headers that stay in sight, times as times. Rows go to a temporary file
/// as they come; memory stays flat.
pub struct XlsxWriter<W: Write + Send> {
    out: W,
    book: Workbook,
    time: Format,
    row: u32,
}

impl<W: Write + Send> XlsxWriter<W> {
    /// Begins the sheet with its headers.
    pub fn create(out: W, sheet_name: &str, headers: &[&str], widths: &[u16]) -> Result<Self, WriteError> {
        let mut book = Workbook::new();
        // The same rows give the same file: no clock is read here.
        book.set_properties(
            &DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2020, 1, 1)?),
        );
        let bold = Format::new().set_bold();
        let sheet = book.add_worksheet_with_constant_memory()?;
        sheet.set_name(allowed_name(sheet_name))?;
        sheet.set_freeze_panes(1, 0)?;
        for (column, width) in (0..).zip(widths) {
            sheet.set_column_width(column, *width)?;
        }
        for (column, header) in (0..).zip(headers) {
            sheet.write_string_with_format(0, column, *header, &bold)?;
        }
        let time = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
        Ok(Self { out, book, time, row: 0 })
    }

    /// Adds a row.
    pub fn write_row(&mut self, cells: &[CellOut<'_>]) -> Result<(), WriteError> {
        if self.row == LAST_ROW {
            return Err(WriteError::SheetFull { limit: LAST_ROW + 1 });
        }
        self.row += 1;
        let sheet = self.book.worksheet_from_index(0)?;
        for (column, cell) in (0..).zip(cells) {
            write_cell(sheet, self.row, column, cell, &self.time)?;
        }
        Ok(())
    }

    /// Packs the workbook into its destination and gives that back.
    pub fn finish(mut self) -> Result<W, WriteError> {
        self.book.save_to_writer(&mut self.out)?;
        self.out.flush()?;
        Ok(self.out)
    }
}

fn write_cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &CellOut<'_>,
    time_format: &Format,
) -> Result<(), WriteError> {
    match cell {
        CellOut::Empty | CellOut::Text("") => {}
        CellOut::Text(text) => drop(sheet.write_string(row, column, fitting(text))?),
        CellOut::Number(number) if number.unsigned_abs() <= LARGEST_NUMBER => {
            sheet.write_number(row, column, *number as f64)?;
        }
        CellOut::Number(number) => drop(sheet.write_string(row, column, number.to_string())?),
        CellOut::Time(time) => match serial(*time) {
            Some(serial) => drop(sheet.write_number_with_format(row, column, serial, time_format)?),
            None => drop(sheet.write_string(row, column, time.format(TIME_FORMAT).to_string())?),
        },
    }
    Ok(())
}

/// Spreadsheets know no time before 1900 and believe in 29 February of that year: dates start after it.
fn serial(time: NaiveDateTime) -> Option<f64> {
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_hms_opt(0, 0, 0)?;
    let days = (time - epoch).num_seconds() as f64 / SECONDS_A_DAY;
    (61.0..2_958_466.0).contains(&days).then_some(days)
}

/// A text too long for a cell ends with an ellipsis; refusing the whole table for it would be worse.
fn fitting(text: &str) -> String {
    // Bytes are never fewer than UTF-16 units, so nearly all text passes by its length alone.
    if text.len() <= LONGEST_TEXT || text.encode_utf16().count() <= LONGEST_TEXT {
        return text.to_owned();
    }
    let mut units = 0;
    let kept = text.chars().take_while(|letter| {
        units += letter.len_utf16();
        units < LONGEST_TEXT
    });
    kept.chain(['…']).collect()
}

fn allowed_name(name: &str) -> String {
    let cleaned: String =
        name.chars().map(|letter| if "[]:*?/\\'".contains(letter) { ' ' } else { letter }).collect();
    let mut units = 0;
    let kept = cleaned.trim().chars().take_while(|letter| {
        units += letter.len_utf16();
        units <= LONGEST_NAME
    });
    let kept: String = kept.collect();
    if kept.trim().is_empty() { "Sheet1".to_owned() } else { kept.trim().to_owned() }
}
