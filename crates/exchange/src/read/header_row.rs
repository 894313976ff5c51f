//! Which row holds the headers: the first that is wide enough and holds names rather than values.

use super::fit::Record;
use super::{Limits, ReadError};
use crate::time;

/// So many rows are looked at; titles and notes above a table are rarely longer.
pub(crate) const SAMPLE_ROWS: usize = 20;
/// Samples of unusually large rows stop here.
pub(crate) const SAMPLE_BYTES: usize = 8 << 20;

const LONGEST_HEADER: usize = 100;

/// The first rows of a table, for a closer look.
pub(crate) fn sample(
    mut next: impl FnMut() -> Result<Option<Record>, ReadError>,
) -> Result<Vec<Record>, ReadError> {
    let mut rows: Vec<Record> = Vec::new();
    let mut bytes = 0;
    while rows.len() < SAMPLE_ROWS && bytes < SAMPLE_BYTES {
        match next()? {
            Some(row) => {
                bytes += row.bytes();
                rows.push(row);
            }
            None => break,
        }
    }
    Ok(rows)
}

/// The header row among the first rows.
pub(crate) fn find<'a>(rows: &'a [Record], limits: &Limits) -> Result<&'a Record, ReadError> {
    let widest = rows.iter().map(Record::filled).max().ok_or(ReadError::Empty)?;
    for row in rows.iter().filter(|row| row.filled() * 2 > widest) {
        if names(row) {
            return Ok(row);
        }
        // A full row of values: names further down would be just another row that happens to look like them.
        if row.filled() == widest {
            break;
        }
    }
    // Too many columns is the better reason when both are true.
    rows.iter().try_for_each(|row| row.headers(limits).map(drop))?;
    Err(ReadError::NoHeader)
}

fn names(row: &Record) -> bool {
    let values = row.cells.iter().filter(|cell| value(cell.trim())).count();
    values * 5 < row.filled()
}

fn value(cell: &str) -> bool {
    !cell.is_empty()
        && (cell.chars().count() > LONGEST_HEADER
            || cell.contains('@')
            || cell.contains("://")
            || cell.chars().filter(char::is_ascii_digit).count() >= 5
            || cell.parse::<f64>().is_ok()
            || time::parse_time(cell).is_some())
}
