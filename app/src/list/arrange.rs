//! The columns of a list page: shown at once, kept in the background.
use super::listing::{Listed, Listing};
use super::merge::Changed;
use domain::list::{Cell, Page, Row};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;
use std::future::Future;

impl Listing {
    /// Shows other columns, or in another order or width, at once. `keep` is then told of the latest, one
    /// time after the other; until it is done, answers for former columns are fitted to these.
    pub fn arrange<F>(self, columns: Vec<(String, u16)>, keep: impl Fn(Vec<(String, u16)>) -> F + 'static)
    where
        F: Future<Output = ()> + 'static,
    {
        let now = Listed { columns: self.columns.get_untracked(), page: page_of(self.rows.get_untracked()) };
        let busy = self.wanted.get_value().is_some();
        self.wanted.set_value(Some(columns.clone()));
        let fitted = self.fitted(now);
        self.columns.set(fitted.columns);
        self.rows.set(fitted.page.rows);
        if busy {
            return;
        }
        spawn_local(async move {
            let mut kept = Vec::new();
            while let Some(wanted) = self.wanted.try_get_value().flatten().filter(|wanted| *wanted != kept) {
                keep(wanted.clone()).await;
                kept = wanted;
            }
            self.wanted.try_set_value(None);
            self.follow(Changed::Rows(BTreeSet::new()));
        });
    }

    /// An answer under the columns that are wanted by now. What it does not have comes with the next.
    pub(super) fn fitted(self, listed: Listed) -> Listed {
        let Some(columns) = self.wanted.get_value().filter(|wanted| *wanted != listed.columns) else {
            return listed;
        };
        let place = |(key, _): &(String, u16)| listed.columns.iter().position(|(known, _)| known == key);
        let places: Vec<_> = columns.iter().map(place).collect();
        let cell = |row: &Row, place: &Option<usize>| {
            place.and_then(|place| row.cells.get(place).cloned()).unwrap_or(Cell::Blank)
        };
        // What is fetched for the labels stands behind all columns, and stays there.
        let beside = |row: &Row| row.cells.get(listed.columns.len()..).unwrap_or_default().to_vec();
        let fit = |row: Row| {
            let shown = places.iter().map(|place| cell(&row, place));
            Row { cells: shown.chain(beside(&row)).collect(), ..row }
        };
        let page = Page { rows: listed.page.rows.into_iter().map(fit).collect(), ..listed.page };
        Listed { columns, page }
    }
}

fn page_of(rows: Vec<Row>) -> Page {
    Page { rows, next: None, count: None }
}
