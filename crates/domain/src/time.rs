//! Time: a point in it, and how a person's clock on the wall shows it.
use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, SecondsFormat, Utc};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A point in time in microseconds since 1970-01-01 UTC: the precision both databases keep.
/// In JSON it is an RFC 3339 text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Moment(pub i64);

impl Moment {
    /// From a date and time in UTC.
    #[must_use]
    pub const fn from_utc(at: NaiveDateTime) -> Self {
        Self(at.and_utc().timestamp_micros())
    }

    /// As a date and time in UTC. Moments beyond the calendar show as 1970.
    #[must_use]
    pub fn to_utc(self) -> NaiveDateTime {
        DateTime::from_timestamp_micros(self.0).unwrap_or_default().naive_utc()
    }

    /// So many seconds later (earlier when negative).
    #[must_use]
    pub const fn plus_seconds(self, seconds: i64) -> Self {
        Self(self.0 + seconds * 1_000_000)
    }

    /// So many days of 24 hours later.
    #[must_use]
    pub const fn plus_days(self, days: i64) -> Self {
        self.plus_seconds(days * 86_400)
    }

    /// Whole seconds from the other to this.
    #[must_use]
    pub const fn seconds_since(self, other: Self) -> i64 {
        (self.0 - other.0) / 1_000_000
    }

    /// Reads RFC 3339, `2026-11-22T06:30:00Z`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        DateTime::parse_from_rfc3339(text).ok().map(|at| Self(at.timestamp_micros()))
    }
}

impl From<DateTime<Utc>> for Moment {
    fn from(at: DateTime<Utc>) -> Self {
        Self(at.timestamp_micros())
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_utc().and_utc().to_rfc3339_opts(SecondsFormat::AutoSi, true))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        Self::parse(&text).ok_or_else(|| serde::de::Error::custom("not an RFC 3339 time"))
    }
}

/// Tells the time. Passed in, so that a test can hold it still.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Moment;
}

/// A time zone as the moments at which its distance from UTC changes. Small enough to travel to the
/// browser, which then needs no table of zones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Zone {
    /// The IANA name, `Asia/Shanghai`.
    pub name: String,
    /// (from this second of UTC on, seconds east of UTC), oldest first. The first holds for all before.
    pub steps: Vec<(i64, i32)>,
}

impl Default for Zone {
    fn default() -> Self {
        Self { name: "Asia/Shanghai".to_owned(), steps: vec![(i64::MIN, 8 * 3600)] }
    }
}

impl Zone {
    /// What the clock on the wall shows.
    #[must_use]
    pub fn local(&self, at: Moment) -> NaiveDateTime {
        at.to_utc() + Duration::seconds(i64::from(self.offset(at.0.div_euclid(1_000_000))))
    }

    /// The day on the wall.
    #[must_use]
    pub fn day_of(&self, at: Moment) -> NaiveDate {
        self.local(at).date()
    }

    /// When the clock on the wall shows this. A time skipped by a change of clocks is moved past the
    /// gap; one that occurs twice is the first.
    #[must_use]
    pub fn moment(&self, local: NaiveDateTime) -> Moment {
        let wall = local.and_utc().timestamp();
        let offsets = [self.offset(wall - 86_400), self.offset(wall + 86_400)];
        let fits = offsets.iter().find(|offset| self.offset(wall - i64::from(**offset)) == **offset);
        let offset = fits.copied().unwrap_or(offsets[0]);
        Moment::from_utc(local).plus_seconds(-i64::from(offset))
    }

    /// From the first moment of the day to the first of the next.
    #[must_use]
    pub fn day(&self, day: NaiveDate) -> (Moment, Moment) {
        (self.start_of(day), self.start_of(day.succ_opt().unwrap_or(day)))
    }

    /// The first midnight that is not before a moment.
    #[must_use]
    pub fn midnight(&self, at: Moment) -> Moment {
        let (begins, ends) = self.day(self.day_of(at));
        if begins == at { begins } else { ends }
    }

    /// From the first moment of the month to the first of the next.
    #[must_use]
    pub fn month(&self, day: NaiveDate) -> (Moment, Moment) {
        let first = day.with_day(1).unwrap_or(day);
        let next = first.checked_add_months(chrono::Months::new(1)).unwrap_or(first);
        (self.start_of(first), self.start_of(next))
    }

    fn start_of(&self, day: NaiveDate) -> Moment {
        self.moment(day.and_time(chrono::NaiveTime::MIN))
    }

    fn offset(&self, second: i64) -> i32 {
        let later = self.steps.partition_point(|(from, _)| *from <= second);
        self.steps.get(later.saturating_sub(1)).map_or(0, |(_, offset)| *offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn berlin() -> Zone {
        // 2026: +1 h, from 29 March 01:00 UTC +2 h, from 25 October 01:00 UTC +1 h again.
        Zone {
            name: "Europe/Berlin".into(),
            steps: vec![(i64::MIN, 3600), (1_774_746_000, 7200), (1_792_890_000, 3600)],
        }
    }

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    #[test]
    fn a_day_in_shanghai_begins_at_four_in_the_afternoon_in_greenwich() {
        let (from, to) = Zone::default().day(NaiveDate::from_ymd_opt(2026, 11, 22).unwrap());
        assert_eq!((from, to), (at("2026-11-21T16:00:00Z"), at("2026-11-22T16:00:00Z")));
    }

    #[test]
    fn the_day_the_clocks_change_has_23_or_25_hours() {
        let hours = |y, m, d| {
            let (from, to) = berlin().day(NaiveDate::from_ymd_opt(y, m, d).unwrap());
            to.seconds_since(from) / 3600
        };
        assert_eq!((hours(2026, 3, 28), hours(2026, 3, 29), hours(2026, 10, 25)), (24, 23, 25));
    }

    #[test]
    fn a_moment_survives_json() {
        let noon = at("2026-11-22T12:00:00.000001Z");
        assert_eq!(serde_json::to_string(&noon).unwrap(), "\"2026-11-22T12:00:00.000001Z\"");
        assert_eq!(serde_json::from_str::<Moment>("\"2026-11-22T20:00:00.000001+08:00\"").unwrap(), noon);
    }
}
