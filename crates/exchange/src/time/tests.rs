use super::*;
use proptest::prelude::*;

#[track_caller]
fn reads(text: &str, expected: &str) {
    let found = parse_time(text).map(|moment| moment.format("%Y-%m-%d %H:%M:%S").to_string());
    assert_eq!(found.as_deref(), Some(expected), "{text}");
}

#[test]
fn the_forms_that_exports_use_are_read() {
    reads("15 Apr, 2021 00:03:00", "2021-04-15 00:03:00");
    reads("2021-04-15 23:03:00", "2021-04-15 23:03:00");
    reads("2021-04-15T23:03:00", "2021-04-15 23:03:00");
    reads("2021-04-15T23:03:00.123456Z", "2021-04-15 23:03:00");
    reads("2021-04-15T23:03:00+08:00", "2021-04-15 23:03:00");
    reads("2021-04-15 23:03:00 +0800", "2021-04-15 23:03:00");
    reads("2021/4/5 8:03", "2021-04-05 08:03:00");
    reads("2021.4.5", "2021-04-05 00:00:00");
    reads("2021-04-15", "2021-04-15 00:00:00");
    reads("20210415", "2021-04-15 00:00:00");
    reads("20210415230300", "2021-04-15 23:03:00");
    reads("44301", "2021-04-15 00:00:00");
    reads("44301.960416667", "2021-04-15 23:03:00");
    reads("Apr 15, 2021 3:05 PM", "2021-04-15 15:05:00");
    reads("April 5th 2021", "2021-04-05 00:00:00");
    reads("15-Apr-21", "2021-04-15 00:00:00");
    reads("Thu, 15 Apr 2021 23:03:00 GMT", "2021-04-15 23:03:00");
    reads("12:30 am".replace("12:30", "2021-04-15 12:30").as_str(), "2021-04-15 00:30:00");
}

#[test]
fn chinese_forms_are_read() {
    reads("2021年4月15日 8时3分", "2021-04-15 08:03:00");
    reads("2021年04月15日", "2021-04-15 00:00:00");
    reads("2021年4月15日8点3分20秒", "2021-04-15 08:03:20");
    reads("2021年4月15日 星期四 下午3:05", "2021-04-15 15:05:00");
    reads("2021-04-15 周四 08:03", "2021-04-15 08:03:00");
    reads("２０２１-０４-１５　０８：０３", "2021-04-15 08:03:00");
}

#[test]
fn what_is_no_time_is_refused() {
    for text in [
        "",
        " ",
        "张伟",
        "13800138000",
        "100000",
        "12",
        "2021-13-01",
        "2021-02-30",
        "2021-04-15 25:00",
        "2021-04-15 x",
        "4/15",
        "1.2.3.4",
        "08:03",
        "2021-04-15 8:",
        "Mark 5 2021",
    ] {
        assert_eq!(parse_time(text), None, "{text}");
    }
}

#[test]
fn a_date_that_could_be_two_days_is_read_only_when_the_column_decides() {
    reads("4/15/2021", "2021-04-15 00:00:00");
    reads("15/04/2021 8:03", "2021-04-15 08:03:00");
    reads("4/4/2021", "2021-04-04 00:00:00");
    assert_eq!(parse_time("4/5/2021"), None);

    let american = DateOrder::guess(["4/5/2021", "4/15/2021", ""]);
    assert_eq!(american, Some(DateOrder::MonthFirst));
    let moment = Moment::read("4/5/2021", american).map(|moment| moment.wall().to_string());
    assert_eq!(moment.as_deref(), Some("2021-04-05 00:00:00"));
    assert_eq!(Moment::read("15/4/2021", american), None, "the column has decided otherwise");

    assert_eq!(DateOrder::guess(["15.4.2021 8:00"]), Some(DateOrder::DayFirst));
    assert_eq!(DateOrder::guess(["15/4/2021", "4/15/2021"]), None);
    assert_eq!(DateOrder::guess(["4/5/2021", "2021-04-15"]), None);
}

#[test]
fn an_offset_is_honoured_and_a_wall_time_belongs_to_its_zone() {
    let china = FixedOffset::east_opt(8 * 3600).unwrap();
    let in_china = |text: &str| Moment::read(text, None).unwrap().in_zone(&china).unwrap().to_rfc3339();
    assert_eq!(in_china("2021-04-15 23:03:00"), "2021-04-15T15:03:00+00:00");
    assert_eq!(in_china("2021-04-15T23:03:00Z"), "2021-04-15T23:03:00+00:00");
    assert_eq!(in_china("2021-04-15 23:03:00 UTC-5"), "2021-04-16T04:03:00+00:00");
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
        let _ = parse_time(&text);
    }

    #[test]
    fn every_second_is_read_back(seconds in 0_i64..4_000_000_000) {
        let moment = DateTime::from_timestamp(seconds, 0).unwrap().naive_utc();
        for form in ["%Y-%m-%d %H:%M:%S", "%d %b, %Y %H:%M:%S", "%Y/%-m/%-d %-H:%M:%S", "%b %-d, %Y %I:%M:%S %p"] {
            prop_assert_eq!(parse_time(&moment.format(form).to_string()), Some(moment));
        }
    }
}
