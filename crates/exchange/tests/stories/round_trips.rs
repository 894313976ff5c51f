use crate::desk::{Desk, cells};
use calamine::{Data, Reader, Xlsx};
use chrono::NaiveDate;
use exchange::write::{defuse, undefuse};
use exchange::{CellOut, Format, ReadOptions, Writer};
use proptest::prelude::*;
use std::io::BufReader;

const BOTH: [Format; 2] = [Format::Xlsx, Format::Csv];
const DANGEROUS: [&str; 9] =
    ["=1+1", "+8613800138000", "-1", "@SUM(A1)", "  =1", "\t=1", "＝1+1", "'=1", "\r\n=cmd|' /C calc'!A0"];

fn write(desk: &Desk, format: Format, rows: &[Vec<CellOut<'_>>]) -> String {
    let name = format!("x.{}", format.extension());
    let mut writer =
        Writer::create(&desk.path(&name), format, "线索", &["姓名", "备注", "提交时间"], &[12, 40, 20])
            .unwrap();
    rows.iter().for_each(|row| writer.write_row(row).unwrap());
    writer.finish().unwrap();
    name
}

#[test]
fn what_is_written_is_read_back() {
    let time = NaiveDate::from_ymd_opt(2021, 4, 15).unwrap().and_hms_opt(23, 3, 7).unwrap();
    let rows = [
        vec![CellOut::Text("张伟"), CellOut::Text("a, \"b\"\nc"), CellOut::Time(time)],
        vec![CellOut::Text("𠮷田"), CellOut::Number(-13_800_138_000), CellOut::Empty],
        vec![CellOut::Text("0123"), CellOut::Number(i64::MAX), CellOut::Text("x")],
    ];
    for format in BOTH {
        let desk = Desk::new();
        let name = write(&desk, format, &rows);
        let mut table = desk.open(&name).unwrap();
        assert_eq!(table.headers, ["姓名", "备注", "提交时间"]);
        let expected = [
            ["张伟", "a, \"b\"\nc", "2021-04-15 23:03:07"],
            ["𠮷田", "-13800138000", ""],
            ["0123", "9223372036854775807", "x"],
        ];
        assert_eq!(cells(&mut table), expected, "{format:?}");
    }
}

#[test]
fn text_that_could_run_is_text_in_both_forms() {
    let desk = Desk::new();
    let rows: Vec<_> = DANGEROUS.iter().map(|text| vec![CellOut::Text("x"), CellOut::Text(text)]).collect();
    write(&desk, Format::Csv, &rows);
    let bytes = std::fs::read(desk.path("x.csv")).unwrap();
    assert!(bytes.starts_with("\u{feff}姓名,备注,提交时间\r\nx,'=1+1\r\nx,'+8613800138000\r\n".as_bytes()));

    write(&desk, Format::Xlsx, &rows);
    let mut book = Xlsx::new(BufReader::new(std::fs::File::open(desk.path("x.xlsx")).unwrap())).unwrap();
    assert!(book.worksheet_formula("线索").unwrap().is_empty(), "no formula is in the sheet");
    let range = book.worksheet_range("线索").unwrap();
    assert_eq!(range.get_value((1, 1)), Some(&Data::String("=1+1".into())), "no apostrophe either");

    for format in BOTH {
        let read: Vec<String> = cells(&mut desk.open(&format!("x.{}", format.extension())).unwrap())
            .into_iter()
            .map(|row| row[1].replace("\r\n", "\n"))
            .collect();
        assert_eq!(read, DANGEROUS.map(|text| text.replace("\r\n", "\n")), "{format:?}");
    }
}

#[test]
fn harmless_text_is_left_alone() {
    for text in ["", "张伟", "it's", "'tis", "a=b", "1-2", "O'Brien", "２０２１", "#N/A"] {
        assert_eq!(defuse(text), text);
        assert_eq!(undefuse(text), text);
    }
}

#[test]
fn times_that_a_sheet_can_not_hold_are_written_as_text() {
    let desk = Desk::new();
    let early = NaiveDate::from_ymd_opt(1850, 1, 2).unwrap().and_hms_opt(3, 4, 5).unwrap();
    write(&desk, Format::Xlsx, &[vec![CellOut::Text("x"), CellOut::Time(early)]]);
    assert_eq!(cells(&mut desk.open("x.xlsx").unwrap())[0][1], "1850-01-02 03:04:05");
}

#[test]
fn names_of_sheets_and_endless_texts_are_made_to_fit() {
    let desk = Desk::new();
    let long = "长".repeat(40_000);
    let mut writer =
        Writer::create(&desk.path("x.xlsx"), Format::Xlsx, "'线索[1]: 2/3' ".repeat(5).as_str(), &["a"], &[])
            .unwrap();
    writer.write_row(&[CellOut::Text(&long)]).unwrap();
    writer.finish().unwrap();
    let mut table = desk.open("x.xlsx").unwrap();
    let cell = &cells(&mut table)[0][0];
    assert_eq!(cell.chars().count(), 32_767);
    assert!(cell.ends_with("长…"));
}

fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "[\\PC\n]{0,12}",
        "['\\s]{0,2}[=+\\-@＝＋－＠]\\PC{0,6}",
        "'{0,3}=\\PC{0,3}",
        "[\"',;\r\n\t=]{0,6}"
    ]
}

proptest! {
    #[test]
    fn defusing_is_undone_without_loss(text in texts()) {
        let defused = defuse(&text);
        prop_assert_eq!(undefuse(&defused), &text);
        let begins = defused.trim_start_matches(|letter: char| letter.is_whitespace());
        prop_assert!(!begins.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']));
    }

    #[test]
    fn any_text_survives_a_text_file(table in prop::collection::vec((texts(), texts(), texts()), 0..8)) {
        let desk = Desk::new();
        let rows: Vec<Vec<CellOut<'_>>> = table
            .iter()
            .map(|(a, b, c)| vec![CellOut::Text(a), CellOut::Text(b), CellOut::Text(c)])
            .collect();
        let name = write(&desk, Format::Csv, &rows);
        let options = ReadOptions { header_row: Some(1), delimiter: Some(b','), ..ReadOptions::default() };
        let read = cells(&mut desk.open_with(&name, &options).unwrap());
        // Rows without anything, and cells with nothing but spaces, are as good as empty.
        let plain = |text: &String| if text.trim_ascii().is_empty() { String::new() } else { text.clone() };
        let expected: Vec<Vec<String>> = table
            .iter()
            .map(|(a, b, c)| vec![plain(a), plain(b), plain(c)])
            .filter(|row| row.iter().any(|cell| !cell.is_empty()))
            .collect();
        prop_assert_eq!(read, expected);
    }
}
