//! Days and months in words.
use chrono::{Datelike, NaiveDate, Weekday};
use domain::visit::Visit;
use domain::{Lang, Zone};
use messages::t;

/// 周一, Mon.
pub fn weekday(lang: Lang, day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => t!(lang, CalendarMon),
        Weekday::Tue => t!(lang, CalendarTue),
        Weekday::Wed => t!(lang, CalendarWed),
        Weekday::Thu => t!(lang, CalendarThu),
        Weekday::Fri => t!(lang, CalendarFri),
        Weekday::Sat => t!(lang, CalendarSat),
        Weekday::Sun => t!(lang, CalendarSun),
    }
}

fn month_name(lang: Lang, date: NaiveDate) -> String {
    match lang {
        Lang::Zh => date.month().to_string(),
        Lang::En => date.format("%B").to_string(),
    }
}

/// 2026年11月, November 2026.
pub fn month_words(lang: Lang, date: NaiveDate) -> String {
    t!(lang, CalendarMonthTitle, year = date.year(), month = month_name(lang, date))
}

/// 11月22日 周日, Sun 22 November.
pub fn day_words(lang: Lang, date: NaiveDate) -> String {
    let (month, day) = (month_name(lang, date), date.day());
    t!(lang, CalendarDayTitle, month = month, day = day, weekday = weekday(lang, date.weekday()))
}

/// 2026年11月22日 周日, Sun 22 November 2026.
pub fn day_and_year(lang: Lang, date: NaiveDate) -> String {
    let (year, month, day) = (date.year(), month_name(lang, date), date.day());
    let weekday = weekday(lang, date.weekday());
    t!(lang, CalendarDayAndYear, year = year, month = month, day = day, weekday = weekday)
}

/// 14:30–15:30, by the person's clock.
pub fn span_words(zone: &Zone, visit: &Visit) -> String {
    let ends_at = visit.starts_at.plus_seconds(visit.minutes * 60);
    format!("{}–{}", zone.local(visit.starts_at).format("%H:%M"), zone.local(ends_at).format("%H:%M"))
}
