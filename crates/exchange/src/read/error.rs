use thiserror::Error;

/// Why a table can not be read. Callers translate it; the English text is for logs.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReadError {
    #[error("the file can not be read: {detail}")]
    Io { detail: String },
    #[error("the file is empty")]
    Empty,
    #[error("the file has {bytes} bytes, more than {limit}")]
    FileTooLarge { bytes: u64, limit: u64 },
    /// The content is something else, whatever the name says.
    #[error("the file is not a table but {found:?}")]
    NotATable { found: Found },
    #[error("the workbook is protected by a password")]
    Encrypted,
    #[error("the workbook is damaged: {detail}")]
    Damaged { detail: String },
    #[error("the workbook would grow to more than {limit} bytes")]
    UnzipsTooLarge { limit: u64 },
    /// A zip bomb: nothing that people make shrinks like this.
    #[error("a part of the workbook unzips to more than {ratio} times its size")]
    ShrunkTooMuch { ratio: u64 },
    #[error("the workbook has more than {limit} cells")]
    TooManyCells { limit: u64 },
    /// `line` and `column` (both counted from 1) are known for text files only.
    #[error("a cell at line {line:?}, column {column:?} is larger than {limit} bytes")]
    CellTooLarge { line: Option<u64>, column: Option<usize>, limit: u64 },
    #[error("line {line} is larger than {limit} bytes")]
    RowTooLarge { line: u64, limit: u64 },
    #[error("line {line} has {found} columns, more than {limit}")]
    TooManyColumns { line: u64, found: usize, limit: usize },
    #[error("no row looks like headers")]
    NoHeader,
    #[error("there is no row {line}")]
    NoSuchRow { line: u64 },
    #[error("there is no sheet {sheet}")]
    NoSuchSheet { sheet: String },
    #[error("line {line} is not {encoding}")]
    Undecodable { encoding: String, line: u64 },
    #[error("{name} is not an encoding")]
    UnknownEncoding { name: String },
    /// A quotation mark opens in the row that begins at `line` and never closes.
    #[error("a quotation mark at line {line} never closes")]
    OpenQuote { line: u64 },
    /// This row alone is wrong; reading goes on with the next.
    #[error("line {line} has {found} cells, the header has {expected}")]
    RowTooLong { line: u64, expected: usize, found: usize },
}

/// What a file that is no table seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    Picture,
    Pdf,
    /// A zip, gzip, rar or 7z without a workbook inside.
    Archive,
    /// A web page; some programs give it the ending `.xls`.
    WebPage,
    /// A text document or slides.
    Document,
    /// A spreadsheet of a kind that is not read (`.xlsb`, `.ods`).
    OtherSpreadsheet,
    Binary,
}

impl ReadError {
    /// Whether nothing more can be read; otherwise only this row is wrong.
    pub fn ends_reading(&self) -> bool {
        !matches!(self, Self::RowTooLong { .. })
    }

    /// The line the error speaks of, when it speaks of one.
    pub fn line(&self) -> Option<u64> {
        match self {
            Self::CellTooLarge { line, .. } => *line,
            Self::RowTooLarge { line, .. }
            | Self::TooManyColumns { line, .. }
            | Self::NoSuchRow { line }
            | Self::Undecodable { line, .. }
            | Self::OpenQuote { line }
            | Self::RowTooLong { line, .. } => Some(*line),
            _ => None,
        }
    }
}

impl From<std::io::Error> for ReadError {
    fn from(error: std::io::Error) -> Self {
        Self::Io { detail: error.to_string() }
    }
}
