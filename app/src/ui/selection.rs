//! Which rows are chosen, and the bar of verbs for them.
use super::{Button, Icon, IconButton, Kind, number};
use crate::start::use_lang;
use domain::list::{Chosen, Count, Row};
use leptos::prelude::*;
use messages::t;
use std::collections::BTreeSet;

/// The chosen rows of a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Selection {
    ids: BTreeSet<i64>,
    all: bool,
    anchor: Option<i64>,
}

impl Selection {
    /// Whether a row is chosen.
    #[must_use]
    pub fn has(&self, id: i64) -> bool {
        self.all || self.ids.contains(&id)
    }

    /// Nothing is chosen.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.all && self.ids.is_empty()
    }

    /// All that match are chosen, not only those on the page.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.all
    }

    /// The ids, when not all that match are chosen.
    pub fn ids(&self) -> impl Iterator<Item = i64> {
        self.ids.iter().copied()
    }

    /// How many.
    #[must_use]
    pub fn count(&self, total: Option<Count>) -> i64 {
        let some = i64::try_from(self.ids.len()).unwrap_or(i64::MAX);
        total.filter(|_| self.all).map_or(some, |total| total.value)
    }

    /// What a verb is told; `query` is the list's filter as a query string.
    #[must_use]
    pub fn chosen(&self, query: &str) -> Chosen {
        if self.all {
            Chosen::Matching(query.to_owned())
        } else {
            Chosen::Ids(self.ids.iter().copied().collect())
        }
    }

    /// Chooses a row or not. With `range`, all between it and the row last pressed do the same.
    pub fn toggle(&mut self, rows: &[Row], id: i64, range: bool) {
        let choose = !self.has(id);
        self.leave_all(rows);
        let between = self.anchor.filter(|_| range).and_then(|anchor| span(rows, anchor, id));
        for id in between.unwrap_or_else(|| vec![id]) {
            if choose {
                self.ids.insert(id)
            } else {
                self.ids.remove(&id)
            };
        }
        self.anchor = Some(id);
    }

    /// Chooses all rows of the page, or none when they are chosen already.
    pub fn toggle_page(&mut self, rows: &[Row]) {
        let full = self.has_page(rows);
        self.leave_all(rows);
        for row in rows {
            if full {
                self.ids.remove(&row.id)
            } else {
                self.ids.insert(row.id)
            };
        }
    }

    /// All rows of the page are chosen.
    #[must_use]
    pub fn has_page(&self, rows: &[Row]) -> bool {
        !rows.is_empty() && rows.iter().all(|row| self.has(row.id))
    }

    /// Chooses all that match.
    pub fn choose_all(&mut self) {
        self.all = true;
    }

    /// Lets go of rows that have left the list.
    pub fn drop_rows(&mut self, ids: &BTreeSet<i64>) {
        self.ids.retain(|id| !ids.contains(id));
    }

    /// After a verb on all that match, which may now be others: nothing. Chosen rows stay chosen.
    pub fn leave_all_that_match(&mut self) {
        if self.all {
            self.clear();
        }
    }

    /// Chooses nothing.
    pub fn clear(&mut self) {
        *self = Self::default();
    }

    /// From "all that match" to the rows in sight.
    fn leave_all(&mut self, rows: &[Row]) {
        if std::mem::take(&mut self.all) {
            self.ids = rows.iter().map(|row| row.id).collect();
        }
    }
}

fn span(rows: &[Row], from: i64, to: i64) -> Option<Vec<i64>> {
    let place = |id| rows.iter().position(|row| row.id == id);
    let (from, to) = (place(from)?, place(to)?);
    Some(rows[from.min(to)..=from.max(to)].iter().map(|row| row.id).collect())
}

/// The bar at the bottom: how many are chosen, the verbs, "all that match", and "none".
#[component]
pub fn SelectionBar(
    /// The chosen rows.
    selection: RwSignal<Selection>,
    /// How many match in all.
    #[prop(into)]
    total: Signal<Option<Count>>,
    /// The verbs, as buttons.
    children: ChildrenFn,
) -> impl IntoView {
    let lang = use_lang();
    let shown = Memo::new(move |_| selection.with(|selection| !selection.is_empty()));
    let words = move || {
        let (n, all) = selection.with(|selection| (number(selection.count(total.get())), selection.is_all()));
        if all { t!(lang, UiSelectedAll, n = n) } else { t!(lang, UiSelected, n = n) }
    };
    let more = move || {
        let total = total.get()?;
        let wider = selection.with(|selection| !selection.is_all() && selection.count(None) < total.value);
        wider.then(|| {
            let words = t!(lang, UiSelectAll, n = number(total.value));
            view! { <Button kind=Kind::Quiet on:click=move |_| selection.update(Selection::choose_all)>{words}</Button> }
        })
    };
    let none = t!(lang, UiUnselect);
    let children = StoredValue::new(children);
    let bar = move || {
        view! {
            <div class="selection-bar" role="region" aria-label=t!(lang, UiSelectionBar)>
                <span class="selection-count" role="status">{words}</span>
                {more}
                <span class="selection-verbs">{children.with_value(|children| children())}</span>
                <IconButton icon=Icon::Close name=none on:click=move |_| selection.update(Selection::clear) />
            </div>
        }
    };
    view! { <Show when=move || shown.get()>{bar}</Show> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(ids: &[i64]) -> Vec<Row> {
        let row =
            |id: &i64| Row { id: *id, version: 1, focus: false, state: String::new(), cells: Vec::new() };
        ids.iter().map(row).collect()
    }

    #[test]
    fn shift_chooses_all_between_in_the_order_of_the_list() {
        let (rows, mut selection) = (rows(&[9, 4, 7, 1]), Selection::default());
        selection.toggle(&rows, 4, false);
        selection.toggle(&rows, 1, true);
        assert_eq!(selection.chosen(""), Chosen::Ids(vec![1, 4, 7]));
    }

    #[test]
    fn taking_one_out_of_all_that_match_leaves_the_others_of_the_page() {
        let (rows, mut selection) = (rows(&[1, 2, 3]), Selection::default());
        selection.choose_all();
        assert_eq!(selection.chosen("state=claimed"), Chosen::Matching("state=claimed".into()));
        selection.toggle(&rows, 2, false);
        assert_eq!(selection.chosen(""), Chosen::Ids(vec![1, 3]));
    }
}
