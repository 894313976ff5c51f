//! What an open calendar holds, and a visit being moved from one day to another.
use super::address::Address;
use super::api::{Days, move_visit};
use super::words::day_words;
use crate::leads::wall_time;
use crate::start::{use_lang, use_me};
use crate::ui::{Toasts, use_toasts};
use chrono::NaiveDate;
use domain::visit::{Visit, VisitState};
use domain::{Lang, Moment, VisitId, Zone};
use leptos::prelude::*;
use leptos::task::spawn_local;
use messages::t;
use std::collections::BTreeMap;

/// What an open calendar holds.
#[derive(Clone, Copy)]
pub struct Board {
    pub lang: Lang,
    pub zone: StoredValue<Zone>,
    pub today: Memo<NaiveDate>,
    pub address: Memo<Address>,
    pub days: Signal<Days>,
    /// The visits as they will be once the server has agreed.
    pub visits: Memo<Vec<Visit>>,
    /// The visit in the dialog.
    pub chosen: RwSignal<Option<VisitId>>,
    /// The visit under way from one day to another.
    pub dragged: RwSignal<Option<VisitId>>,
    moved: RwSignal<BTreeMap<VisitId, Moment>>,
    refresh: Callback<()>,
    toasts: Toasts,
}

impl Board {
    pub fn new(
        today: Memo<NaiveDate>,
        address: Memo<Address>,
        days: Signal<Days>,
        refresh: Callback<()>,
    ) -> Self {
        let moved = RwSignal::new(BTreeMap::new());
        Effect::watch(move || days.track(), move |(), _, _| moved.set(BTreeMap::new()), false);
        let visits = Memo::new(move |_| placed(days.with(|days| days.visits.clone()), &moved.read()));
        Self {
            lang: use_lang(),
            zone: StoredValue::new(use_me().zone.clone()),
            today,
            address,
            days,
            visits,
            chosen: RwSignal::new(None),
            dragged: RwSignal::new(None),
            moved,
            refresh,
            toasts: use_toasts(),
        }
    }

    pub fn of_day(self, day: NaiveDate) -> Vec<Visit> {
        let here = |visit: &&Visit| self.zone.with_value(|zone| zone.day_of(visit.starts_at)) == day;
        self.visits.with(|visits| visits.iter().filter(here).cloned().collect())
    }

    /// To be made and made. The server counts a month; the days around it are counted here.
    pub fn count_of(self, day: NaiveDate) -> (usize, usize) {
        let visits = self.of_day(day);
        let count = |state| visits.iter().filter(|visit| visit.state == state).count();
        (count(VisitState::Open), count(VisitState::Done))
    }

    pub fn refetch(self) {
        self.refresh.run(());
    }

    /// Moves an open visit to another day, at the same time by the clock on the wall.
    pub fn move_to_day(self, id: VisitId, day: NaiveDate) {
        let found = self.visits.with_untracked(|visits| visits.iter().find(|visit| visit.id == id).cloned());
        let Some(visit) = found.filter(|visit| visit.may_edit && visit.state == VisitState::Open) else {
            return;
        };
        let before = visit.starts_at;
        let at = self.zone.with_value(|zone| zone.moment(day.and_time(zone.local(before).time())));
        if at == before {
            return;
        }
        let words = t!(self.lang, CalendarMoved, name = visit.about_name, day = day_words(self.lang, day));
        self.move_to(id, at, move || self.toasts.undoable(words, move || self.move_to(id, before, || ())));
    }

    fn move_to(self, id: VisitId, at: Moment, then: impl FnOnce() + 'static) {
        let wall = self.zone.with_value(|zone| wall_time::write(zone.local(at)));
        self.moved.update(|moved| {
            moved.insert(id, at);
        });
        spawn_local(async move {
            match move_visit(id, wall).await {
                Ok(_) => then(),
                Err(error) => {
                    self.toasts.problem(&error);
                    let _ = self.moved.try_update(|moved| moved.remove(&id));
                }
            }
            let _ = self.refresh.try_run(());
        });
    }
}

fn placed(mut visits: Vec<Visit>, moved: &BTreeMap<VisitId, Moment>) -> Vec<Visit> {
    for visit in &mut visits {
        if let Some(at) = moved.get(&visit.id) {
            visit.starts_at = *at;
        }
    }
    visits.sort_by_key(|visit| (visit.starts_at, visit.id));
    visits
}
