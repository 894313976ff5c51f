//! The lists Chinese offices keep: one as text in GBK, one as a workbook.

use super::chance::Chance;
use super::words::{self, PEOPLE};
use chrono::NaiveDateTime;
use exchange::{CellOut, Format, WriteError, Writer};
use std::path::Path;

const HEADERS: [&str; 23] = [
    "单号",
    "联系人",
    "昵称",
    "手机",
    "电话",
    "邮箱",
    "传真",
    "微信",
    "QQ",
    "详细地址",
    "邮编",
    "企业名称",
    "企业官网",
    "企业类型",
    "部门",
    "职务",
    "负责业务",
    "状态",
    "来源",
    "应用",
    "专管销售员",
    "备注",
    "提交时间",
];

struct Lead {
    /// All but the time, in the order of the headers.
    texts: [String; 22],
    submitted: NaiveDateTime,
}

fn lead(prefix: &str, number: usize, chance: &mut Chance) -> Lead {
    let (surname, latin) = chance.of(&words::SURNAMES);
    let (given, latin_given) = chance.of(&words::GIVEN_NAMES);
    let (place, city, postcode) = chance.of(&words::PLACES);
    let (company, kind) = (chance.of(&words::CHINESE_COMPANIES), chance.of(&words::CHINESE_KINDS));
    let digits = chance.below(10_000);
    let texts = [
        format!("{prefix}{:05}", number + 1),
        format!("{surname}{given}"),
        format!("小{}", given.chars().last().unwrap_or('某')),
        // China reserves no numbers for fiction; no subscriber's number begins with 100 or with 000.
        format!("1000000{digits:04}"),
        format!("000-0000{digits:04}"),
        format!("{latin}.{latin_given}{number}@example.com"),
        if chance.percent(30) { format!("000-0001{digits:04}") } else { String::new() },
        format!("example_{latin}{number}"),
        format!("000{:06}", chance.below(1_000_000)),
        format!("{place}{}{}号", chance.of(&words::STREETS), 1 + chance.below(200)),
        postcode.to_owned(),
        format!("{city}示例{company}{kind}有限公司"),
        format!("https://{latin}{number}.example"),
        chance.of(&words::COMPANY_TYPES).to_owned(),
        chance.of(&words::DEPARTMENTS).to_owned(),
        chance.of(&words::POSITIONS).to_owned(),
        chance.of(&words::BUSINESSES).to_owned(),
        chance.of(&words::CHINESE_STATUSES).to_owned(),
        chance.of(&words::CHINESE_SOURCES).to_owned(),
        chance.of(&words::APPS).to_owned(),
        PEOPLE[2 + chance.below(2)].name.to_owned(),
        chance.of(&words::REMARKS).to_owned(),
    ];
    Lead { texts, submitted: chance.time() }
}

pub fn gbk(path: &Path, count: usize, chance: &mut Chance) -> Result<(), WriteError> {
    let mut out = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    out.write_record(HEADERS)?;
    for number in 0..count {
        let lead = lead("XS", number, chance);
        let submitted = lead.submitted.format("%Y年%-m月%-d日 %-H时%-M分").to_string();
        out.write_record(lead.texts.iter().chain([&submitted]))?;
    }
    let bytes = out.into_inner().map_err(csv::IntoInnerError::into_error)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    Ok(std::fs::write(path, encoding_rs::GBK.encode(&text).0)?)
}

pub fn xlsx(path: &Path, count: usize, chance: &mut Chance) -> Result<(), WriteError> {
    let mut writer = Writer::create(path, Format::Xlsx, "线索", &HEADERS, &[14; 23])?;
    for number in 0..count {
        let lead = lead("XL", number, chance);
        let texts = lead.texts.iter().map(|text| CellOut::Text(text));
        writer.write_row(&texts.chain([CellOut::Time(lead.submitted)]).collect::<Vec<_>>())?;
    }
    writer.finish()
}
