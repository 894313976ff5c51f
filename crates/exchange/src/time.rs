//! Dates and times as people and programs write them.
//!
//! Read are: year first (`2021-04-15 23:03:00`, `2021/4/5 8:03`, `2021.4.5`, `20210415`, `2021年4月15日 8时3分`),
//! ISO 8601 with `T`, `Z` or an offset, a month by name (`15 Apr, 2021 00:03:00`, `Apr 15, 2021 3:05 PM`,
//! `15-Apr-21`), spreadsheet serials from 1954 to 2119 (`44301.5`), and all-number dates with the year last
//! (`15/04/2021`). The last are read only when they are clear: one number above twelve, both numbers equal,
//! or a [`DateOrder`] that the other values of the column have decided. Nothing is guessed from a country.

mod scan;
mod words;

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, TimeDelta, TimeZone, Utc};
use scan::Scan;
use serde::{Deserialize, Serialize};

/// Which comes first in dates such as `04/05/2021`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    MonthFirst,
    DayFirst,
}

impl DateOrder {
    /// What the values of one column prove; `None` when they prove nothing or contradict each other.
    pub fn guess<'a>(values: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let mut proofs = values.into_iter().filter_map(Self::proved_by);
        let first = proofs.next()?;
        proofs.all(|proof| proof == first).then_some(first)
    }

    fn proved_by(value: &str) -> Option<Self> {
        match Scan::of(value).year_last()? {
            (13..=31, 1..=12, _) => Some(Self::DayFirst),
            (1..=12, 13..=31, _) => Some(Self::MonthFirst),
            _ => None,
        }
    }
}

/// A time as written: on the wall somewhere, or with its distance from UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    Wall(NaiveDateTime),
    Fixed(DateTime<FixedOffset>),
}

impl Moment {
    /// Reads one value; `order` is what the column's other values have decided.
    pub fn read(text: &str, order: Option<DateOrder>) -> Option<Self> {
        let mut scan = Scan::of(text);
        if let Some(moment) = scan.number().and_then(from_number) {
            return Some(Self::Wall(moment));
        }
        scan.weekday();
        let date = date(&mut scan, order)?;
        scan.weekday();
        let time = scan.time()?;
        let wall = date.and_time(time);
        let zone = scan.zone();
        match (scan.finished(), zone) {
            (false, _) => None,
            (true, None) => Some(Self::Wall(wall)),
            (true, Some(zone)) => zone.from_local_datetime(&wall).single().map(Self::Fixed),
        }
    }

    /// The moment in UTC, taking wall times as those of `zone`. A time that the clock skips when summer
    /// begins is moved an hour on; of a time that comes twice, the first is meant.
    pub fn in_zone(self, zone: &impl TimeZone) -> Option<DateTime<Utc>> {
        match self {
            Self::Fixed(moment) => Some(moment.to_utc()),
            Self::Wall(wall) => zone
                .from_local_datetime(&wall)
                .earliest()
                .or_else(|| zone.from_local_datetime(&(wall + TimeDelta::hours(1))).earliest())
                .map(|moment| moment.to_utc()),
        }
    }

    /// What the clock on the wall showed; an offset is dropped.
    pub fn wall(self) -> NaiveDateTime {
        match self {
            Self::Wall(wall) => wall,
            Self::Fixed(moment) => moment.naive_local(),
        }
    }
}

/// The time as written, without its offset; `None` when it is no time or could be read in two ways.
pub fn parse_time(text: &str) -> Option<NaiveDateTime> {
    Moment::read(text, None).map(Moment::wall)
}

fn date(scan: &mut Scan, order: Option<DateOrder>) -> Option<NaiveDate> {
    if let Some((year, month, day)) = scan.year_first().or_else(|| scan.named_month()) {
        return NaiveDate::from_ymd_opt(year, month, day);
    }
    let (first, second, year) = scan.year_last()?;
    let (month, day) = match order {
        Some(DateOrder::MonthFirst) => (first, second),
        Some(DateOrder::DayFirst) => (second, first),
        None if first > 12 => (second, first),
        None if second > 12 || first == second => (first, second),
        None => return None,
    };
    NaiveDate::from_ymd_opt(year, month, day)
}

/// `20210415`, `20210415230300` or the serial of a spreadsheet.
fn from_number(text: &str) -> Option<NaiveDateTime> {
    match text.len() {
        8 if !text.contains('.') => {
            NaiveDate::parse_from_str(text, "%Y%m%d").ok().and_then(|date| date.and_hms_opt(0, 0, 0))
        }
        14 if !text.contains('.') => NaiveDateTime::parse_from_str(text, "%Y%m%d%H%M%S").ok(),
        _ => from_serial(text.parse().ok()?),
    }
}

/// Serials count days since 1899-12-30; the years 1954 to 2119 keep ordinary numbers apart from dates.
fn from_serial(days: f64) -> Option<NaiveDateTime> {
    if !(20_000.0..80_000.0).contains(&days) {
        return None;
    }
    let epoch = NaiveDate::from_ymd_opt(1899, 12, 30)?.and_hms_opt(0, 0, 0)?;
    epoch.checked_add_signed(TimeDelta::seconds((days * 86_400.0).round() as i64))
}

#[cfg(test)]
mod tests;
