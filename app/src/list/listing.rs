//! The rows of a list page: fetched, added to, and kept true while others work.
use super::address::Address;
use super::merge::Changed;
use crate::AppError;
use crate::ui::Selection;
use domain::list::{Count, PAGE_MAX, Page, Row};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

/// A page of a list, and the columns it was fetched with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Listed {
    /// The columns with their widths.
    pub columns: Vec<(String, u16)>,
    /// The rows.
    pub page: Page,
}

type Answer = Result<Listed, AppError>;
type Fetch = Arc<dyn Fn(String) -> Pin<Box<dyn Future<Output = Answer> + Send>> + Send + Sync>;

/// The rows of a list page.
#[derive(Clone, Copy)]
pub struct Listing {
    /// What the address asks for.
    pub address: Memo<Address>,
    /// The columns with their widths, of the same answer as the rows.
    pub columns: RwSignal<Vec<(String, u16)>>,
    /// The rows in sight.
    pub rows: RwSignal<Vec<Row>>,
    /// Rows that have just left the list.
    pub fading: RwSignal<BTreeSet<i64>>,
    /// How many match.
    pub count: RwSignal<Option<Count>>,
    /// Where the next page begins.
    pub next: RwSignal<Option<String>>,
    /// Why there are no rows.
    pub problem: RwSignal<Option<AppError>>,
    /// Other rows are on their way.
    pub pending: RwSignal<bool>,
    /// More rows are on their way.
    pub adding: RwSignal<bool>,
    /// The chosen rows.
    pub selection: RwSignal<Selection>,
    /// The row the keys are at.
    pub current: RwSignal<Option<i64>>,
    fetch: StoredValue<Fetch>,
    /// Which answer is still wanted: the newest.
    pub(super) turn: StoredValue<u64>,
    pub(super) due: StoredValue<Option<Changed>>,
    pub(super) following: StoredValue<bool>,
    /// Columns that are shown and not yet kept.
    pub(super) wanted: StoredValue<Option<Vec<(String, u16)>>>,
}

impl Listing {
    /// Begins with the first answer. Afterwards `fetch` is given the query string of the address.
    pub fn new<F>(
        address: Memo<Address>,
        first: Answer,
        fetch: impl Fn(String) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Answer> + Send + 'static,
    {
        let fetch: Fetch = Arc::new(move |query| Box::pin(fetch(query)));
        let listing = Self {
            address,
            columns: RwSignal::new(Vec::new()),
            rows: RwSignal::new(Vec::new()),
            fading: RwSignal::new(BTreeSet::new()),
            count: RwSignal::new(None),
            next: RwSignal::new(None),
            problem: RwSignal::new(None),
            pending: RwSignal::new(false),
            adding: RwSignal::new(false),
            selection: RwSignal::new(Selection::default()),
            current: RwSignal::new(None),
            fetch: StoredValue::new(fetch),
            turn: StoredValue::new(0),
            due: StoredValue::new(None),
            following: StoredValue::new(false),
            wanted: StoredValue::new(None),
        };
        listing.take(first);
        let asked = Memo::new(move |_| address.with(|address| query_of(address, None, None)));
        Effect::watch(move || asked.get(), move |_, _, _| listing.load(), false);
        listing
    }

    pub(super) fn ask(
        self,
        cursor: Option<&str>,
        limit: Option<usize>,
    ) -> impl Future<Output = Answer> + use<> {
        let query = self.address.with_untracked(|address| query_of(address, cursor, limit));
        self.fetch.get_value()(query)
    }

    fn take(self, answer: Answer) {
        match answer {
            Ok(listed) => {
                let Listed { columns, page } = self.fitted(listed);
                self.columns.set(columns);
                self.rows.set(page.rows);
                self.next.set(page.next);
                self.count.set(page.count);
                self.problem.set(None);
            }
            Err(error) => {
                self.rows.set(Vec::new());
                self.next.set(None);
                self.count.set(None);
                self.problem.set(Some(error));
            }
        }
    }

    fn next_turn(self) -> u64 {
        self.turn.update_value(|turn| *turn += 1);
        self.turn.get_value()
    }

    /// Whether an answer is still wanted: not when another was asked for, or the page is gone.
    pub(super) fn is_turn(self, turn: u64) -> bool {
        self.turn.try_get_value() == Some(turn)
    }

    /// Fetches what the address asks for.
    pub fn load(self) {
        let turn = self.next_turn();
        self.pending.set(true);
        let answer = self.ask(None, None);
        spawn_local(async move {
            let answer = answer.await;
            if self.is_turn(turn) {
                self.pending.set(false);
                self.fading.set(BTreeSet::new());
                self.take(answer);
            }
        });
    }

    /// Adds the next rows below.
    pub fn more(self) {
        let Some(cursor) = self.next.get_untracked().filter(|_| !self.adding.get_untracked()) else { return };
        let turn = self.turn.get_value();
        self.adding.set(true);
        let answer = self.ask(Some(&cursor), None);
        spawn_local(async move {
            let answer = answer.await;
            if self.adding.try_set(false).is_some() || !self.is_turn(turn) {
                return;
            }
            match answer {
                Ok(more) => self.append(more),
                Err(error) => self.problem.set(Some(error)),
            }
        });
    }

    fn append(self, more: Listed) {
        let more = self.fitted(more);
        let known: BTreeSet<i64> = self.rows.with_untracked(|rows| rows.iter().map(|row| row.id).collect());
        let fresh = more.page.rows.into_iter().filter(|row| !known.contains(&row.id));
        self.rows.update(|rows| rows.extend(fresh));
        self.next.set(more.page.next);
    }

    /// Changes a row in sight before the server has.
    pub fn touch(self, id: i64, change: impl FnOnce(&mut Row)) {
        self.rows.update(|rows| {
            if let Some(row) = rows.iter_mut().find(|row| row.id == id) {
                change(row);
            }
        });
    }

    /// The row before or after the one the keys are at, when there is one.
    #[must_use]
    pub fn beside(self, id: i64, step: i64) -> Option<i64> {
        let step = isize::try_from(step).ok()?;
        self.rows.with_untracked(|rows| {
            let at = rows.iter().position(|row| row.id == id)?;
            rows.get(at.checked_add_signed(step)?).map(|row| row.id)
        })
    }
}

/// What the server is asked: the address, from another place on or with another number of rows when given.
fn query_of(address: &Address, cursor: Option<&str>, limit: Option<usize>) -> String {
    let mut pairs = address.but(&["open", "limit"]);
    if let Some(cursor) = cursor {
        pairs.retain(|(name, _)| name != "cursor");
        pairs.push(("cursor".into(), cursor.to_owned()));
    }
    let limit = limit.map_or_else(
        || address.limit(),
        |limit| u32::try_from(limit).unwrap_or(PAGE_MAX).max(address.limit()),
    );
    pairs.push(("limit".into(), limit.min(PAGE_MAX).to_string()));
    domain::query::write(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
}
