//! What can be done from a list of leads: to one row, and to those chosen.
use super::api::{claim_leads, focus_leads};
use super::{LeadList, Target, Verb, Which, done_words, say_done};
use crate::list::{Changed, ListPage, Written};
use crate::ui::{Toasts, use_toasts};
use domain::lead::LeadState;
use domain::list::{Cell, Chosen, Row};
use domain::{Lang, LeadId};
use leptos::prelude::*;
use leptos::task::spawn_local;
use messages::t;
use std::collections::BTreeSet;

/// The verbs of one list page. Each dialog is open while its leads are named here.
#[derive(Clone, Copy)]
pub struct Verbs {
    /// The page.
    pub page: ListPage<LeadList>,
    /// The rows with a star.
    pub stars: Memo<BTreeSet<i64>>,
    /// 处理.
    pub process: RwSignal<Option<Written>>,
    /// 加日程.
    pub schedule: RwSignal<Option<Target>>,
    /// 改状态.
    pub status: RwSignal<Option<Target>>,
    /// 完结.
    pub finish: RwSignal<Option<Target>>,
    /// 分配.
    pub assign: RwSignal<Option<Target>>,
    /// 领取.
    pub claim: RwSignal<Option<Target>>,
    /// 放回公海.
    pub give_up: RwSignal<Option<Target>>,
    toasts: Toasts,
    lang: Lang,
}

impl Verbs {
    /// Made once by the page.
    #[must_use]
    pub fn new(page: ListPage<LeadList>) -> Self {
        let none = || RwSignal::new(None);
        Self {
            page,
            stars: page.marked(),
            process: RwSignal::new(None),
            schedule: none(),
            status: none(),
            finish: none(),
            assign: none(),
            claim: none(),
            give_up: none(),
            toasts: use_toasts(),
            lang: page.lang,
        }
    }

    /// Opens the process dialog of a row.
    pub fn process_row(self, id: i64) {
        let Some((row, name)) = self.page.row(id) else { return };
        let status = match self.page.cell(&row, "status") {
            Some(Cell::Choice(status)) => Some(status),
            _ => None,
        };
        self.process.set(Some(Written { about: LeadId(id).into(), name, status }));
    }

    /// Opens the schedule dialog of a row.
    pub fn schedule_row(self, id: i64) {
        if let Some((_, name)) = self.page.row(id) {
            self.schedule.set(Some(Target::one(LeadId(id), name)));
        }
    }

    /// Takes a row from the pool.
    pub fn claim_row(self, id: i64) {
        spawn_local(async move {
            match claim_leads(Which::from(LeadId(id))).await {
                Ok(done) => {
                    let words = done_words(self.lang, |n| t!(self.lang, LeadsDoneClaim, n = n), &done);
                    self.toasts.say(words);
                    self.page.done(&done);
                }
                Err(error) => self.toasts.problem(&error),
            }
        });
    }

    /// Turns the star of a row: at once, and back again should the server refuse.
    pub fn star_row(self, id: i64) {
        let Some((row, _)) = self.page.row(id) else { return };
        let on = !row.focus;
        self.page.listing.touch(id, |row| row.focus = on);
        spawn_local(async move {
            if let Err(error) = focus_leads(Which::from(LeadId(id)), on).await {
                self.page.listing.touch(id, |row| row.focus = !on);
                self.toasts.problem(&error);
            } else {
                self.page.listing.follow(Changed::Rows([id].into()));
            }
        });
    }

    /// Puts the star on the chosen rows, or takes it off.
    pub fn star(self, on: bool) {
        let query = self.page.query.get_untracked();
        let chosen = self.page.listing.selection.with_untracked(|selection| selection.chosen(&query));
        self.star_chosen(chosen, on, true);
    }

    fn star_chosen(self, chosen: Chosen, on: bool, undo: bool) {
        spawn_local(async move {
            match focus_leads(Which(chosen), on).await {
                Ok(done) => {
                    let verb = |n: String| {
                        if on {
                            t!(self.lang, LeadsDoneStar, n = n)
                        } else {
                            t!(self.lang, LeadsDoneUnstar, n = n)
                        }
                    };
                    let words = done_words(self.lang, verb, &done);
                    let ids = done.done.clone();
                    let back = move |()| self.star_chosen(Chosen::Ids(ids.clone()), !on, false);
                    say_done(self.toasts, words, &done, undo.then(|| Callback::new(back)));
                    self.page.done(&done);
                }
                Err(error) => self.toasts.problem(&error),
            }
        });
    }

    /// Opens the dialog of a verb for the chosen rows.
    pub fn open(self, verb: Verb) {
        let target = self.page.target(verb);
        let dialog = match verb {
            Verb::Star | Verb::Unstar => return self.star(verb == Verb::Star),
            Verb::Reopen => return self.reopen(target),
            Verb::Schedule => self.schedule,
            Verb::Status => self.status,
            Verb::Finish => self.finish,
            Verb::Assign => self.assign,
            Verb::Claim => self.claim,
            Verb::GiveUp => self.give_up,
        };
        dialog.set(Some(target));
    }

    /// Whether a star can be put on any of the chosen rows, or taken off any.
    #[must_use]
    pub fn may_star(self, on: bool) -> bool {
        self.page.listing.selection.with(|selection| {
            let other = |row: &Row| selection.has(row.id) && row.focus != on;
            selection.is_all() || self.page.listing.rows.with(|rows| rows.iter().any(other))
        })
    }

    fn reopen(self, target: Target) {
        spawn_local(async move {
            match super::api::reopen_leads(Which(target.chosen)).await {
                Ok(done) => {
                    let words = done_words(self.lang, |n| t!(self.lang, LeadsDoneReopen, n = n), &done);
                    self.toasts.say(words);
                    self.page.done(&done);
                }
                Err(error) => self.toasts.problem(&error),
            }
        });
    }
}

/// The state of a row.
#[must_use]
pub fn state_of(row: &Row) -> Option<LeadState> {
    LeadState::from_key(&row.state)
}
