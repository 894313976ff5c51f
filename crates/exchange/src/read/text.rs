//! A text file as a table.

use super::decode::{Decoded, Text};
use super::fit::Record;
use super::records::Records;
use super::{Limits, ReadError, delimiter, encoding};
use encoding_rs::Encoding;
use std::path::{Path, PathBuf};

const SAMPLE: usize = 64 * 1024;

/// A delimited text file whose encoding and delimiter are known.
pub(crate) struct TextFile {
    path: PathBuf,
    pub(crate) encoding: &'static Encoding,
    pub(crate) delimiter: u8,
    limits: Limits,
}

impl TextFile {
    pub(crate) fn open(
        path: &Path,
        encoding: Option<&str>,
        delimiter: Option<u8>,
        limits: Limits,
    ) -> Result<Self, ReadError> {
        let encoding = match encoding {
            Some(name) => encoding::asked(path, name)?,
            None => encoding::find(path)?,
        };
        let delimiter = match delimiter {
            Some(delimiter) => delimiter,
            None => find_delimiter(path, encoding)?,
        };
        Ok(Self { path: path.to_owned(), encoding, delimiter, limits })
    }

    /// A fresh pass over the file.
    pub(crate) fn records(&self) -> Result<TextRecords, ReadError> {
        let text = Decoded::open(&self.path, self.encoding)?;
        Ok(TextRecords(Box::new(Records::new(text, self.delimiter, self.limits))))
    }
}

pub(crate) struct TextRecords(Box<Records<Decoded>>);

impl TextRecords {
    pub(crate) fn next_record(&mut self) -> Result<Option<Record>, ReadError> {
        let record = self.0.next_record()?;
        // `sep=;` in the first line speaks to the program that reads, and is no row.
        match record {
            Some(first) if first.line == 1 && first.cells == ["sep="] => self.0.next_record(),
            record => Ok(record),
        }
    }
}

fn find_delimiter(path: &Path, encoding: &'static Encoding) -> Result<u8, ReadError> {
    let mut text = Decoded::open(path, encoding)?;
    let mut sample = Vec::new();
    while sample.len() < SAMPLE {
        let piece = text.next_piece()?;
        if piece.is_empty() {
            return Ok(delimiter::find(&sample, false));
        }
        sample.extend_from_slice(piece);
    }
    sample.truncate(SAMPLE);
    Ok(delimiter::find(&sample, true))
}
