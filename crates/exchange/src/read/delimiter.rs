//! Which character parts the cells of a text file.

use std::collections::BTreeMap;

const CANDIDATES: [u8; 4] = [b',', b';', b'\t', b'|'];
const ROWS: usize = 50;

/// The delimiter under which most rows of the sample have the same number of cells; a comma when none parts any.
pub(crate) fn find(sample: &[u8], cut_off: bool) -> u8 {
    if let Some(named) = named(sample) {
        return named;
    }
    let scored = CANDIDATES.iter().map(|candidate| (score(sample, cut_off, *candidate), *candidate));
    // The first of equals wins, hence not `max_by_key`.
    scored.fold(((0, 0), b','), |best, next| if next.0 > best.0 { next } else { best }).1
}

/// Some programs say it themselves, in a first line `sep=;`.
fn named(sample: &[u8]) -> Option<u8> {
    let line = sample.split(|byte| matches!(byte, b'\r' | b'\n')).next()?;
    match line {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter] => Some(*delimiter),
        _ => None,
    }
}

/// How many rows agree on a width of at least two, and on which.
fn score(sample: &[u8], cut_off: bool, delimiter: u8) -> (usize, usize) {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(sample);
    let mut widths: Vec<usize> =
        reader.byte_records().take(ROWS).filter_map(Result::ok).map(|row| row.len()).collect();
    if cut_off && widths.len() > 1 && widths.len() < ROWS {
        widths.pop();
    }
    let mut rows = BTreeMap::new();
    for width in widths.into_iter().filter(|width| *width > 1) {
        *rows.entry(width).or_insert(0) += 1;
    }
    rows.into_iter().map(|(width, count)| (count, width)).max().unwrap_or_default()
}
