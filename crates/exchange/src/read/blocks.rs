//! The records of an old workbook, walked before it is read: the reader makes room for whatever size
//! a sheet claims, so that a file of a kilobyte could claim all memory.

mod texts;

use super::{Limits, ReadError};

const SHEET: u16 = 0x0085;
const BEGIN: u16 = 0x0809;
const END: u16 = 0x000A;
const DIMENSIONS: u16 = 0x0200;
const TEXTS: u16 = 0x00FC;
const CONTINUED: u16 = 0x003C;
/// A cell that shows a shared text.
const SHARED: u16 = 0x00FD;
/// Row and column stand at the start of each of these.
const CELLS: [u16; 9] = [0x0006, 0x0203, 0x0204, 0x0205, 0x027E, 0x00D6, 0x00FD, 0x00BD, 0x0207];

/// Refuses a workbook whose sheets together cover, or claim, more cells than the limit, or repeat shared texts
/// without end.
pub(crate) fn weigh(stream: &[u8], limits: &Limits) -> Result<(), ReadError> {
    let texts = shared_texts(stream);
    let (mut cells, mut bytes): (u64, u64) = (0, 0);
    for block in globals(stream).filter(|block| block.kind == SHEET) {
        let start = number32(block.body, 0).ok_or_else(short)? as usize;
        let sheet = stream.get(start..).ok_or_else(short)?;
        cells = cells.saturating_add(sheet_cells(sheet)?);
        bytes = bytes.saturating_add(shared_bytes(sheet, &texts));
        if cells > limits.legacy_cells {
            return Err(ReadError::TooManyCells { limit: limits.legacy_cells });
        }
        if bytes > limits.held_bytes {
            return Err(ReadError::UnzipsTooLarge { limit: limits.held_bytes });
        }
    }
    Ok(())
}

fn short() -> ReadError {
    ReadError::Damaged { detail: "a block ends too early".to_owned() }
}

struct Block<'a> {
    kind: u16,
    body: &'a [u8],
}

fn blocks(mut stream: &[u8]) -> impl Iterator<Item = Block<'_>> {
    std::iter::from_fn(move || {
        let kind = number16(stream, 0)?;
        let length = usize::from(number16(stream, 2)?);
        let body = stream.get(4..4 + length)?;
        stream = stream.get(4 + length..)?;
        Some(Block { kind, body })
    })
}

fn globals(stream: &[u8]) -> impl Iterator<Item = Block<'_>> {
    blocks(stream).take_while(|block| block.kind != END)
}

/// The most bytes of each shared text. Of several tables of them, the last is the one that counts.
fn shared_texts(stream: &[u8]) -> Vec<u64> {
    let mut sizes = Vec::new();
    let mut blocks = globals(stream).peekable();
    while let Some(block) = blocks.next() {
        if block.kind == TEXTS {
            let more = std::iter::from_fn(|| blocks.next_if(|block| block.kind == CONTINUED));
            sizes = texts::sizes(std::iter::once(block).chain(more).map(|block| block.body));
        }
    }
    sizes
}

/// Bytes of all copies of shared texts in the cells of a sheet.
fn shared_bytes(sheet: &[u8], texts: &[u64]) -> u64 {
    let cells = sheet_blocks(sheet).filter(|block| block.kind == SHARED);
    cells
        .filter_map(|block| texts.get(number32(block.body, 6)? as usize).copied())
        .fold(0, u64::saturating_add)
}

/// To the end of the sheet. Charts inside it are walked too: counting their cells as well does no harm.
fn sheet_blocks(stream: &[u8]) -> impl Iterator<Item = Block<'_>> {
    let mut depth = 0;
    blocks(stream).take_while(move |block| {
        let is_end = block.kind == END && depth <= 1;
        depth += i32::from(block.kind == BEGIN) - i32::from(block.kind == END);
        !is_end
    })
}

#[derive(Default)]
struct Rectangle {
    used: Option<[u64; 4]>,
}

impl Rectangle {
    fn include(&mut self, row: u64, column: u64) {
        let [top, left, bottom, right] = self.used.unwrap_or([row, column, row, column]);
        self.used = Some([top.min(row), left.min(column), bottom.max(row), right.max(column)]);
    }

    fn cells(&self) -> u64 {
        self.used.map_or(0, |[top, left, bottom, right]| (bottom - top + 1) * (right - left + 1))
    }
}

/// Cells of the rectangle that is used or, if larger, claimed.
fn sheet_cells(stream: &[u8]) -> Result<u64, ReadError> {
    let mut rectangle = Rectangle::default();
    let mut claimed = 0;
    for block in sheet_blocks(stream) {
        match block.kind {
            DIMENSIONS => claimed = claimed.max(dimensions(block.body)?),
            kind if CELLS.contains(&kind) => {
                if let (Some(row), Some(column)) = (number16(block.body, 0), number16(block.body, 2)) {
                    rectangle.include(row.into(), column.into());
                    rectangle.include(row.into(), last_column(&block).unwrap_or(column).into());
                }
            }
            _ => {}
        }
    }
    Ok(rectangle.cells().max(claimed))
}

/// A block of several numbers names its last column at its end.
fn last_column(block: &Block<'_>) -> Option<u16> {
    let several = block.kind == 0x00BD;
    several.then(|| number16(block.body, block.body.len().checked_sub(2)?)).flatten()
}

fn dimensions(body: &[u8]) -> Result<u64, ReadError> {
    let wide = body.len() > 10;
    let row = |index: usize| {
        if wide { number32(body, index * 4) } else { number16(body, index * 2).map(u32::from) }
    };
    let columns = if wide { 8 } else { 4 };
    let first = u64::from(row(0).ok_or_else(short)?);
    let last = u64::from(row(1).ok_or_else(short)?);
    if last < first {
        return Err(short());
    }
    let width = u64::from(number16(body, columns + 2).ok_or_else(short)?);
    Ok((last - first).saturating_mul(width))
}

fn number16(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2)?.try_into().ok().map(u16::from_le_bytes)
}

fn number32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}
