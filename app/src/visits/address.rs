//! The address of the calendar: which days, laid out how, and whose.
use super::grid;
use chrono::{Days, Months, NaiveDate};
use domain::{PersonId, query};
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// Where the calendar is.
pub const PATH: &str = "/calendar";
/// Where a visit by itself is.
pub const VISITS: &str = "/calendar/visits";
/// Days of an agenda.
const AGENDA: u64 = 14;

/// How days are laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum View {
    /// A grid of weeks, and beside it the chosen day.
    #[default]
    Month,
    /// One day.
    Day,
    /// Two weeks, day by day.
    Agenda,
}

impl View {
    pub const ALL: [Self; 3] = [Self::Month, Self::Day, Self::Agenda];

    pub const fn key(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Day => "day",
            Self::Agenda => "agenda",
        }
    }
}

/// Whose visits are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Whose {
    /// The viewer's.
    #[default]
    Mine,
    /// Those of all the viewer sees.
    Everyone,
    /// One person's.
    Of(PersonId),
}

impl Whose {
    pub fn key(self) -> String {
        match self {
            Self::Mine => String::new(),
            Self::Everyone => "all".to_owned(),
            Self::Of(person) => person.to_string(),
        }
    }

    pub fn read(text: &str) -> Self {
        match text {
            "all" => Self::Everyone,
            other => other.parse().map_or(Self::Mine, Self::Of),
        }
    }

    /// As the store asks for it.
    pub fn person(self, me: PersonId) -> Option<PersonId> {
        match self {
            Self::Mine => Some(me),
            Self::Everyone => None,
            Self::Of(person) => Some(person),
        }
    }
}

/// What the address says. What it does not say, or says wrongly, falls back to this month and to me.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Address {
    pub view: View,
    pub date: NaiveDate,
    pub whose: Whose,
}

impl Address {
    pub fn read(text: &str, today: NaiveDate) -> Self {
        let mut address = Self { view: View::default(), date: today, whose: Whose::default() };
        for (name, value) in query::pairs(text) {
            match name.as_str() {
                "view" => {
                    let known = View::ALL.into_iter().find(|view| view.key() == value);
                    address.view = known.unwrap_or_default();
                }
                "date" => address.date = value.parse().unwrap_or(today),
                "person" => address.whose = Whose::read(&value),
                _ => {}
            }
        }
        address
    }

    pub fn href(self) -> String {
        let (date, whose) = (self.date.to_string(), self.whose.key());
        let all = [("view", self.view.key()), ("date", date.as_str()), ("person", whose.as_str())];
        format!("{PATH}?{}", query::write(all.into_iter().filter(|(_, value)| !value.is_empty())))
    }

    pub const fn with_view(self, view: View) -> Self {
        Self { view, ..self }
    }

    pub const fn with_date(self, date: NaiveDate) -> Self {
        Self { date, ..self }
    }

    /// The first and the last day shown.
    pub fn days(self) -> (NaiveDate, NaiveDate) {
        match self.view {
            View::Month => grid::span(self.date),
            View::Day => (self.date, self.date),
            View::Agenda => (self.date, later(self.date, AGENDA - 1)),
        }
    }

    pub fn before(self) -> Self {
        let date = match self.view {
            View::Month => self.date.checked_sub_months(Months::new(1)),
            View::Day => self.date.pred_opt(),
            View::Agenda => self.date.checked_sub_days(Days::new(AGENDA)),
        };
        self.with_date(date.unwrap_or(self.date))
    }

    pub fn after(self) -> Self {
        let date = match self.view {
            View::Month => self.date.checked_add_months(Months::new(1)).unwrap_or(self.date),
            View::Day => later(self.date, 1),
            View::Agenda => later(self.date, AGENDA),
        };
        self.with_date(date)
    }
}

fn later(date: NaiveDate, days: u64) -> NaiveDate {
    date.checked_add_days(Days::new(days)).unwrap_or(date)
}

/// The address in sight. It stands still while the browser is already on its way elsewhere.
pub fn use_address(today: Memo<NaiveDate>) -> Memo<Address> {
    let location = use_location();
    Memo::new(move |before: Option<&Address>| {
        let here = location.pathname.with(|now| now.trim_end_matches('/') == PATH);
        match before {
            Some(before) if !here => *before,
            _ => location.search.with(|text| Address::read(text, today.get())),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn an_address_is_read_as_it_was_written() {
        let text = "/calendar?view=agenda&date=2026-11-22&person=7";
        let address = Address::read(text.strip_prefix("/calendar?").unwrap(), day("2026-01-01"));
        assert_eq!((address.view, address.whose), (View::Agenda, Whose::Of(PersonId(7))));
        assert_eq!(address.href(), text);
    }

    #[test]
    fn nonsense_falls_back_to_this_month_and_me() {
        let address = Address::read("view=year&date=2026-02-30&person=x", day("2026-11-22"));
        assert_eq!(address.href(), "/calendar?view=month&date=2026-11-22");
    }

    #[test]
    fn a_month_is_followed_by_the_next_also_from_its_last_day() {
        let address = Address::read("date=2026-01-31", day("2026-11-22"));
        assert_eq!(address.after().date, day("2026-02-28"));
        assert_eq!(address.with_view(View::Day).after().date, day("2026-02-01"));
        assert_eq!(address.with_view(View::Agenda).before().date, day("2026-01-17"));
    }
}
