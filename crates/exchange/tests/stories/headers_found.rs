use crate::desk::{Desk, cells};
use exchange::ReadError;

#[test]
fn titles_above_the_headers_are_passed_over() {
    let desk = Desk::new();
    for (text, line) in [
        ("线索导出\n\n姓名,手机,邮箱\n张伟,13800138000,z@example.com\n", 3),
        ("线索导出,,\n导出时间: 2021-04-15,,\n姓名,手机,邮箱\n张伟,13800138000,\n", 3),
        ("某某公司\n线索\n第一页\n姓名,手机,邮箱\n张伟,13800138000,\n", 4),
        ("\u{feff}姓名,手机,邮箱\n张伟,13800138000,\n", 1),
    ] {
        desk.put("x.csv", text);
        let table = desk.open("x.csv").unwrap();
        assert_eq!(
            (table.header_row, table.headers.join("|")),
            (line, "姓名|手机|邮箱".to_owned()),
            "{text}"
        );
    }
}

#[test]
fn a_file_without_headers_is_refused() {
    let desk = Desk::new();
    for text in [
        "张伟,13800138000,z@example.com\n李娜,13900139000,l@example.com\n王芳,,\n",
        "1,2,3\n4,5,6\n",
        "Smith,2021-04-15,717-524-3125\nJones,2021-04-16,\n",
    ] {
        desk.put("x.csv", text);
        assert_eq!(desk.open("x.csv").err(), Some(ReadError::NoHeader), "{text}");
    }
}

#[test]
fn headers_lose_their_line_breaks_and_spare_spaces() {
    let desk = Desk::new();
    desk.put("x.csv", "\"姓名\n(必填)\",  Lead   Status ,\nZhang,new,\n");
    let mut table = desk.open("x.csv").unwrap();
    assert_eq!(table.headers, ["姓名 (必填)", "Lead Status"]);
    assert_eq!(cells(&mut table), [["Zhang", "new"]]);
}

#[test]
fn a_column_without_a_header_among_others_keeps_its_place() {
    let desk = Desk::new();
    desk.put("x.csv", "name,,phone\nSmith,x,1\n");
    let mut table = desk.open("x.csv").unwrap();
    assert_eq!(table.headers, ["name", "", "phone"]);
    assert_eq!(cells(&mut table), [["Smith", "x", "1"]]);
}
