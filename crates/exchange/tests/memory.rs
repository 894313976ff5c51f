//! Large files in a process of their own, so that its memory can be watched.

#![expect(clippy::unwrap_used, reason = "in a story, a surprise is a failure")]

use exchange::{CellOut, Format, ReadError, ReadOptions, Table, Writer};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

const MB: u64 = 1 << 20;

/// The most memory this process has ever used, where the system tells.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? * 1024)
}

#[track_caller]
fn stays_flat<T>(megabytes: u64, work: impl FnOnce() -> T) -> T {
    let before = peak();
    let result = work();
    if let (Some(before), Some(after)) = (before, peak()) {
        assert!(after - before < megabytes * MB, "grew by {} MB", (after - before) / MB);
    }
    result
}

fn open(path: &Path) -> Result<Table, ReadError> {
    Table::open(path, "x", &ReadOptions::default())
}

// One story, since stories side by side would share the peak.
#[test]
fn large_files_need_little_memory() {
    let folder = tempfile::TempDir::new().unwrap();
    a_million_rows_stream(&folder.path().join("million.csv"));
    a_giant_cell_is_refused_without_holding_it(&folder.path().join("giant.csv"));
    a_giant_cell_of_a_workbook_is_refused(&folder.path().join("giant.xlsx"));
    styles_that_are_copied_without_end_are_refused(&folder.path().join("styles.xlsx"));
    a_large_workbook_is_written_and_read(&folder.path().join("large.xlsx"));
}

fn a_million_rows_stream(path: &Path) {
    let mut out = BufWriter::new(File::create(path).unwrap());
    out.write_all("姓名,手机\n".as_bytes()).unwrap();
    for number in 0..1_000_000_u64 {
        writeln!(out, "张伟{number},{}", 13_800_000_000 + number).unwrap();
    }
    out.into_inner().unwrap();
    let mut table = stays_flat(16, || open(path).unwrap());
    let count = stays_flat(16, || table.rows().unwrap().map(Result::unwrap).count());
    assert_eq!(count, 1_000_000);
}

fn a_giant_cell_is_refused_without_holding_it(path: &Path) {
    let mut out = BufWriter::new(File::create(path).unwrap());
    out.write_all(b"name,note\nSmith,\"").unwrap();
    (0..100).for_each(|_| out.write_all(&vec![b'x'; MB as usize]).unwrap());
    out.write_all(b"\"\n").unwrap();
    out.into_inner().unwrap();
    let error = stays_flat(32, || open(path).err());
    assert_eq!(error, Some(ReadError::CellTooLarge { line: Some(2), column: Some(2), limit: MB / 8 }));
}

fn a_giant_cell_of_a_workbook_is_refused(path: &Path) {
    let mut zip = zip::ZipWriter::new(File::create(path).unwrap());
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("xl/workbook.xml", options).unwrap();
    zip.start_file("xl/sharedStrings.xml", options).unwrap();
    zip.write_all(b"<sst><si><t>").unwrap();
    (0..100).for_each(|_| zip.write_all(&vec![b'x'; MB as usize]).unwrap());
    zip.write_all(b"</t></si></sst>").unwrap();
    zip.finish().unwrap();
    let error = stays_flat(32, || open(path).err());
    assert_eq!(error, Some(ReadError::CellTooLarge { line: None, column: None, limit: MB }));
}

/// A format of a megabyte, which each of so many styles would copy: 20 GB from a file of some kilobytes.
fn styles_that_are_copied_without_end_are_refused(path: &Path) {
    let format = "0".repeat(MB as usize);
    // A reader that took the first `>` for the end of the tag would not see how long it is.
    for format in [&format, &format!("[>9]{format}"), &"[>9]<a>".repeat(150_000)] {
        let styles = format!(
            r#"<styleSheet><numFmts><numFmt numFmtId="200" formatCode="{format}"/></numFmts><cellXfs>{}</cellXfs></styleSheet>"#,
            r#"<xf numFmtId="200"/>"#.repeat(20_000)
        );
        let mut zip = zip::ZipWriter::new(File::create(path).unwrap());
        for (name, part) in [("xl/workbook.xml", "<workbook/>"), ("xl/styles.xml", &styles)] {
            zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
            zip.write_all(part.as_bytes()).unwrap();
        }
        zip.finish().unwrap();
        assert!(std::fs::metadata(path).unwrap().len() < 20_000);
        let error = stays_flat(32, || open(path).err());
        assert_eq!(error, Some(ReadError::UnzipsTooLarge { limit: 4096 }));
    }
}

fn a_large_workbook_is_written_and_read(path: &Path) {
    const ROWS: i64 = 8_000;
    stays_flat(32, || {
        let mut writer = Writer::create(path, Format::Xlsx, "线索", &["a"; 20], &[]).unwrap();
        for row in 0..ROWS {
            let mut cells = [CellOut::Text("北京某某科技有限公司"); 20];
            cells[0] = CellOut::Number(row);
            writer.write_row(&cells).unwrap();
        }
        writer.finish().unwrap();
    });
    let mut table = open(path).unwrap();
    let count = stays_flat(32, || table.rows().unwrap().map(Result::unwrap).count());
    assert_eq!(count as i64, ROWS);
}
