//! What others change appears by itself in a list page.
use super::listing::{Listed, Listing};
use super::merge::{Changed, merge};
use super::place;
use crate::AppError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeSet;
use std::time::Duration;

/// Changes come in bursts: wait for the end of one.
const SOON: Duration = Duration::from_millis(150);
/// How long a row that left is seen to go.
const FADE: Duration = Duration::from_millis(700);
/// Rows fetched again at most when something changed.
const FOLLOWED: usize = 1_000;

impl Listing {
    /// Something changed: fetches the rows in sight again, soon.
    pub fn follow(self, changed: Changed) {
        let Some(due) = self.due.try_get_value() else { return };
        let waiting = due.is_some();
        self.due.set_value(Some(match due {
            Some(due) => due.and(changed),
            None => changed,
        }));
        if !waiting && !self.following.get_value() {
            set_timeout(move || self.refresh(), SOON);
        }
    }

    fn refresh(self) {
        let Some(changed) = self.due.try_update_value(Option::take).flatten() else { return };
        let turn = self.turn.get_value();
        self.following.set_value(true);
        spawn_local(async move {
            let answer = self.all_in_sight(turn).await;
            if self.following.try_set_value(false).is_some() {
                return;
            }
            // While others were being fetched, the rows in sight were asked for anew: those are newer.
            if let (Ok(Some(now)), true) = (answer, self.is_turn(turn)) {
                self.merge(now, &changed);
            }
            if self.due.with_value(Option::is_some) {
                self.refresh();
            }
        });
    }

    async fn all_in_sight(self, turn: u64) -> Result<Option<Listed>, AppError> {
        let wanted = self.rows.with_untracked(Vec::len).min(FOLLOWED);
        let mut all = self.ask(None, Some(wanted)).await?;
        while all.page.rows.len() < wanted {
            if !self.is_turn(turn) {
                return Ok(None);
            }
            let Some(cursor) = all.page.next.take() else { break };
            let part = self.ask(Some(&cursor), Some(wanted - all.page.rows.len())).await?;
            all.page.rows.extend(part.page.rows);
            all.page.next = part.page.next;
        }
        Ok(Some(all))
    }

    fn merge(self, now: Listed, changed: &Changed) {
        let now = self.fitted(now);
        self.problem.set(None);
        self.count.set(now.page.count);
        self.next.set(now.page.next);
        let here: BTreeSet<i64> = now.page.rows.iter().map(|row| row.id).collect();
        if self.fading.with_untracked(|fading| !fading.is_disjoint(&here)) {
            self.fading.update(|fading| fading.retain(|id| !here.contains(id)));
        }
        let merged = merge(self.rows.get_untracked(), now.page.rows, changed);
        self.columns.set(now.columns);
        if self.rows.with_untracked(|rows| *rows != merged.rows) {
            place::hold(|| self.rows.set(merged.rows));
        }
        if merged.left.is_empty() {
            return;
        }
        let left = merged.left;
        self.fading.update(|fading| fading.extend(left.iter().copied()));
        self.selection.update(|selection| selection.drop_rows(&left));
        set_timeout(move || self.remove(&left), FADE);
    }

    /// Takes rows away that have left the list. Those that fade no longer belong to another list that was asked for
    /// meanwhile: they stay.
    pub fn remove(self, ids: &BTreeSet<i64>) {
        let gone = self.fading.try_update(|fading| {
            let gone: BTreeSet<i64> = ids.intersection(fading).copied().collect();
            fading.retain(|id| !gone.contains(id));
            gone
        });
        if let Some(gone) = gone.filter(|gone| !gone.is_empty()) {
            place::hold(|| self.rows.update(|rows| rows.retain(|row| !gone.contains(&row.id))));
        }
    }
}
