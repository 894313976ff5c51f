/// How much a file may ask of the machine before it is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Size of the file itself.
    pub file_bytes: u64,
    /// Size of all parts of a workbook together, unzipped.
    pub unzipped_bytes: u64,
    /// Size of what a workbook makes us hold at once: its table of shared texts, or a whole `.xls`.
    pub held_bytes: u64,
    /// Size of one cell. A spreadsheet program allows 32,767 characters, which are 98 kB of Chinese.
    pub cell_bytes: usize,
    /// Size of all cells of one row. A lead needs a fraction: many rows are held at once, and a workbook
    /// repeats a text in as many cells as it likes without growing.
    pub row_bytes: usize,
    /// Number of columns.
    pub columns: usize,
    /// Number of cells in the rectangles of an `.xls`, which can only be read whole.
    pub legacy_cells: u64,
}

const MB: u64 = 1 << 20;

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 512 * MB,
            unzipped_bytes: 1024 * MB,
            held_bytes: 256 * MB,
            cell_bytes: 128 << 10,
            row_bytes: 256 << 10,
            columns: 256,
            legacy_cells: 8_000_000,
        }
    }
}
