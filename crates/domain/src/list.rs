//! The list: sort, page, count, cells. One mechanism for every noun.
use crate::column::Column;
use crate::{ChoiceId, Moment, PersonId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Rows to a page when nobody says otherwise.
pub const PAGE: u32 = 50;
/// The most rows a page may have.
pub const PAGE_MAX: u32 = 200;
/// The most columns a list can be sorted by at once.
pub const SORT_MAX: usize = 2;

/// One column of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SortKey<C> {
    /// The column.
    pub column: C,
    /// Largest first. Blank cells come last either way.
    pub descending: bool,
}

/// The order of a list, first key first; at most [`SORT_MAX`]. Ties go by id.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sort<C>(pub Vec<SortKey<C>>);

impl<C: Column> Sort<C> {
    /// By one column, largest first.
    #[must_use]
    pub fn descending(column: C) -> Self {
        Self(vec![SortKey { column, descending: true }])
    }

    /// Reads `-updated_at,contact`. Unknown columns and repetitions are dropped.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut keys: Vec<SortKey<C>> = Vec::new();
        for part in text.split(',') {
            let name = part.trim_start_matches('-');
            let Some(column) = C::from_key(name) else { continue };
            if keys.len() < SORT_MAX && keys.iter().all(|key| key.column != column) {
                keys.push(SortKey { column, descending: part.starts_with('-') });
            }
        }
        Self(keys)
    }

    /// Writes what [`Sort::parse`] reads.
    #[must_use]
    pub fn text(&self) -> String {
        let keys =
            self.0.iter().map(|key| format!("{}{}", if key.descending { "-" } else { "" }, key.column.key()));
        keys.collect::<Vec<_>>().join(",")
    }

    /// The order after a click on a header: sort by it, again reverses; `add` keeps the other keys.
    #[must_use]
    pub fn toggled(&self, column: C, add: bool) -> Self {
        let present = self.0.iter().find(|key| key.column == column);
        let flipped = SortKey { column, descending: present.is_some_and(|key| !key.descending) };
        if !add {
            return Self(vec![flipped]);
        }
        let mut keys = self.0.clone();
        match keys.iter_mut().find(|key| key.column == column) {
            Some(key) => *key = flipped,
            None => keys.push(flipped),
        }
        let surplus = keys.len().saturating_sub(SORT_MAX);
        Self(keys.split_off(surplus))
    }
}

/// Which page of a list, in which order, with which columns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paging<C> {
    /// The order; empty means the noun's own.
    pub sort: Sort<C>,
    /// The columns to fetch, in order.
    pub columns: Vec<C>,
    /// Rows wanted, 1 to [`PAGE_MAX`].
    pub limit: u32,
    /// Where the page before ended; opaque.
    pub cursor: Option<String>,
    /// Whether to count all rows that match.
    pub count: bool,
}

impl<C: Column> Default for Paging<C> {
    fn default() -> Self {
        Self { sort: Sort(Vec::new()), columns: C::DEFAULT.to_vec(), limit: PAGE, cursor: None, count: false }
    }
}

/// A page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The rows.
    pub rows: Vec<Row>,
    /// Where the next page begins; `None` on the last.
    pub next: Option<String>,
    /// How many rows match, when asked for.
    pub count: Option<Count>,
}

/// How many rows match.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Count {
    /// The number.
    pub value: i64,
    /// Counted, not estimated.
    pub exact: bool,
}

/// A row of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The id in its noun.
    pub id: i64,
    /// The version, for changes made from the list.
    pub version: i64,
    /// The viewer's star.
    pub focus: bool,
    /// What the row's state allows, as a noun's own word (`claimed`, `unclaimed`, `finished` …).
    pub state: String,
    /// One for each column asked for.
    pub cells: Vec<Cell>,
}

/// What stands where a row and a column meet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    /// Nothing.
    Blank,
    /// Text; `marks` are byte ranges that match the search.
    Text {
        /// The text.
        text: String,
        /// Byte ranges to highlight, in order, not overlapping.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        marks: Vec<(usize, usize)>,
    },
    /// A value of a drop-down list.
    Choice(ChoiceId),
    /// A person.
    Person {
        /// The id.
        id: PersonId,
        /// The name.
        name: String,
    },
    /// A point in time.
    Time(Moment),
    /// A word of the product by its key.
    Word(String),
    /// Several values of a drop-down list.
    Choices(Vec<ChoiceId>),
    /// A number, with a point before its decimals and nothing between its thousands.
    Number(String),
    /// A day.
    Date(NaiveDate),
    /// Yes or no.
    Flag(bool),
}

impl Cell {
    /// The day of a number of days since 1970; blank when there is no such day.
    #[must_use]
    pub fn day(days: i64) -> Self {
        i32::try_from(days).ok().and_then(NaiveDate::from_epoch_days).map_or(Self::Blank, Self::Date)
    }

    /// Text without marks; blank when empty.
    #[must_use]
    pub fn text(text: String) -> Self {
        if text.is_empty() { Self::Blank } else { Self::Text { text, marks: Vec::new() } }
    }
}

/// The rows before and after one in a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Around {
    /// The one before.
    pub previous: Option<i64>,
    /// The one after.
    pub next: Option<i64>,
}

/// Which rows a verb is for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Chosen {
    /// These.
    Ids(Vec<i64>),
    /// All that match a filter, written as the list page's query string.
    Matching(String),
}

/// What a verb on many rows did.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Done {
    /// Changed rows.
    pub done: Vec<i64>,
    /// Rows that were left alone, each with the reason.
    pub skipped: Vec<Skipped>,
}

/// A row a verb left alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Skipped {
    /// The row.
    pub id: i64,
    /// Why.
    pub reason: SkipReason,
}

/// Why a verb left a row alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SkipReason {
    /// Not there, or not the viewer's to see.
    NotFound,
    /// Someone else owns it.
    NotYours,
    /// Someone was quicker.
    TooLate,
    /// Its state does not allow the verb.
    WrongState,
    /// It is so already.
    Already,
    /// The person has as many as a person may have.
    Full,
    /// The person gave it up, or lost it, too short a time ago.
    TooSoon,
    /// The person has taken as many today as the pool allows in a day.
    DayFull,
    /// Its level is not one the person may have.
    NotAllowed,
}
