//! Workbooks in the format of 1997, written here block by block.

use crate::desk::{Desk, cells, rows};
use cfb::CompoundFile;
use exchange::read::Found;
use exchange::{Limits, ReadError, ReadOptions, TableFormat};
use proptest::prelude::*;
use std::io::{Cursor, Write};

fn block(kind: u16, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).unwrap();
    [&kind.to_le_bytes()[..], &length.to_le_bytes(), body].concat()
}

fn begin(kind: u16) -> Vec<u8> {
    block(0x0809, &[&[0x00, 0x06], &kind.to_le_bytes()[..], &[0; 12]].concat())
}

fn end() -> Vec<u8> {
    block(0x000A, &[])
}

fn place(row: u16, column: u16, format: u16) -> Vec<u8> {
    [row, column, format].iter().flat_map(|number| number.to_le_bytes()).collect()
}

fn label(row: u16, column: u16, text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let mut body = place(row, column, 0);
    body.extend(u16::try_from(units.len()).unwrap().to_le_bytes());
    body.push(1);
    body.extend(units.into_iter().flat_map(u16::to_le_bytes));
    block(0x0204, &body)
}

fn number(row: u16, column: u16, format: u16, value: f64) -> Vec<u8> {
    block(0x0203, &[place(row, column, format), value.to_le_bytes().to_vec()].concat())
}

fn dimensions(rows: u32, columns: u16) -> Vec<u8> {
    let body = [&[0; 4], &rows.to_le_bytes()[..], &[0; 2], &columns.to_le_bytes(), &[0; 2]].concat();
    block(0x0200, &body)
}

/// Format 22 is a date with its time.
fn formats() -> Vec<u8> {
    [0_u16, 22]
        .iter()
        .flat_map(|format| block(0x00E0, &[&[0, 0], &format.to_le_bytes()[..], &[0; 16]].concat()))
        .collect()
}

fn workbook(globals: &[u8], sheet: &[u8]) -> Vec<u8> {
    let name = "线索".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let listed = |start: u32| block(0x0085, &[&start.to_le_bytes()[..], &[0, 0, 2, 1], &name].concat());
    let head = [&begin(5)[..], &formats(), globals].concat();
    let start = u32::try_from(head.len() + listed(0).len() + end().len()).unwrap();
    let stream = [&head[..], &listed(start), &end(), &begin(16), sheet, &end()].concat();
    compound("Workbook", &stream)
}

fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(name).unwrap().write_all(stream).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

fn leads() -> Vec<u8> {
    let blocks = [
        dimensions(4, 3),
        label(0, 0, "线索导出"),
        label(1, 0, "姓名"),
        label(1, 1, "手机"),
        label(1, 2, "提交时间"),
        label(3, 0, "张伟"),
        number(3, 1, 0, 13_800_138_000.0),
        number(3, 2, 1, 44_301.960_416_666_67),
    ];
    blocks.concat()
}

#[test]
fn an_old_workbook_is_read() {
    let desk = Desk::new();
    desk.put("leads.xls", workbook(&[], &leads()));
    let mut table = desk.open("leads.xls").unwrap();
    assert_eq!((table.format, table.sheet.as_deref()), (TableFormat::Xls, Some("线索")));
    assert_eq!((table.header_row, table.headers.join("|")), (2, "姓名|手机|提交时间".to_owned()));
    let rows = rows(&mut table);
    assert_eq!(rows[0].line, 4);
    assert_eq!(rows[0].cells, ["张伟", "13800138000", "2021-04-15 23:03:00"]);
    assert_eq!(cells(&mut table).len(), 1);
}

#[test]
fn an_old_workbook_of_many_rows_is_read() {
    let desk = Desk::new();
    let row = |row| [label(row, 0, &format!("张伟{row}")), number(row, 1, 0, f64::from(row))].concat();
    let blocks = [label(0, 0, "姓名"), label(0, 1, "手机"), (1..=5_000).flat_map(row).collect()].concat();
    desk.put("many.xls", workbook(&[], &blocks));
    let rows = cells(&mut desk.open("many.xls").unwrap());
    assert_eq!((rows.len(), &rows[4_999]), (5_000, &vec!["张伟5000".to_owned(), "5000".to_owned()]));
}

