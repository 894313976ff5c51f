//! Why a file, or an import as a whole, was given up.
use serde::{Deserialize, Serialize};

/// What a file that is no table seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// A picture.
    Picture,
    /// A PDF.
    Pdf,
    /// Something packed, without a workbook inside.
    Archive,
    /// A web page; some programs call it `.xls`.
    WebPage,
    /// A text document or slides.
    Document,
    /// A spreadsheet of a kind we do not read.
    OtherSpreadsheet,
    /// Something else.
    Binary,
}

/// Why a file, or an import as a whole, was given up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum ImportFailure {
    /// The form held no file.
    NoFile,
    /// Nothing in it.
    Empty,
    /// More bytes than are taken.
    FileTooLarge {
        /// Megabytes allowed.
        limit: u64,
    },
    /// Something else, whatever its name says.
    NotATable {
        /// What it seems to be.
        found: Found,
    },
    /// Protected by a password.
    Encrypted,
    /// A workbook that can not be read.
    Damaged,
    /// A workbook that would grow beyond measure.
    UnzipsTooLarge,
    /// A workbook with too many cells.
    TooManyCells,
    /// A cell that is too large.
    CellTooLarge {
        /// Where, when known.
        line: Option<u64>,
    },
    /// A row that is too large.
    RowTooLarge {
        /// Where.
        line: u64,
    },
    /// More columns than a table of people has.
    TooManyColumns {
        /// How many.
        columns: usize,
        /// Columns allowed.
        limit: usize,
    },
    /// No row looks like headers.
    NoHeader,
    /// The row named for the headers is not there.
    NoSuchRow {
        /// The row.
        line: u64,
    },
    /// The sheet is not there.
    NoSuchSheet {
        /// Its name.
        sheet: String,
    },
    /// Bytes that are no text in the encoding.
    Undecodable {
        /// Where.
        line: u64,
        /// The encoding.
        encoding: String,
    },
    /// No such encoding.
    UnknownEncoding {
        /// As it was named.
        encoding: String,
    },
    /// A quotation mark opens and never closes.
    OpenQuote {
        /// Where it opens.
        line: u64,
    },
    /// The file is not there any more.
    FileGone,
    /// Whoever started it may not import any more.
    NotAllowed,
    /// Our fault. The number finds the cause in the log.
    Broken {
        /// What to tell the administrator.
        id: String,
    },
}
