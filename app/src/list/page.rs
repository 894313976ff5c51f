//! A list page and what everything on it needs.
use super::noun::{Drawn, Noun, ViewOf};
use super::target::Target;
use super::view::ListView;
use super::{Address, Changed, Listed, Listing, live_choices, use_address};
use crate::AppError;
use crate::list::api::{all_choices, people_names};
use crate::start::use_lang;
use crate::ui::{Choices, LiveTitle, Selection, SkeletonRows};
use domain::choice::Choice;
use domain::filter::{Filter, Test};
use domain::list::{Cell, Done, Row};
use domain::person::PersonName;
use domain::{Lang, query};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// A list page.
#[derive(Clone, Copy)]
pub struct ListPage<N: Noun> {
    /// Which list.
    pub list: N,
    /// Its rows.
    pub listing: Listing,
    /// What the address asks for.
    pub filter: Memo<Filter<N::Column>>,
    /// Its filter as a query string, for all that match.
    pub query: Signal<String>,
    /// The drop-down lists.
    pub choices: Signal<Choices>,
    /// The people, as far as they are known.
    pub people: RwSignal<Vec<PersonName>>,
    /// The reader's language.
    pub lang: Lang,
}

/// What the page begins with.
#[derive(Clone)]
pub struct Given<N: Noun> {
    /// The first rows.
    pub rows: Result<Listed, AppError>,
    /// The drop-down lists.
    pub choices: Vec<Choice>,
    /// The people, where the filter names some.
    pub people: Vec<PersonName>,
    /// What the strip is made from.
    pub tabs: N::Tabs,
}

impl<N: Noun> ListPage<N> {
    /// Made once, when the first rows are here.
    #[must_use]
    pub fn new(list: N, address: Memo<Address>, given: Given<N>) -> Self {
        let filter = Memo::new(move |_| address.with(|address| list.filter(&address.query())));
        Self {
            list,
            listing: Listing::new(address, given.rows, move |query| list.fetch(query)),
            filter,
            query: Signal::derive(move || filter.with(Filter::to_query)),
            choices: live_choices(given.choices),
            people: RwSignal::new(given.people),
            lang: use_lang(),
        }
    }

    /// The screen in sight; followed.
    #[must_use]
    pub fn view(self) -> ViewOf<N> {
        self.filter.with(|filter| filter.view)
    }

    /// The list's name; followed.
    #[must_use]
    pub fn title(self) -> &'static str {
        self.list.title(self.lang, self.view())
    }

    /// The address of the screen without any condition; followed.
    #[must_use]
    pub fn bare(self) -> String {
        self.listing.address.with(|address| address.only(&["view"]).href())
    }

    /// What a row is called.
    #[must_use]
    pub fn name_of(self, row: &Row) -> String {
        let columns = self.listing.columns.get_untracked();
        let text = |key: &&str| {
            let at = columns.iter().position(|(column, _)| column == *key);
            at.and_then(|at| row.cells.get(at)).and_then(words)
        };
        let first = || row.cells.iter().find_map(words);
        N::NAMES.iter().find_map(text).or_else(first).unwrap_or_else(|| N::nameless(self.lang, row.id))
    }

    /// A row by its id, with its name.
    #[must_use]
    pub fn row(self, id: i64) -> Option<(Row, String)> {
        let row = self.listing.rows.with_untracked(|rows| rows.iter().find(|row| row.id == id).cloned())?;
        let name = self.name_of(&row);
        Some((row, name))
    }

    /// What stands in a row under a column.
    #[must_use]
    pub fn cell(self, row: &Row, key: &str) -> Option<Cell> {
        let at = self
            .listing
            .columns
            .with_untracked(|columns| columns.iter().position(|(column, _)| column == key));
        at.and_then(|at| row.cells.get(at).cloned())
    }

    /// Every row with a mark, followed: so that a mark that changes does not draw its row anew.
    #[must_use]
    pub fn marked(self) -> Memo<BTreeSet<i64>> {
        let marked = |rows: &Vec<Row>| rows.iter().filter(|row| row.focus).map(|row| row.id).collect();
        Memo::new(move |_| self.listing.rows.with(marked))
    }

    /// What a verb would be done to now.
    #[must_use]
    pub fn target(self, verb: N::Verb) -> Target {
        let (query, total) = (self.query.get_untracked(), self.listing.count.get_untracked());
        self.listing.selection.with_untracked(|selection| {
            self.listing.rows.with_untracked(|rows| {
                let only = rows.iter().find(|row| !selection.is_all() && selection.has(row.id));
                let name = only.filter(|_| selection.count(None) == 1).map(|row| self.name_of(row));
                let target = Target::selected::<N>(verb, selection, rows, &query, total);
                Target { name: name.unwrap_or_default(), ..target }
            })
        })
    }

    /// Something was done to rows here: those that no longer belong into the list go.
    pub fn done(self, done: &Done) {
        self.listing.selection.update(Selection::leave_all_that_match);
        self.listing.follow(Changed::Rows(done.done.iter().copied().collect()));
    }

    /// The page of a row, which knows from here what comes before and after it.
    #[must_use]
    pub fn row_href(self, id: i64) -> String {
        let from = self.listing.address.with_untracked(|address| {
            let filter = self.list.filter(&address.query()).to_query();
            let sort = address.get("sort").map(|sort| query::write([("sort", sort)]));
            let parts = [Some(filter), sort].into_iter().flatten().filter(|part| !part.is_empty());
            parts.collect::<Vec<_>>().join("&")
        });
        let path = N::row_path(id);
        if from.is_empty() { path } else { format!("{path}?from={}", query::encode(&from)) }
    }
}

fn words(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Text { text, .. } => Some(text.clone()),
        _ => None,
    }
}

fn names_people<N: Noun>(filter: &Filter<N::Column>) -> bool {
    filter.on.values().any(|test| matches!(test, Test::People(_)))
}

/// A list, fetched and drawn.
#[component]
pub fn ListOf<N: Drawn>(
    /// Which.
    list: N,
) -> impl IntoView {
    let lang = use_lang();
    let address = use_address(list.path());
    let query = address.with_untracked(Address::query);
    let with_people = names_people::<N>(&list.filter(&query));
    // All at once: each is asked for before any is waited for. What changes later flows into what is drawn.
    let rows = OnceResource::new_blocking(list.fetch(query));
    let choices = OnceResource::new_blocking(all_choices());
    let tabs = OnceResource::new_blocking(list.tabs());
    let people = with_people.then(|| OnceResource::new_blocking(people_names()));
    let inside = move || {
        Suspend::new(async move {
            let choices = choices.await.unwrap_or_default();
            let tabs = tabs.await.unwrap_or_default();
            let people = match people {
                Some(people) => people.await.unwrap_or_default(),
                None => Vec::new(),
            };
            let given = Given { rows: rows.await, choices, people, tabs };
            view! { <ListView list=list address=address given=given /> }
        })
    };
    let title =
        move || address.with(|address| list.title(lang, list.filter(&address.query()).view).to_owned());
    view! {
        <LiveTitle text=title />
        <Suspense fallback=|| view! { <SkeletonRows rows=16 /> }>{untrack(inside)}</Suspense>
    }
}
