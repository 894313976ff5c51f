use crate::desk::{Desk, cells, rows};
use exchange::{Limits, ReadError, ReadOptions, TableFormat};

#[test]
fn a_plain_file_is_read_with_its_line_numbers() {
    let desk = Desk::new();
    desk.put("leads.csv", "姓名,手机,备注\n张伟,13800138000,\"第一行\n第二行\"\n\n李娜,13900139000,\n");
    let mut table = desk.open("leads.csv").unwrap();
    assert_eq!(
        (table.format, table.encoding, table.delimiter),
        (TableFormat::Csv, Some("UTF-8"), Some(b','))
    );
    assert_eq!((table.header_row, table.headers.join("|")), (1, "姓名|手机|备注".to_owned()));
    let rows = rows(&mut table);
    assert_eq!(rows[0].line, 2);
    assert_eq!(rows[0].cells, ["张伟", "13800138000", "第一行\n第二行"]);
    assert_eq!(rows[1].line, 5);
    assert_eq!(rows[1].cells, ["李娜", "13900139000", ""]);
}

#[test]
fn rows_can_be_read_again_from_the_first() {
    let desk = Desk::new();
    desk.put("leads.csv", "a,b\r\n1,2\r\n3,4\r\n");
    let mut table = desk.open("leads.csv").unwrap();
    assert_eq!(cells(&mut table), cells(&mut table));
    assert_eq!(rows(&mut table).iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3]);
}

#[test]
fn the_delimiter_is_found() {
    let desk = Desk::new();
    for (delimiter, text) in [
        (b';', "name;phone;note\nSmith;1;a, b, c\nJones;2;d\n"),
        (b'\t', "name\tphone\nSmith, J.\t1\nJones, K.\t2\n"),
        (b'|', "name|phone\nSmith|1\n"),
        (b',', "name,note\nSmith,\"a;b;c;d\"\nJones,\"e;f;g;h\"\n"),
        (b',', "name\nSmith\n"),
        (b';', "sep=;\nname;phone\nSmith;1\n"),
        (b';', "\"Leads, all of them, as of today\"\nname;phone\nSmith;1\nJones;2\n"),
    ] {
        desk.put("x.csv", text);
        let mut table = desk.open("x.csv").unwrap();
        assert_eq!(table.delimiter, Some(delimiter), "{text}");
        assert_eq!(table.headers[0], "name", "{text}");
        assert!(!cells(&mut table).is_empty());
    }
}

#[test]
fn what_a_person_decides_goes_before_what_is_found() {
    let desk = Desk::new();
    desk.put("x.csv", "a;b,c\nd;e,f\ng;h,i\n");
    let options = ReadOptions { delimiter: Some(b';'), header_row: Some(2), ..ReadOptions::default() };
    let mut table = desk.open_with("x.csv", &options).unwrap();
    assert_eq!(table.headers, ["d", "e,f"]);
    assert_eq!(cells(&mut table), [["g", "h,i"]]);
    let options = ReadOptions { header_row: Some(9), ..ReadOptions::default() };
    assert_eq!(desk.open_with("x.csv", &options).err(), Some(ReadError::NoSuchRow { line: 9 }));
}

#[test]
fn a_short_row_is_filled_up_and_a_long_one_is_named() {
    let desk = Desk::new();
    desk.put(
        "ragged.csv",
        "name,phone,mail\nSmith\nJones,1,j@example.com,extra,more\nBrown,2,b@example.com,,\n",
    );
    let mut table = desk.open("ragged.csv").unwrap();
    let rows: Vec<_> = table.rows().unwrap().collect();
    assert_eq!(rows[0].as_ref().unwrap().cells, ["Smith", "", ""]);
    assert_eq!(rows[1], Err(ReadError::RowTooLong { line: 3, expected: 3, found: 5 }));
    assert_eq!(rows[2].as_ref().unwrap().cells, ["Brown", "2", "b@example.com"]);
}

#[test]
fn every_kind_of_line_end_counts_as_one_line() {
    let desk = Desk::new();
    for end in ["\n", "\r\n", "\r"] {
        let text = ["name,phone", "Smith,1", "\"Jo\u{d}\u{a}nes\",2", "Brown,3"].join(end);
        desk.put("x.csv", text);
        let lines: Vec<u64> = rows(&mut desk.open("x.csv").unwrap()).iter().map(|row| row.line).collect();
        assert_eq!(lines, [2, 3, 5], "{end:?}");
    }
}

#[test]
fn a_quotation_mark_that_never_closes_is_named() {
    let desk = Desk::new();
    desk.put("x.csv", "name,note\nSmith,\"open\nJones,2\nBrown,3\n");
    let mut table =
        desk.open_with("x.csv", &ReadOptions { header_row: Some(1), ..ReadOptions::default() }).unwrap();
    let rows: Vec<_> = table.rows().unwrap().collect();
    assert_eq!(rows, [Err(ReadError::OpenQuote { line: 2 })]);
}

#[test]
fn a_table_may_have_headers_only() {
    let desk = Desk::new();
    desk.put("x.csv", "姓名,手机");
    let mut table = desk.open("x.csv").unwrap();
    assert_eq!(table.headers, ["姓名", "手机"]);
    assert!(cells(&mut table).is_empty());
}

#[test]
fn an_apostrophe_that_only_stops_a_formula_is_taken_off() {
    let desk = Desk::new();
    desk.put("x.csv", "name,phone\n'=1+1,'+8613800138000\n'tis,-\n");
    let mut table = desk.open("x.csv").unwrap();
    assert_eq!(cells(&mut table), [["=1+1", "+8613800138000"], ["'tis", "-"]]);
}

#[test]
fn limits_are_settings() {
    let desk = Desk::new();
    desk.put("x.csv", "name,note\nSmith,0123456789\n");
    let limited = |limits| desk.open_with("x.csv", &ReadOptions { limits, ..ReadOptions::default() }).err();
    let limits = Limits { file_bytes: 10, ..Limits::default() };
    assert_eq!(limited(limits), Some(ReadError::FileTooLarge { bytes: 27, limit: 10 }));
    let limits = Limits { cell_bytes: 9, ..Limits::default() };
    assert_eq!(limited(limits), Some(ReadError::CellTooLarge { line: Some(2), column: Some(2), limit: 9 }));
    let limits = Limits { row_bytes: 12, ..Limits::default() };
    assert_eq!(limited(limits), Some(ReadError::RowTooLarge { line: 2, limit: 12 }));
}
