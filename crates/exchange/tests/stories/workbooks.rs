use crate::desk::{Desk, SHEET, cells, rows, sheet_xml};
use exchange::{ReadError, ReadOptions, TableFormat};
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};

#[test]
fn a_workbook_is_read_whatever_its_name_says() {
    let desk = Desk::new();
    let mut book = Workbook::new();
    let cover = book.add_worksheet();
    cover.set_name("封面").unwrap();
    let sheet = book.add_worksheet();
    sheet.set_name("线索").unwrap();
    sheet.write_string(0, 0, "线索导出").unwrap();
    for (column, header) in (0..).zip(["姓名", "手机", "邮编", "提交时间", "时长", "备注"]) {
        sheet.write_string(2, column, header).unwrap();
    }
    let time = Format::new().set_num_format("yyyy/m/d h:mm");
    let digits = Format::new().set_num_format("000000");
    let moment = ExcelDateTime::from_ymd(2021, 4, 15).unwrap().and_hms(23, 3, 0).unwrap();
    sheet.write_string(3, 0, "张伟").unwrap();
    sheet.write_number(3, 1, 13_800_138_000_f64).unwrap();
    sheet.write_number_with_format(3, 2, 10_020, &digits).unwrap();
    sheet.write_datetime_with_format(3, 3, moment, &time).unwrap();
    sheet.write_number(3, 4, 0.1 + 0.2).unwrap();
    sheet.write_formula(3, 5, Formula::new("=1+1").set_result("二")).unwrap();
    sheet.write_string(5, 0, "李娜").unwrap();
    book.save(desk.path("leads.csv")).unwrap();

    let mut table = desk.open("leads.csv").unwrap();
    assert_eq!(table.format, TableFormat::Xlsx);
    assert_eq!((table.sheets.join("|"), table.sheet.as_deref()), ("封面|线索".to_owned(), Some("线索")));
    assert_eq!(
        (table.header_row, table.headers.join("|")),
        (3, "姓名|手机|邮编|提交时间|时长|备注".to_owned())
    );
    let rows = rows(&mut table);
    assert_eq!(rows[0].line, 4);
    assert_eq!(rows[0].cells, ["张伟", "13800138000", "010020", "2021-04-15 23:03:00", "0.3", "二"]);
    assert_eq!((rows[1].line, rows[1].cells.join("|")), (6, "李娜|||||".to_owned()));
}

#[test]
fn a_sheet_is_chosen_by_name() {
    let desk = Desk::new();
    let mut book = Workbook::new();
    for name in ["first", "second"] {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        sheet.write_string(0, 0, format!("header of {name}")).unwrap();
    }
    book.save(desk.path("x.xlsx")).unwrap();
    let options = |sheet: &str| ReadOptions { sheet: Some(sheet.to_owned()), ..ReadOptions::default() };
    assert_eq!(desk.open("x.xlsx").unwrap().headers, ["header of first"]);
    assert_eq!(desk.open_with("x.xlsx", &options("second")).unwrap().headers, ["header of second"]);
    let third = desk.open_with("x.xlsx", &options("third")).err();
    assert_eq!(third, Some(ReadError::NoSuchSheet { sheet: "third".into() }));
}

#[test]
fn cells_come_out_as_a_person_sees_them() {
    let desk = Desk::new();
    let sheet = sheet_xml(
        r#"<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="str"><v>b</v></c><c r="C1" t="inlineStr"><is><r><t>c</t></r><r><t xml:space="preserve"> d</t></r></is></c><c r="D1" t="inlineStr"><is><t>e</t></is></c><c r="E1" t="inlineStr"><is><t>f</t></is></c></row>
        <row r="2"><c r="A2"><v>8.613800138E+12</v></c><c r="B2" t="b"><v>1</v></c><c r="C2" t="e"><v>#N/A</v></c><c r="D2" t="str"><f>A1&amp;B1</f><v>cached</v></c><c r="E2" t="d"><v>2021-04-15T23:03:00</v></c></row>
        <row r="3"><c r="A3"><v>-5</v></c><c r="B3"><f>1+1</f></c><c r="C3"><v>1.50</v></c></row>"#,
    );
    desk.put_workbook("x.xlsx", &[(SHEET, sheet.as_bytes())]);
    let mut table = desk.open("x.xlsx").unwrap();
    assert_eq!(table.headers, ["a", "b", "c d", "e", "f"]);
    assert_eq!(
        cells(&mut table),
        [["8613800138000", "TRUE", "#N/A", "cached", "2021-04-15 23:03:00"], ["-5", "", "1.5", "", ""]]
    );
}

#[test]
fn a_cell_beside_the_table_is_named_and_reading_goes_on() {
    let desk = Desk::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, name) in (0..).zip(["name", "Smith", "Jones"]) {
        sheet.write_string(row, 0, name).unwrap();
    }
    sheet.write_string(1, 16_383, "far away").unwrap();
    book.save(desk.path("x.xlsx")).unwrap();
    let options = ReadOptions { header_row: Some(1), ..ReadOptions::default() };
    let mut table = desk.open_with("x.xlsx", &options).unwrap();
    let rows: Vec<_> = table.rows().unwrap().collect();
    assert_eq!(rows[0], Err(ReadError::RowTooLong { line: 2, expected: 1, found: 16_384 }));
    assert_eq!(rows[1].as_ref().unwrap().cells, ["Jones"]);
}
