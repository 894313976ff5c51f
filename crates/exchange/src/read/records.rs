//! Text with delimiters, cut into records; holds one record and never more than a limit of it.

use super::decode::Text;
use super::fit::Record;
use super::{Limits, ReadError};
use crate::write::undefuse;
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

pub(crate) struct Records<T> {
    text: T,
    parser: Reader,
    limits: Limits,
    input: Vec<u8>,
    used: usize,
    ended: bool,
    lines: Lines,
    output: Vec<u8>,
}

/// Counts `\n`, `\r\n` and a lone `\r` as one line each.
#[derive(Clone, Copy)]
struct Lines {
    line: u64,
    after_return: bool,
}

impl Lines {
    fn pass(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.line += u64::from(*byte == b'\r' || *byte == b'\n' && !self.after_return);
            self.after_return = *byte == b'\r';
        }
    }
}

/// Whether a quotation mark that opened the cell has closed.
#[derive(Default)]
struct Quotes {
    quoted: Option<bool>,
    odd: bool,
}

impl Quotes {
    fn pass(&mut self, raw: &[u8]) {
        let Some(first) = raw.first() else { return };
        self.quoted.get_or_insert(*first == b'"');
        self.odd ^= raw.iter().filter(|byte| **byte == b'"').count() % 2 == 1;
    }

    fn open(&self) -> bool {
        self.odd && self.quoted == Some(true)
    }
}

impl<T: Text> Records<T> {
    pub(crate) fn new(text: T, delimiter: u8, limits: Limits) -> Self {
        Self {
            text,
            parser: ReaderBuilder::new().delimiter(delimiter).build(),
            limits,
            input: Vec::new(),
            used: 0,
            ended: false,
            lines: Lines { line: 1, after_return: false },
            output: vec![0; 8 * 1024],
        }
    }

    /// The next record that holds anything, or `None` at the end.
    pub(crate) fn next_record(&mut self) -> Result<Option<Record>, ReadError> {
        loop {
            self.skip_line_ends()?;
            let line = self.lines.line;
            match self.record(line)? {
                Some(record) if record.width == 0 => {}
                record => return Ok(record),
            }
        }
    }

    fn refill(&mut self) -> Result<(), ReadError> {
        if self.used == self.input.len() && !self.ended {
            let piece = self.text.next_piece()?;
            self.input.clear();
            self.input.extend_from_slice(piece);
            self.used = 0;
            self.ended = self.input.is_empty();
        }
        Ok(())
    }

    /// Empty lines are passed here and not by the parser, so that a record knows the line it begins on.
    fn skip_line_ends(&mut self) -> Result<(), ReadError> {
        loop {
            self.refill()?;
            let rest = self.input.get(self.used..).unwrap_or_default();
            let ends = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            self.lines.pass(rest.get(..ends).unwrap_or_default());
            self.used += ends;
            if self.ended || self.used < self.input.len() {
                return Ok(());
            }
        }
    }

    fn record(&mut self, line: u64) -> Result<Option<Record>, ReadError> {
        let mut record = Record::new(line);
        let mut cell = Vec::new();
        let mut quotes = Quotes::default();
        let (mut column, mut bytes) = (0, 0);
        loop {
            self.refill()?;
            let rest = self.input.get(self.used..).unwrap_or_default();
            let (result, read, written) = self.parser.read_field(rest, &mut self.output);
            let raw = rest.get(..read).unwrap_or_default();
            quotes.pass(raw);
            self.lines.pass(raw);
            self.used += read;
            bytes += written;
            cell.extend_from_slice(self.output.get(..written).unwrap_or_default());
            self.check(line, column, cell.len(), bytes)?;
            match result {
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::End => return Ok(None),
                ReadFieldResult::Field { record_end } => {
                    if self.ended && quotes.open() {
                        return Err(ReadError::OpenQuote { line });
                    }
                    // An apostrophe that only keeps a cell from running as a formula is not part of its text.
                    record.push(column, undefuse(&String::from_utf8_lossy(&cell)), self.limits.columns);
                    if record_end {
                        return Ok(Some(record));
                    }
                    cell.clear();
                    quotes = Quotes::default();
                    column += 1;
                }
            }
        }
    }

    fn check(&self, line: u64, column: usize, cell: usize, row: usize) -> Result<(), ReadError> {
        if cell > self.limits.cell_bytes {
            let limit = self.limits.cell_bytes as u64;
            return Err(ReadError::CellTooLarge { line: Some(line), column: Some(column + 1), limit });
        }
        if row > self.limits.row_bytes {
            return Err(ReadError::RowTooLarge { line, limit: self.limits.row_bytes as u64 });
        }
        Ok(())
    }
}
