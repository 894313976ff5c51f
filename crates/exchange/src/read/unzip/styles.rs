//! What the styles of a workbook cost: the library that reads them copies the format and the font of each
//! style into it, so that a few kilobytes of styles could claim all memory.

use crate::read::ReadError;

/// Size of the part, unzipped.
pub(super) const PART_BYTES: u64 = 8 << 20;
/// Size of one tag. A format has at most 255 characters, a font's name 31.
const TAG_BYTES: usize = 4096;
/// A spreadsheet program allows 65,490 formats of cells: <https://support.microsoft.com/office/excel-specifications-and-limits>
const STYLES: usize = 65_536;
/// Size of all copies, when each style copies the longest tag.
const COPIED_BYTES: usize = 64 << 20;

#[derive(Default)]
pub(super) struct Styles {
    count: usize,
    longest: usize,
}

impl Styles {
    /// Takes note of a tag, which need not be over yet.
    pub(super) fn tag(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.longest = self.longest.max(bytes);
        if bytes > TAG_BYTES {
            return Err(too_large(TAG_BYTES));
        }
        self.weigh()
    }

    /// Takes note of the name of a tag, without prefix.
    pub(super) fn named(&mut self, name: &[u8]) -> Result<(), ReadError> {
        self.count += usize::from(matches!(name, b"xf" | b"font" | b"fill" | b"border"));
        if self.count > STYLES {
            return Err(ReadError::Damaged { detail: format!("more than {STYLES} styles") });
        }
        self.weigh()
    }

    fn weigh(&self) -> Result<(), ReadError> {
        if self.count * self.longest > COPIED_BYTES { Err(too_large(COPIED_BYTES)) } else { Ok(()) }
    }
}

fn too_large(limit: usize) -> ReadError {
    ReadError::UnzipsTooLarge { limit: limit as u64 }
}
