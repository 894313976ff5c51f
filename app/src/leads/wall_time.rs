//! Days and times of the schedule dialog, by the person's clock.
use chrono::{Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime};
use domain::{FieldProblem, Moment, Problem, Zone};

const FORM: &str = "%Y-%m-%dT%H:%M";

/// What a `datetime-local` input sends.
///
/// # Errors
/// [`Problem::Invalid`] on `field`.
pub fn read(zone: &Zone, field: &str, text: &str) -> Result<Moment, Problem> {
    let problem = if text.is_empty() { FieldProblem::Required } else { FieldProblem::Malformed };
    let with_seconds = || NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S");
    let local = NaiveDateTime::parse_from_str(text, FORM).or_else(|_| with_seconds());
    local.map(|local| zone.moment(local)).map_err(|_| Problem::field(field, problem))
}

/// What a `datetime-local` input shows.
#[must_use]
pub fn write(local: NaiveDateTime) -> String {
    local.format(FORM).to_string()
}

/// A day someone may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Soon {
    /// The day after today.
    Tomorrow,
    /// Three days from today.
    InThreeDays,
    /// The Monday after this week.
    NextMonday,
}

impl Soon {
    /// In the order they come, mostly.
    pub const ALL: [Self; 3] = [Self::Tomorrow, Self::InThreeDays, Self::NextMonday];

    /// The day.
    #[must_use]
    pub fn from(self, today: NaiveDate) -> NaiveDate {
        let days = match self {
            Self::Tomorrow => 1,
            Self::InThreeDays => 3,
            Self::NextMonday => 7 - u64::from(today.weekday().num_days_from_monday()),
        };
        today.checked_add_days(Days::new(days)).unwrap_or(today)
    }
}

/// The same time on another day; at ten in the morning when no time was given yet.
#[must_use]
pub fn on_day(day: NaiveDate, present: &str) -> String {
    let ten = NaiveTime::from_hms_opt(10, 0, 0).unwrap_or_default();
    let time = NaiveDateTime::parse_from_str(present, FORM).map_or(ten, |local| local.time());
    write(day.and_time(time))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_monday_is_never_today() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 11, day).unwrap();
        // 23 November 2026 is a Monday.
        assert_eq!(Soon::NextMonday.from(day(22)), day(23));
        assert_eq!(Soon::NextMonday.from(day(23)), day(30));
    }

    #[test]
    fn another_day_keeps_the_time() {
        let day = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap();
        assert_eq!(on_day(day, "2026-11-22T16:45"), "2026-11-30T16:45");
        assert_eq!(on_day(day, ""), "2026-11-30T10:00");
    }

    #[test]
    fn a_time_is_read_by_the_clock_on_the_wall() {
        let read = |text| read(&Zone::default(), "starts_at", text);
        assert_eq!(read("2026-11-22T14:30"), Ok(Moment::parse("2026-11-22T06:30:00Z").unwrap()));
        assert_eq!(read("tomorrow"), Err(Problem::field("starts_at", FieldProblem::Malformed)));
    }
}
