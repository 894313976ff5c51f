//! The desk the stories work on: a folder of its own for each, and short ways to put files in it.

use exchange::{RawRow, ReadError, ReadOptions, Table};
use std::io::Write;
use std::path::PathBuf;
use tempfile::TempDir;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub struct Desk {
    folder: TempDir,
}

impl Desk {
    pub fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// A zip with the parts of a workbook; `parts` replace or add to them.
    pub fn put_workbook(&self, name: &str, parts: &[(&str, &[u8])]) -> PathBuf {
        let path = self.path(name);
        let mut zip = ZipWriter::new(std::fs::File::create(&path).unwrap());
        let given = |name: &str| parts.iter().any(|(given, _)| *given == name);
        for (name, text) in WORKBOOK.iter().filter(|(name, _)| !given(name)) {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        for (name, bytes) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap();
        path
    }

    pub fn open(&self, name: &str) -> Result<Table, ReadError> {
        self.open_with(name, &ReadOptions::default())
    }

    pub fn open_with(&self, name: &str, options: &ReadOptions) -> Result<Table, ReadError> {
        Table::open(&self.path(name), name, options)
    }
}

pub fn rows(table: &mut Table) -> Vec<RawRow> {
    table.rows().unwrap().map(Result::unwrap).collect()
}

pub fn cells(table: &mut Table) -> Vec<Vec<String>> {
    rows(table).into_iter().map(|row| row.cells).collect()
}

pub fn sheet_xml(rows: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    )
}

pub const SHEET: &str = "xl/worksheets/sheet1.xml";

const WORKBOOK: [(&str, &str); 4] = [
    (
        "[Content_Types].xml",
        r#"<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>"#,
    ),
    (
        "_rels/.rels",
        r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
    ),
    (
        "xl/workbook.xml",
        r#"<?xml version="1.0"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="线索" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
    ),
    (
        "xl/_rels/workbook.xml.rels",
        r#"<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
    ),
];
