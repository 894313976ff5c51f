//! The list: filter, order, pages, counts, neighbours, export. One mechanism for every noun.
//!
//! A noun says which column of its table stands behind each column of its lists, and which rows each screen
//! is for; everything else is here.
mod added;
mod around;
mod export;
mod filter;
mod order;
mod page;
mod raw;
mod team;

pub use export::Export;
pub(crate) use filter::{Extent, Wanted};
pub(crate) use raw::{Raw, RawRow};
pub(crate) use team::Widths;

use crate::guard::Visible;
use crate::{Desk, Viewer};
use domain::Subject;
use domain::choice::ChoiceKind;
use domain::column::Column;
use domain::custom::{FieldKey, FieldKind};
use sea_query::{Condition, SimpleExpr};
use std::marker::PhantomData;

/// What a noun tells the list.
pub(crate) trait Listed: Visible + Copy + Send + Sync + 'static {
    type Column: Column;

    /// The noun.
    const SUBJECT: Subject;
    /// The table of its search documents; the id is called as in `SEARCH_ID` on PostgreSQL.
    const SEARCH: &'static str;
    const SEARCH_ID: &'static str;
    /// The order of a list nobody has sorted: this column, largest first.
    const NEWEST: Self::Column;
    /// The column with the noun's own word for where a row stands.
    const STATE: &'static str;
    /// The tally that knows how many rows there are, and the columns it has.
    const TALLY: &'static str;

    /// What stands behind a fixed column. Exhaustive: a new one does not compile until this is decided.
    fn source(column: Self::Column) -> Source;

    /// Whether the tally has the column.
    fn is_tallied(column: Self::Column) -> bool;

    /// Whether the search documents hold the text of the column.
    fn is_searched(column: Self::Column) -> bool;

    /// The rows of a screen, by columns that table and tally share; the viewer's reach included.
    fn standing(viewer: &Viewer, wanted: &Wanted<Self>, table: &'static str) -> Condition;

    /// Whether the tally knows all that a screen stands for.
    fn is_counted_by_tally(_: &Viewer, _: &Wanted<Self>) -> bool {
        true
    }

    /// Whether a screen has rows of which cells may be hidden.
    fn is_veiled(_: &Wanted<Self>) -> bool {
        false
    }

    /// How the rows of a screen are best come by, when nothing else finds them.
    fn extent(viewer: &Viewer, wanted: &Wanted<Self>) -> Extent;

    /// The orders of what one person owns that have an index of their own.
    fn owned_orders() -> &'static [&'static str];

    /// The mark in front of a row: not NULL when it is there.
    fn mark(viewer: &Viewer) -> SimpleExpr;
}

/// What stands behind a column of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Source {
    /// Text, and the column with its sort key: never NULL, blank when empty.
    Text { column: &'static str, key: &'static str },
    /// One choice of a list. `always`: never NULL.
    Choice { column: &'static str, kind: ChoiceKind, always: bool },
    /// Several choices, as `,3,5,`; and the column with the order of their names.
    Choices { column: &'static str, key: &'static str },
    /// A person, or nobody.
    Person { column: &'static str },
    /// Text of another row, and its sort key there: `by` names that row.
    Of { table: &'static str, by: &'static str, column: &'static str, key: &'static str },
    /// A person another row has, or nobody.
    PersonOf { table: &'static str, by: &'static str, column: &'static str },
    /// A word out of a closed set, in their order.
    Word { column: &'static str, words: &'static [&'static str] },
    /// A word out of a closed set, kept as its place among them.
    Rank { column: &'static str, words: &'static [&'static str] },
    /// A point in time. `always`: never NULL.
    Time { column: &'static str, always: bool },
    /// A day, counted from 1970.
    Date { column: &'static str },
    /// A whole number of smallest parts: how many make one is the field's own affair.
    Number { column: &'static str },
    /// Yes or no, as 1 or 0. `always`: never NULL.
    Flag { column: &'static str, always: bool },
}

/// What stands behind an added field.
pub(crate) fn added(field: FieldKey) -> Source {
    let column = field.key();
    match field.kind {
        FieldKind::Text => Source::Text { column, key: field.order_key() },
        FieldKind::Choices => Source::Choices { column, key: field.order_key() },
        FieldKind::Number | FieldKind::Money => Source::Number { column },
        FieldKind::Date => Source::Date { column },
        FieldKind::Choice => Source::Choice { column, kind: ChoiceKind::Added(field.id), always: false },
        FieldKind::Person => Source::Person { column },
        FieldKind::Flag => Source::Flag { column, always: false },
    }
}

/// What stands behind a column, added fields included.
pub(crate) fn source<N: Listed>(column: N::Column) -> Source {
    column.field().map_or_else(|| N::source(column), added)
}

/// The lists of a noun, as one person sees them.
#[derive(Clone, Copy)]
pub(crate) struct Lists<'a, N> {
    pub(crate) desk: &'a Desk,
    noun: PhantomData<N>,
}

impl Desk {
    pub(crate) const fn lists<N: Listed>(&self) -> Lists<'_, N> {
        Lists { desk: self, noun: PhantomData }
    }
}