#[test]
fn a_workbook_of_a_kilobyte_can_not_claim_all_memory() {
    let desk = Desk::new();
    let limit = Limits::default().legacy_cells;
    desk.put("claims.xls", workbook(&[], &dimensions(u32::MAX, u16::MAX)));
    assert_eq!(desk.open("claims.xls").err(), Some(ReadError::TooManyCells { limit }));
    let corners = [label(0, 0, "a"), label(u16::MAX, 255, "b")].concat();
    desk.put("corners.xls", workbook(&[], &corners));
    assert_eq!(desk.open("corners.xls").err(), Some(ReadError::TooManyCells { limit }));
}

/// Texts that cells share, the last in two parts, as long ones are; and cells that show one of them.
fn shared(texts: &[&str], index: u8, cells: u16) -> (Vec<u8>, Vec<u8>) {
    let mut table = vec![0; 8];
    for text in texts {
        table.extend(u16::try_from(text.len()).unwrap().to_le_bytes());
        table.push(0);
        table.extend(text.bytes());
    }
    let last = table.split_off(table.len() - 3);
    let table = [block(0x00FC, &table), block(0x003C, &[&[0], &last[..]].concat())].concat();
    let cell = |row| block(0x00FD, &[&place(row, 0, 0)[..], &[index, 0, 0, 0]].concat());
    (table, (0..cells).flat_map(cell).collect())
}

#[test]
fn a_shared_text_is_read_and_may_not_be_repeated_without_end() {
    let desk = Desk::new();
    let long = "x".repeat(8_000);
    let (texts, cells) = shared(&["name", &long, "Smith", "phone"], 3, 1);
    desk.put("few.xls", workbook(&texts, &cells));
    assert_eq!(desk.open("few.xls").unwrap().headers, ["phone"]);
    let (texts, cells) = shared(&["name", &long, "phone"], 1, 20_000);
    desk.put("many.xls", workbook(&texts, &cells));
    let limit = Limits::default().held_bytes;
    assert_eq!(desk.open("many.xls").err(), Some(ReadError::UnzipsTooLarge { limit }));
}

#[test]
fn protected_and_foreign_files_are_told() {
    let desk = Desk::new();
    desk.put("locked.xls", workbook(&block(0x002F, &[1, 0, 1, 0, 1, 0]), &leads()));
    assert_eq!(desk.open("locked.xls").err(), Some(ReadError::Encrypted));
    desk.put("locked.xlsx", compound("EncryptedPackage", b"secret"));
    assert_eq!(desk.open("locked.xlsx").err(), Some(ReadError::Encrypted));
    desk.put("letter.xls", compound("WordDocument", b"Dear"));
    assert_eq!(desk.open("letter.xls").err(), Some(ReadError::NotATable { found: Found::Document }));
    desk.put("large.xls", workbook(&[], &leads()));
    let options =
        ReadOptions { limits: Limits { held_bytes: 100, ..Limits::default() }, ..ReadOptions::default() };
    assert!(matches!(
        desk.open_with("large.xls", &options).err(),
        Some(ReadError::FileTooLarge { limit: 100, .. })
    ));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_damaged_old_workbook_never_does_more_than_fail(
        changes in prop::collection::vec((0_usize..8192, any::<u8>()), 1..8),
    ) {
        let desk = Desk::new();
        let mut bytes = workbook(&[], &leads());
        let length = bytes.len();
        changes.into_iter().for_each(|(at, byte)| bytes[at % length] = byte);
        desk.put("x.xls", bytes);
        if let Ok(mut table) = desk.open("x.xls") {
            let _ = table.rows().map(Iterator::count);
        }
    }
}
