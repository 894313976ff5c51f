//! The weeks of a month, from Monday to Sunday.
use chrono::{Datelike, Days, Months, NaiveDate};

/// The weeks that have a day of the month.
pub fn weeks(date: NaiveDate) -> Vec<Vec<NaiveDate>> {
    let (from, to) = span(date);
    let days: Vec<_> = from.iter_days().take_while(|day| *day <= to).collect();
    days.chunks(7).map(<[NaiveDate]>::to_vec).collect()
}

/// The Monday of the first of these weeks and the Sunday of the last.
pub fn span(date: NaiveDate) -> (NaiveDate, NaiveDate) {
    let first = date.with_day(1).unwrap_or(date);
    let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
    let last = next.pred_opt().unwrap_or(next);
    let monday = first.checked_sub_days(Days::new(first.weekday().num_days_from_monday().into()));
    let sunday = last.checked_add_days(Days::new((6 - last.weekday().num_days_from_monday()).into()));
    (monday.unwrap_or(first), sunday.unwrap_or(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_stands_in_whole_weeks() {
        let shown = |date: &str| {
            let weeks = weeks(date.parse().unwrap());
            (weeks[0][0].to_string(), weeks[weeks.len() - 1][6].to_string(), weeks.len())
        };
        assert_eq!(shown("2026-11-22"), ("2026-10-26".into(), "2026-12-06".into(), 6));
        // February 2027 begins on a Monday and ends on a Sunday.
        assert_eq!(shown("2027-02-10"), ("2027-02-01".into(), "2027-02-28".into(), 4));
    }
}
