use crate::desk::{Desk, SHEET, sheet_xml};
use exchange::read::Found;
use exchange::{Limits, ReadError, ReadOptions};
use proptest::prelude::*;
use std::io::Write;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0";

#[track_caller]
fn refused(desk: &Desk, name: &str) -> ReadError {
    desk.open(name).err().unwrap_or_else(|| panic!("{name} was taken"))
}

fn not_a_table(found: Found) -> ReadError {
    ReadError::NotATable { found }
}

#[test]
fn other_kinds_of_files_are_told_by_their_content() {
    let desk = Desk::new();
    for (name, bytes, found) in [
        ("picture.xlsx", PICTURE, Found::Picture),
        ("picture.csv", b"\xff\xd8\xff\xe0\0\x10JFIF", Found::Picture),
        ("paper.xls", b"%PDF-1.7 and so on", Found::Pdf),
        ("page.xls", b"\n<HTML><body><table><tr><td>a</td></tr></table>", Found::WebPage),
        ("page2.xls", b"\xef\xbb\xbf<?xml version=\"1.0\"?><Workbook/>", Found::WebPage),
        ("packed.csv", b"\x1f\x8b\x08\0\0\0\0\0", Found::Archive),
        ("program.csv", b"\x7fELF\x02\x01\x01\0\0\0\0\0", Found::Binary),
    ] {
        desk.put(name, bytes);
        assert_eq!(refused(&desk, name), not_a_table(found), "{name}");
    }
}

#[test]
fn a_zip_that_is_no_workbook_is_told() {
    let desk = Desk::new();
    for (name, part, found) in [
        ("photos.xlsx", "photo.png", Found::Archive),
        ("letter.xlsx", "word/document.xml", Found::Document),
        ("binary.xlsx", "xl/workbook.bin", Found::OtherSpreadsheet),
        ("open.xlsx", "mimetype", Found::OtherSpreadsheet),
    ] {
        let mut zip = ZipWriter::new(std::fs::File::create(desk.path(name)).unwrap());
        zip.start_file(part, SimpleFileOptions::default()).unwrap();
        zip.write_all(b"x").unwrap();
        zip.finish().unwrap();
        assert_eq!(refused(&desk, name), not_a_table(found), "{name}");
    }
}

#[test]
fn nothing_to_read_is_said() {
    let desk = Desk::new();
    for text in ["", "\u{feff}", "\n\n  \n", ",,,\n,,\n"] {
        desk.put("x.csv", text);
        assert_eq!(refused(&desk, "x.csv"), ReadError::Empty, "{text:?}");
    }
    desk.put_workbook("x.xlsx", &[(SHEET, sheet_xml("").as_bytes())]);
    assert_eq!(refused(&desk, "x.xlsx"), ReadError::Empty);
    assert!(matches!(refused(&desk, "missing.csv"), ReadError::Io { .. }));
}

#[test]
fn rubbish_that_no_encoding_makes_sense_of_is_refused() {
    let desk = Desk::new();
    let mut bytes = b"name,phone\n".to_vec();
    bytes.extend((0..4000_u32).map(|number| 0x80 + (number * 7919 % 127) as u8));
    desk.put("x.csv", bytes);
    assert!(matches!(refused(&desk, "x.csv"), ReadError::Undecodable { .. }));
}

#[test]
fn a_workbook_that_would_grow_without_end_is_refused() {
    let desk = Desk::new();
    let row = r#"<row><c t="str"><v>aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa</v></c></row>"#;
    let bomb = sheet_xml(&row.repeat(600_000));
    let path = desk.put_workbook("bomb.xlsx", &[(SHEET, bomb.as_bytes())]);
    assert!(std::fs::metadata(&path).unwrap().len() < 500_000);
    assert_eq!(refused(&desk, "bomb.xlsx"), ReadError::ShrunkTooMuch { ratio: 100 });
}

#[test]
fn a_directory_that_lies_about_sizes_does_not_help_a_bomb() {
    let desk = Desk::new();
    let sheet = sheet_xml(&"<row><c><v>1</v></c></row>".repeat(100_000));
    let path = desk.put_workbook("x.xlsx", &[(SHEET, sheet.as_bytes())]);
    let honest = std::fs::read(&path).unwrap();
    let size = u32::try_from(sheet.len()).unwrap().to_le_bytes();
    let lying: Vec<u8> = replaced(&honest, &size, &100_u32.to_le_bytes());
    assert_ne!(honest, lying);
    desk.put("lying.xlsx", lying);
    let limits = Limits { unzipped_bytes: 1 << 20, ..Limits::default() };
    let options = ReadOptions { limits, ..ReadOptions::default() };
    let expected = Some(ReadError::UnzipsTooLarge { limit: 1 << 20 });
    assert_eq!(desk.open_with("x.xlsx", &options).err(), expected);
    let lied = desk.open_with("lying.xlsx", &options).err();
    assert!(lied == expected || matches!(lied, Some(ReadError::Damaged { .. })), "{lied:?}");
}

fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for at in 0..bytes.len() - from.len() {
        if bytes[at..].starts_with(from) {
            bytes[at..at + to.len()].copy_from_slice(to);
        }
    }
    bytes
}

#[test]
fn a_giant_cell_of_a_workbook_is_refused_wherever_it_hides() {
    let desk = Desk::new();
    // Not one letter repeated: that would be refused as a bomb before.
    let giant: String = (0..300_000_u32).map(|number| format!("{number:x}")).collect();
    let in_cell = sheet_xml(&format!(r#"<row><c t="inlineStr"><is><t>{giant}</t></is></c></row>"#));
    let runs: String = giant
        .as_bytes()
        .chunks(1000)
        .map(|run| format!("<r><t>{}</t></r>", String::from_utf8_lossy(run)))
        .collect();
    let in_runs = sheet_xml(&format!(r#"<row><c t="inlineStr"><is>{runs}</is></c></row>"#));
    let in_tag = sheet_xml(&format!(r#"<row><c x="{giant}"/></row>"#));
    let texts = format!("<sst><si><t>{giant}</t></si></sst>");
    let shared = sheet_xml(r#"<row><c t="s"><v>0</v></c></row>"#);
    let expected = ReadError::CellTooLarge { line: None, column: None, limit: 1 << 20 };
    for sheet in [in_cell, in_runs, in_tag] {
        desk.put_workbook("x.xlsx", &[(SHEET, sheet.as_bytes())]);
        assert_eq!(refused(&desk, "x.xlsx"), expected);
    }
    desk.put_workbook("x.xlsx", &[(SHEET, shared.as_bytes()), ("xl/sharedStrings.xml", texts.as_bytes())]);
    assert_eq!(refused(&desk, "x.xlsx"), expected);
}

#[test]
fn a_promise_of_countless_texts_makes_no_room_for_them() {
    let desk = Desk::new();
    let sheet = sheet_xml(r#"<row><c t="s"><v>0</v></c></row>"#);
    let padding = "x".repeat(5000);
    for attributes in ["uniqueCount=\"99999999999\"", &format!("a=\"{padding}\" uniqueCount=\"99999999999\"")]
    {
        let texts = format!("<sst {attributes}><si><t>name</t></si></sst>");
        desk.put_workbook("x.xlsx", &[(SHEET, sheet.as_bytes()), ("xl/sharedStrings.xml", texts.as_bytes())]);
        assert!(matches!(refused(&desk, "x.xlsx"), ReadError::Damaged { .. }));
    }
}

#[test]
fn a_promise_is_seen_wherever_it_hides() {
    let desk = Desk::new();
    let sheet = sheet_xml(r#"<row><c t="s"><v>0</v></c></row>"#);
    let promise = r#"uniqueCount="99999999999""#;
    let long = "x".repeat(5000);
    for tag in [
        format!(r#"<sst a=">" {promise}>"#),
        format!(r#"<sst a='"' b='>' {promise}>"#),
        format!("<!-- it's --><sst {promise}>"),
        format!("<!-->--><sst {promise}>"),
        format!("<?a '?><sst {promise}>"),
        format!("<{long}:sst {promise}>"),
        format!("<!DOCTYPE a><sst {promise}>"),
    ] {
        let texts = format!("{tag}<si><t>name</t></si></sst>");
        desk.put_workbook("x.xlsx", &[(SHEET, sheet.as_bytes()), ("xl/sharedStrings.xml", texts.as_bytes())]);
        assert!(matches!(refused(&desk, "x.xlsx"), ReadError::Damaged { .. }), "{tag:.40}");
    }
}

#[test]
fn comments_and_marks_in_quotation_hide_nothing_and_harm_nothing() {
    let desk = Desk::new();
    let sheet = sheet_xml(
        r#"<!-- don't --><row a=">'"><c t="s"><v>0</v></c></row><!----><row><c t="str"><v><![CDATA[a<b]]></v></c></row>"#,
    );
    let texts = r#"<?xml version="1.0"?><sst x='">' uniqueCount="1"><si><t>name</t></si></sst>"#;
    desk.put_workbook("x.xlsx", &[(SHEET, sheet.as_bytes()), ("xl/sharedStrings.xml", texts.as_bytes())]);
    assert_eq!(desk.open("x.xlsx").unwrap().headers, ["name"]);
}

fn styled(formats: &str, styles: &str) -> String {
    format!("<styleSheet><numFmts>{formats}</numFmts><cellXfs>{styles}</cellXfs></styleSheet>")
}

#[test]
fn styles_that_would_cost_too_much_are_refused() {
    let desk = Desk::new();
    let sheet = sheet_xml(r#"<row><c t="str"><v>name</v></c></row>"#);
    let format = |length| format!(r#"<numFmt numFmtId="200" formatCode="{}"/>"#, "0".repeat(length));
    let style = r#"<xf numFmtId="200"/>"#;
    let put = |styles: &str| {
        desk.put_workbook("x.xlsx", &[(SHEET, sheet.as_bytes()), ("xl/styles.xml", styles.as_bytes())]);
    };
    put(&styled(&format(255), &style.repeat(65_490)));
    assert_eq!(desk.open("x.xlsx").unwrap().headers, ["name"], "the most a spreadsheet program writes");
    put(&styled("", &"<x:xf/>".repeat(65_537)));
    assert!(matches!(refused(&desk, "x.xlsx"), ReadError::Damaged { .. }));
    put(&styled(&format(4_000), &style.repeat(20_000)));
    assert_eq!(refused(&desk, "x.xlsx"), ReadError::UnzipsTooLarge { limit: 64 << 20 });
    put(&styled(&format(5_000), style));
    assert_eq!(refused(&desk, "x.xlsx"), ReadError::UnzipsTooLarge { limit: 4096 });
    put(&styled(&format(255).repeat(30_000), style));
    assert_eq!(refused(&desk, "x.xlsx"), ReadError::UnzipsTooLarge { limit: 8 << 20 });
}

#[test]
fn a_row_that_repeats_a_large_text_is_told_with_its_line() {
    let desk = Desk::new();
    let texts = format!("<sst><si><t>name</t></si><si><t>{}</t></si></sst>", "x".repeat(100_000));
    let heads = r#"<c t="str"><v>a</v></c>"#.repeat(200);
    let cells = r#"<c t="s"><v>1</v></c>"#.repeat(200);
    let sheet = sheet_xml(&format!("<row>{heads}</row><row>{cells}</row>"));
    desk.put_workbook("x.xlsx", &[(SHEET, sheet.as_bytes()), ("xl/sharedStrings.xml", texts.as_bytes())]);
    let limit = Limits::default().row_bytes as u64;
    assert_eq!(refused(&desk, "x.xlsx"), ReadError::RowTooLarge { line: 2, limit });
}

#[test]
fn three_hundred_columns_are_too_many() {
    let desk = Desk::new();
    let headers: Vec<String> = (1..=300).map(|number| format!("column {number}")).collect();
    let expected = ReadError::TooManyColumns { line: 1, found: 300, limit: 256 };
    desk.put("wide.csv", headers.join(","));
    assert_eq!(refused(&desk, "wide.csv"), expected);
    let cells: String = headers.iter().map(|header| format!(r#"<c t="str"><v>{header}</v></c>"#)).collect();
    desk.put_workbook("wide.xlsx", &[(SHEET, sheet_xml(&format!("<row>{cells}</row>")).as_bytes())]);
    assert_eq!(refused(&desk, "wide.xlsx"), expected);
}

#[test]
fn a_workbook_cut_short_is_damaged() {
    let desk = Desk::new();
    let path = desk.put_workbook("x.xlsx", &[(SHEET, sheet_xml("<row><c><v>1</v></c></row>").as_bytes())]);
    let bytes = std::fs::read(path).unwrap();
    desk.put("cut.xlsx", &bytes[..bytes.len() / 2]);
    assert!(matches!(refused(&desk, "cut.xlsx"), ReadError::Damaged { .. }));
    desk.put_workbook("broken.xlsx", &[(SHEET, b"<worksheet><sheetData><row><c>")]);
    assert!(matches!(refused(&desk, "broken.xlsx"), ReadError::Damaged { .. }));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_damaged_workbook_never_does_more_than_fail(
        changes in prop::collection::vec((0_usize..4096, any::<u8>()), 1..8),
    ) {
        let desk = Desk::new();
        let rows = r#"<row r="1"><c r="A1" t="str"><v>name</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>"#;
        let path = desk.put_workbook("x.xlsx", &[(SHEET, sheet_xml(rows).as_bytes())]);
        let mut bytes = std::fs::read(path).unwrap();
        let length = bytes.len();
        changes.into_iter().for_each(|(at, byte)| bytes[at % length] = byte);
        desk.put("x.xlsx", bytes);
        if let Ok(mut table) = desk.open("x.xlsx") {
            let _ = table.rows().map(Iterator::count);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let desk = Desk::new();
        desk.put("x.csv", bytes);
        if let Ok(mut table) = desk.open("x.csv") {
            let width = table.headers.len();
            prop_assert!(table.rows().unwrap().flatten().all(|row| row.cells.len() == width));
        }
    }
}
