//! An `.xls` as a table. The format can only be read whole, so its size is limited before.

use super::fit::Record;
use super::sheet::{guarded, visible_first};
use super::{Found, Limits, ReadError, blocks, cell};
use calamine::{Data, Range, Reader, Xls, XlsError};
use cfb::{CompoundFile, Version};
use std::fs::File;
use std::io::{BufReader, Cursor, Read, Write};
use std::ops::RangeInclusive;
use std::path::Path;

pub(crate) struct LegacyWorkbook {
    file: Xls<Cursor<Vec<u8>>>,
    limits: Limits,
}

impl LegacyWorkbook {
    pub(crate) fn open(path: &Path, limits: Limits) -> Result<Self, ReadError> {
        let bytes = File::open(path)?.metadata()?.len();
        if bytes > limits.held_bytes {
            return Err(ReadError::FileTooLarge { bytes, limit: limits.held_bytes });
        }
        let (name, stream) = guarded(|| workbook_stream(path))?;
        blocks::weigh(&stream, &limits)?;
        let alone = repacked(name, &stream)?;
        let file = guarded(|| Xls::new(alone).map_err(damaged))?;
        Ok(Self { file, limits })
    }

    pub(crate) fn sheets(&self) -> Vec<String> {
        visible_first(self.file.sheets_metadata())
    }

    pub(crate) fn records(&mut self, sheet: &str) -> Result<LegacyRecords, ReadError> {
        let range = guarded(|| self.file.worksheet_range(sheet).map_err(damaged))?;
        Ok(LegacyRecords { range, next: 0, limits: self.limits })
    }
}

/// The one stream that matters. What was weighed is then all the reader gets to see.
fn workbook_stream(path: &Path) -> Result<(&'static str, Vec<u8>), ReadError> {
    let broken = |error: std::io::Error| ReadError::Damaged { detail: error.to_string() };
    let mut compound = CompoundFile::open(BufReader::new(File::open(path)?)).map_err(broken)?;
    if compound.is_stream("EncryptedPackage") {
        return Err(ReadError::Encrypted);
    }
    let name = ["Workbook", "Book"].into_iter().find(|name| compound.is_stream(name));
    let name = name.ok_or(ReadError::NotATable { found: Found::Document })?;
    let mut stream = Vec::new();
    compound.open_stream(name).map_err(broken)?.read_to_end(&mut stream).map_err(broken)?;
    Ok((name, stream))
}

fn repacked(name: &str, stream: &[u8]) -> Result<Cursor<Vec<u8>>, ReadError> {
    // As these programs write it. The reader takes a newer one for empty when it holds one large stream.
    let room = Cursor::new(Vec::with_capacity(stream.len() + 4096));
    let mut compound = CompoundFile::create_with_version(Version::V3, room)?;
    compound.create_stream(name)?.write_all(stream)?;
    compound.flush()?;
    let mut packed = compound.into_inner();
    packed.set_position(0);
    Ok(packed)
}

fn damaged(error: XlsError) -> ReadError {
    match error {
        XlsError::Password => ReadError::Encrypted,
        error => ReadError::Damaged { detail: error.to_string() },
    }
}

pub(crate) struct LegacyRecords {
    range: Range<Data>,
    next: u32,
    limits: Limits,
}

impl LegacyRecords {
    pub(crate) fn next_record(&mut self) -> Result<Option<Record>, ReadError> {
        let Some(((top, left), (bottom, right))) = self.range.start().zip(self.range.end()) else {
            return Ok(None);
        };
        while top + self.next <= bottom {
            let record = self.row(top + self.next, left..=right)?;
            self.next += 1;
            if record.width > 0 {
                return Ok(Some(record));
            }
        }
        Ok(None)
    }

    fn row(&self, row: u32, columns: RangeInclusive<u32>) -> Result<Record, ReadError> {
        let mut record = Record::new(u64::from(row) + 1);
        let (mut text, mut bytes) = (String::new(), 0);
        for column in columns {
            if let Some(value) = self.range.get_value((row, column)) {
                cell::text(value, 0, &mut text);
                bytes += text.len();
                if bytes > self.limits.row_bytes {
                    let limit = self.limits.row_bytes as u64;
                    return Err(ReadError::RowTooLarge { line: record.line, limit });
                }
                record.push(column as usize, &text, self.limits.columns);
            }
        }
        Ok(record)
    }
}
