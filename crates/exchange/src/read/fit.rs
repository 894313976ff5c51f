//! One row as it stands in the file, and how it is made to fit the headers.

use super::{Limits, RawRow, ReadError};

pub(crate) struct Record {
    pub(crate) line: u64,
    pub(crate) cells: Vec<String>,
    /// Columns up to the last cell that holds anything; may be more than there are `cells`.
    pub(crate) width: usize,
}

impl Record {
    pub(crate) fn new(line: u64) -> Self {
        Self { line, cells: Vec::new(), width: 0 }
    }

    /// Cells beyond the limit are counted but not kept.
    pub(crate) fn push(&mut self, column: usize, text: &str, columns: usize) {
        if text.trim_ascii().is_empty() {
            return;
        }
        self.width = self.width.max(column + 1);
        if column >= columns {
            return;
        }
        if self.cells.len() <= column {
            self.cells.resize(column + 1, String::new());
        }
        if let Some(cell) = self.cells.get_mut(column) {
            *cell = text.to_owned();
        }
    }

    pub(crate) fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.trim().is_empty()).count()
    }

    pub(crate) fn bytes(&self) -> usize {
        self.cells.iter().map(String::len).sum()
    }

    /// The headers in this row, with line breaks and runs of spaces folded.
    pub(crate) fn headers(&self, limits: &Limits) -> Result<Vec<String>, ReadError> {
        if self.width > limits.columns {
            let (line, found, limit) = (self.line, self.width, limits.columns);
            return Err(ReadError::TooManyColumns { line, found, limit });
        }
        let folded = |cell: &String| cell.split_whitespace().collect::<Vec<_>>().join(" ");
        Ok(self.cells.iter().take(self.width).map(folded).collect())
    }

    /// Short rows are filled up; a cell that no header stands over is an error, not a loss.
    pub(crate) fn fit(mut self, expected: usize) -> Result<RawRow, ReadError> {
        if self.width > expected {
            return Err(ReadError::RowTooLong { line: self.line, expected, found: self.width });
        }
        self.cells.resize(expected, String::new());
        Ok(RawRow { line: self.line, cells: self.cells })
    }
}
