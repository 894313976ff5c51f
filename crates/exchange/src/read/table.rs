use super::fit::Record;
use super::header_row;
use super::legacy::{LegacyRecords, LegacyWorkbook};
use super::sheet::{SheetRecords, Workbook};
use super::sniff::{self, Container};
use super::text::{TextFile, TextRecords};
use super::{Limits, ReadError};
use std::path::Path;

/// What the file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TableFormat {
    Csv,
    Xlsx,
    Xls,
}

/// What a person has decided about the file; all that is left open is found.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    pub sheet: Option<String>,
    /// The line of the headers as people count, from 1.
    pub header_row: Option<u64>,
    pub delimiter: Option<u8>,
    /// A name such as `gb18030`, `utf-8` or `windows-1252`.
    pub encoding: Option<String>,
    pub limits: Limits,
}

/// A row that fits the headers: as many cells as there are headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawRow {
    /// The line it begins on (text) or its row number (workbook), counted from 1.
    pub line: u64,
    pub cells: Vec<String>,
}

/// An opened table: where its headers are is known, its rows are read on demand.
pub struct Table {
    /// The name the file came with. It is for people; nothing is concluded from it.
    pub name: String,
    pub format: TableFormat,
    /// Of a text file.
    pub encoding: Option<&'static str>,
    /// Of a text file.
    pub delimiter: Option<u8>,
    /// Of a workbook, those people see first.
    pub sheets: Vec<String>,
    pub sheet: Option<String>,
    pub header_row: u64,
    pub headers: Vec<String>,
    source: Source,
}

enum Source {
    Text(TextFile),
    Sheet(Box<Workbook>),
    Legacy(Box<LegacyWorkbook>),
}

impl Table {
    /// Opens the file, finds its kind, encoding, delimiter, sheet and headers, or says why it can not be read.
    pub fn open(path: &Path, name: &str, options: &ReadOptions) -> Result<Self, ReadError> {
        let bytes = std::fs::metadata(path)?.len();
        match bytes {
            0 => return Err(ReadError::Empty),
            bytes if bytes > options.limits.file_bytes => {
                return Err(ReadError::FileTooLarge { bytes, limit: options.limits.file_bytes });
            }
            _ => {}
        }
        let mut table = Self::of(Source::open(path, options)?, name);
        table.choose_sheet(options.sheet.as_deref())?;
        let (header_row, headers) = table.find_headers(options)?;
        table.header_row = header_row;
        table.headers = headers;
        Ok(table)
    }

    fn of(source: Source, name: &str) -> Self {
        let (format, encoding, delimiter, sheets) = match &source {
            Source::Text(file) => {
                (TableFormat::Csv, Some(file.encoding.name()), Some(file.delimiter), Vec::new())
            }
            Source::Sheet(book) => (TableFormat::Xlsx, None, None, book.sheets()),
            Source::Legacy(book) => (TableFormat::Xls, None, None, book.sheets()),
        };
        let name = name.to_owned();
        Self {
            name,
            format,
            encoding,
            delimiter,
            sheets,
            sheet: None,
            header_row: 0,
            headers: Vec::new(),
            source,
        }
    }

    /// The sheet asked for, or the first that holds anything.
    fn choose_sheet(&mut self, asked: Option<&str>) -> Result<(), ReadError> {
        if self.format == TableFormat::Csv {
            return Ok(());
        }
        if let Some(sheet) = asked {
            let known = self.sheets.iter().any(|known| known == sheet);
            self.sheet = known.then(|| sheet.to_owned());
            return known.then_some(()).ok_or_else(|| ReadError::NoSuchSheet { sheet: sheet.to_owned() });
        }
        for sheet in &self.sheets {
            if self.source.records(Some(sheet))?.next_record()?.is_some() {
                self.sheet = Some(sheet.clone());
                return Ok(());
            }
        }
        Err(ReadError::Empty)
    }

    fn find_headers(&mut self, options: &ReadOptions) -> Result<(u64, Vec<String>), ReadError> {
        let mut records = self.source.records(self.sheet.as_deref())?;
        let Some(line) = options.header_row else {
            let rows = header_row::sample(|| records.next_record())?;
            let row = header_row::find(&rows, &options.limits)?;
            return Ok((row.line, row.headers(&options.limits)?));
        };
        while let Some(record) = records.next_record()? {
            if record.line == line {
                return Ok((line, record.headers(&options.limits)?));
            }
        }
        Err(ReadError::NoSuchRow { line })
    }

    /// The rows below the headers, from the first; blank ones are left out.
    pub fn rows(&mut self) -> Result<Rows<'_>, ReadError> {
        let records = self.source.records(self.sheet.as_deref())?;
        Ok(Rows { records, header_row: self.header_row, width: self.headers.len(), ended: false })
    }
}

impl Source {
    fn open(path: &Path, options: &ReadOptions) -> Result<Self, ReadError> {
        let limits = options.limits;
        Ok(match sniff::container(path)? {
            Container::Zip => Self::Sheet(Box::new(Workbook::open(path, limits)?)),
            Container::Compound => Self::Legacy(Box::new(LegacyWorkbook::open(path, limits)?)),
            Container::Text => {
                Self::Text(TextFile::open(path, options.encoding.as_deref(), options.delimiter, limits)?)
            }
        })
    }

    fn records(&mut self, sheet: Option<&str>) -> Result<AnyRecords<'_>, ReadError> {
        let sheet = sheet.unwrap_or_default();
        Ok(match self {
            Self::Text(file) => AnyRecords::Text(file.records()?),
            Self::Sheet(book) => AnyRecords::Sheet(Box::new(book.records(sheet)?)),
            Self::Legacy(book) => AnyRecords::Legacy(book.records(sheet)?),
        })
    }
}

enum AnyRecords<'a> {
    Text(TextRecords),
    Sheet(Box<SheetRecords<'a>>),
    Legacy(LegacyRecords),
}

impl AnyRecords<'_> {
    fn next_record(&mut self) -> Result<Option<Record>, ReadError> {
        match self {
            Self::Text(records) => records.next_record(),
            Self::Sheet(records) => records.next_record(),
            Self::Legacy(records) => records.next_record(),
        }
    }
}

/// Reads one row after another. A row that does not fit is an error of its own and reading goes on;
/// after any other error there is nothing more.
pub struct Rows<'a> {
    records: AnyRecords<'a>,
    header_row: u64,
    width: usize,
    ended: bool,
}

impl Iterator for Rows<'_> {
    type Item = Result<RawRow, ReadError>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.ended {
            match self.records.next_record() {
                Ok(Some(record)) if record.line <= self.header_row => {}
                Ok(Some(record)) => return Some(record.fit(self.width)),
                Ok(None) => self.ended = true,
                Err(error) => {
                    self.ended = true;
                    return Some(Err(error));
                }
            }
        }
        None
    }
}
