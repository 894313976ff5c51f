use crate::desk::{Desk, cells};
use encoding_rs::{BIG5, GB18030, SHIFT_JIS, WINDOWS_1252};
use exchange::{ReadError, ReadOptions};

const TEXT: &str =
    "姓名,手机,企业名称\n张伟,13800138000,北京某某科技有限公司\n李娜,13900139000,上海某某贸易有限公司\n";

fn read(desk: &Desk, name: &str) -> (Option<&'static str>, Vec<Vec<String>>) {
    let mut table = desk.open(name).unwrap();
    let cells = cells(&mut table);
    (table.encoding, cells)
}

#[test]
fn utf8_is_read_with_and_without_its_mark() {
    let desk = Desk::new();
    desk.put("plain.csv", TEXT);
    desk.put("marked.csv", format!("\u{feff}{TEXT}"));
    let plain = read(&desk, "plain.csv");
    assert_eq!(plain.0, Some("UTF-8"));
    assert_eq!(plain.1[1][2], "上海某某贸易有限公司");
    assert_eq!(read(&desk, "marked.csv"), plain);
    assert_eq!(desk.open("marked.csv").unwrap().headers[0], "姓名");
}

#[test]
fn utf16_is_read_by_its_mark() {
    let desk = Desk::new();
    let little = "\u{feff}姓名\t手机\n张伟\t13800138000\n".encode_utf16().flat_map(u16::to_le_bytes);
    desk.put("little.csv", little.collect::<Vec<_>>());
    let big = "\u{feff}姓名\t手机\n张伟\t13800138000\n".encode_utf16().flat_map(u16::to_be_bytes);
    desk.put("big.csv", big.collect::<Vec<_>>());
    assert_eq!(
        read(&desk, "little.csv"),
        (Some("UTF-16LE"), vec![vec!["张伟".into(), "13800138000".into()]])
    );
    assert_eq!(read(&desk, "big.csv").0, Some("UTF-16BE"));
}

#[test]
fn chinese_files_of_old_programs_are_read() {
    let desk = Desk::new();
    desk.put("gbk.csv", GB18030.encode(TEXT).0);
    let (encoding, cells) = read(&desk, "gbk.csv");
    assert_eq!(encoding, Some("gb18030"));
    assert_eq!(cells[0], ["张伟", "13800138000", "北京某某科技有限公司"]);

    // Two short words are little evidence, and rare characters of names need four bytes.
    desk.put("short.csv", GB18030.encode("姓名,手机\n张伟,13800138000\n").0);
    assert_eq!(read(&desk, "short.csv").1[0][0], "张伟");
    desk.put("rare.csv", GB18030.encode("姓名,手机\n\u{20bb7}田\u{3400},13800138000\n王\u{9fa6},1\n").0);
    assert_eq!(read(&desk, "rare.csv").1[0][0], "\u{20bb7}田\u{3400}");
}

#[test]
fn chinese_far_down_in_a_file_of_english_is_found() {
    let desk = Desk::new();
    let mut text = "Name,Company\n".to_owned();
    (0..20_000).for_each(|number| text.push_str(&format!("Smith {number},Acme\n")));
    text.push_str("张伟,北京某某科技有限公司\n王芳,上海某某贸易有限公司\n");
    desk.put("far.csv", GB18030.encode(&text).0);
    let (encoding, cells) = read(&desk, "far.csv");
    assert_eq!(encoding, Some("gb18030"));
    assert_eq!(cells[20_001][0], "王芳");
}

#[test]
fn other_encodings_are_not_taken_for_chinese() {
    let desk = Desk::new();
    let german = "Name,Firma\nMüller,Bäckerei Höß\nSchröder,Gebrüder Öztürk\nJäger,Käserei Süd\n";
    desk.put("german.csv", WINDOWS_1252.encode(german).0);
    assert_eq!(read(&desk, "german.csv").1[0], ["Müller", "Bäckerei Höß"]);
    let taiwan = "姓名,公司名稱\n陳怡君,台北某某股份有限公司\n林志明,高雄某某實業有限公司\n";
    desk.put("taiwan.csv", BIG5.encode(taiwan).0);
    assert_eq!(read(&desk, "taiwan.csv").1[1][1], "高雄某某實業有限公司");
    let japan = "氏名,会社名\nさとう たろう,とうきょう カブシキガイシャ\nすずき はなこ,おおさか ショウジ\n";
    desk.put("japan.csv", SHIFT_JIS.encode(japan).0);
    assert_eq!(read(&desk, "japan.csv").1[0][0], "さとう たろう");
}

#[test]
fn an_encoding_asked_for_must_hold() {
    let desk = Desk::new();
    desk.put("gbk.csv", GB18030.encode(TEXT).0);
    let asked = |name: &str| {
        let options = ReadOptions { encoding: Some(name.to_owned()), ..ReadOptions::default() };
        desk.open_with("gbk.csv", &options).err()
    };
    assert_eq!(asked("gbk"), None);
    assert_eq!(asked("utf-8"), Some(ReadError::Undecodable { encoding: "UTF-8".into(), line: 1 }));
    assert_eq!(asked("klingon"), Some(ReadError::UnknownEncoding { name: "klingon".into() }));
}

#[test]
fn one_bad_byte_in_good_utf8_is_named_and_not_guessed_away() {
    let desk = Desk::new();
    let mut bytes = TEXT.as_bytes().to_vec();
    bytes.extend_from_slice(b"\xffabc,1,2\n");
    bytes.extend_from_slice("王芳,1,2\n".as_bytes());
    desk.put("bad.csv", bytes);
    assert_eq!(
        desk.open("bad.csv").err(),
        Some(ReadError::Undecodable { encoding: "UTF-8".into(), line: 4 })
    );
}
