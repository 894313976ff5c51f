//! What can be done from a list of customers: to one row, and to those chosen.
use super::CustomerList;
use crate::customers::api::{claim_customers, set_customers_hot};
use crate::customers::verbs::{Asked, Verb};
use crate::list::{Changed, ListPage, Target, Which, Written, done_words, say_done};
use crate::start::may;
use crate::ui::{Toasts, use_toasts};
use domain::customer::{CustomerState, CustomerView};
use domain::list::{Cell, Chosen, Row};
use domain::{CustomerId, Permission};
use leptos::prelude::*;
use leptos::task::spawn_local;
use messages::t;
use std::collections::BTreeSet;

/// The verbs of one list page.
#[derive(Clone, Copy)]
pub struct Acts {
    /// The page.
    pub page: ListPage<CustomerList>,
    /// Which customers each verb is asked for.
    pub asked: Asked,
    /// 写记录.
    pub write: RwSignal<Option<Written>>,
    /// The rows with the red label.
    pub hot: Memo<BTreeSet<i64>>,
    monitors: bool,
    toasts: Toasts,
}

impl Acts {
    /// Made once by the page.
    #[must_use]
    pub fn new(page: ListPage<CustomerList>) -> Self {
        Self {
            page,
            asked: Asked::new(),
            write: RwSignal::new(None),
            hot: page.marked(),
            monitors: may(Permission::MonitorCustomers),
            toasts: use_toasts(),
        }
    }

    /// Opens the dialog of a verb for the chosen rows; the red label needs none.
    pub fn begin(self, verb: Verb) {
        let target = self.page.target(verb);
        match verb {
            Verb::Hot | Verb::Cool => self.make_hot(target.chosen, verb == Verb::Hot, true),
            _ => self.asked.of(verb).set(Some(target)),
        }
    }

    /// Whether a verb makes sense for the chosen rows; followed.
    #[must_use]
    pub fn is_offered(self, verb: Verb) -> bool {
        match verb {
            Verb::Hot => self.any_is_hot(false),
            Verb::Cool => self.any_is_hot(true),
            // From a pool only those who watch over the company throw something away.
            Verb::Bin => self.monitors || self.page.view() != CustomerView::Pool,
            _ => true,
        }
    }

    fn any_is_hot(self, hot: bool) -> bool {
        self.page.listing.selection.with(|selection| {
            let fits = |row: &Row| selection.has(row.id) && row.focus == hot;
            selection.is_all() || self.page.listing.rows.with(|rows| rows.iter().any(fits))
        })
    }

    /// Opens the dialog of a verb for a row.
    pub fn open_row(self, verb: Verb, id: i64) {
        let Some((row, name)) = self.page.row(id) else { return };
        if state_of(&row).is_none_or(|state| verb.fits(state)) {
            self.asked.of(verb).set(Some(Target::one(CustomerId(id), name)));
        }
    }

    /// Opens the form of a record about a row.
    pub fn write_row(self, id: i64) {
        let Some((row, name)) = self.page.row(id) else { return };
        let status = match self.page.cell(&row, "status") {
            Some(Cell::Choice(status)) => Some(status),
            _ => None,
        };
        self.write.set(Some(Written { about: CustomerId(id).into(), name, status }));
    }

    /// Takes a row from its pool.
    pub fn claim_row(self, id: i64) {
        let lang = self.page.lang;
        spawn_local(async move {
            match claim_customers(Which::from(CustomerId(id))).await {
                Ok(done) => {
                    let words = done_words(lang, |n| t!(lang, CustomerListDoneClaim, n = n), &done);
                    self.toasts.say(words);
                    self.page.done(&done);
                }
                Err(error) => self.toasts.problem(&error),
            }
        });
    }

    /// Turns the red label of a row: at once, and back again should the server refuse.
    pub fn turn_hot(self, id: i64) {
        let Some((row, _)) = self.page.row(id) else { return };
        let hot = !row.focus;
        self.page.listing.touch(id, |row| row.focus = hot);
        spawn_local(async move {
            match set_customers_hot(Which::from(CustomerId(id)), hot).await {
                Ok(done) if !done.done.is_empty() => {
                    self.page.listing.follow(Changed::Rows([id].into()));
                }
                answer => {
                    self.page.listing.touch(id, |row| row.focus = !hot);
                    match answer {
                        Ok(done) => self.toasts.say(done_words(self.page.lang, |n| n, &done)),
                        Err(error) => self.toasts.problem(&error),
                    }
                }
            }
        });
    }

    fn make_hot(self, chosen: Chosen, hot: bool, undo: bool) {
        let lang = self.page.lang;
        spawn_local(async move {
            match set_customers_hot(Which(chosen), hot).await {
                Ok(done) => {
                    let verb = |n: String| match hot {
                        true => t!(lang, CustomerListDoneHot, n = n),
                        false => t!(lang, CustomerListDoneCool, n = n),
                    };
                    let words = done_words(lang, verb, &done);
                    let ids = done.done.clone();
                    let back = move |()| self.make_hot(Chosen::Ids(ids.clone()), !hot, false);
                    say_done(self.toasts, words, &done, undo.then(|| Callback::new(back)));
                    self.page.done(&done);
                }
                Err(error) => self.toasts.problem(&error),
            }
        });
    }
}

/// The state of a row.
#[must_use]
pub fn state_of(row: &Row) -> Option<CustomerState> {
    CustomerState::from_key(&row.state)
}
