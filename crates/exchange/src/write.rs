//! Tables that people take away, as workbooks or text, written row by row.

mod csv_file;
mod defuse;
mod workbook;

pub use csv_file::CsvWriter;
pub use defuse::{defuse, undefuse};
pub use workbook::XlsxWriter;

use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::BufWriter;
use std::path::Path;
use thiserror::Error;

/// The form a table is written in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    #[default]
    Xlsx,
    Csv,
}

impl Format {
    /// The ending of the file's name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
        }
    }

    /// What a browser is told about the content.
    pub fn content_type(self) -> &'static str {
        match self {
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv; charset=utf-8",
        }
    }
}

/// A cell to be written.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum CellOut<'a> {
    /// Always stays text, whatever it begins with.
    Text(&'a str),
    /// A wall time: the reader's zone is the caller's business.
    Time(NaiveDateTime),
    Number(i64),
    Empty,
}

/// Why a table could not be written.
#[derive(Debug, Error)]
pub enum WriteError {
    #[error("the table can not be written: {0}")]
    Io(#[from] std::io::Error),
    /// A sheet ends at row 1,048,576; as text the table has no end.
    #[error("a sheet has room for {limit} rows")]
    SheetFull { limit: u32 },
    #[error("the workbook can not be written: {0}")]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
}

impl From<csv::Error> for WriteError {
    fn from(error: csv::Error) -> Self {
        Self::Io(error.into())
    }
}

const TIME_FORMAT: &str = "%Y-%m-%d %H:%M:%S";

/// Writes a table into a file.
pub enum Writer {
    Xlsx(Box<XlsxWriter<BufWriter<File>>>),
    Csv(Box<CsvWriter<BufWriter<File>>>),
}

impl Writer {
    /// `widths` are in characters, one per header; missing ones are left to the program that shows the table.
    pub fn create(
        path: &Path,
        format: Format,
        sheet_name: &str,
        headers: &[&str],
        widths: &[u16],
    ) -> Result<Self, WriteError> {
        let out = BufWriter::new(File::create(path)?);
        Ok(match format {
            Format::Xlsx => Self::Xlsx(Box::new(XlsxWriter::create(out, sheet_name, headers, widths)?)),
            Format::Csv => Self::Csv(Box::new(CsvWriter::create(out, headers)?)),
        })
    }

    /// Adds a row.
    pub fn write_row(&mut self, cells: &[CellOut<'_>]) -> Result<(), WriteError> {
        match self {
            Self::Xlsx(writer) => writer.write_row(cells),
            Self::Csv(writer) => writer.write_row(cells),
        }
    }

    /// Completes the file; without this it is not a table.
    pub fn finish(self) -> Result<(), WriteError> {
        match self {
            Self::Xlsx(writer) => writer.finish().map(drop),
            Self::Csv(writer) => writer.finish().map(drop),
        }
    }
}
