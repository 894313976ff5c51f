//! The page of the calendar.
use super::address::{Address, View, use_address};
use super::api::{Days, visits_of_days};
use super::board::Board;
use super::day_list::{Agenda, DayList};
use super::month::MonthGrid;
use super::toolbar::Toolbar;
use super::visit_dialog::VisitDialog;
use super::words::day_words;
use crate::live::use_live;
use crate::loaded::loaded;
use crate::start::{use_lang, use_me, use_now};
use leptos::prelude::*;
use leptos_meta::Title;
use messages::t;

/// `/calendar?view=month&date=2026-11-22&person=`.
#[component]
pub fn CalendarPage() -> impl IntoView {
    let (lang, me, now) = (use_lang(), use_me(), use_now());
    let (zone, id) = (me.zone.clone(), me.id);
    let today = Memo::new(move |_| zone.day_of(now.get()));
    let address = use_address(today);
    let changes = use_live().visits();
    // Another day of the same weeks is there already.
    let span = Memo::new(move |_| {
        let Address { view, date, whose } = address.get();
        let month =
            if view == View::Month { chrono::Datelike::with_day(&date, 1).unwrap_or(date) } else { date };
        (address.get().days(), month, whose.person(id))
    });
    let days = Resource::new_blocking(
        move || (span.get(), changes.get()),
        |(((from, to), month, person), _)| visits_of_days(from, to, month, person),
    );
    let draw = move |found: Signal<Days>| {
        let board = Board::new(today, address, found, Callback::new(move |()| days.refetch()));
        let view = Memo::new(move |_| address.get().view);
        let shown = move || match view.get() {
            View::Month => view! { <Month board=board /> }.into_any(),
            View::Day => {
                view! { <DayList board=board day=Signal::derive(move || address.get().date) /> }.into_any()
            }
            View::Agenda => view! { <Agenda board=board /> }.into_any(),
        };
        view! {
            {shown}
            <VisitDialog board=board />
        }
    };
    view! {
        <Title text=t!(lang, CalendarTitle) />
        <div class="calendar" data-view=move || address.get().view.key()>
            <Toolbar address=address today=today />
            {loaded(days, draw)}
        </div>
    }
}

#[component]
fn Month(board: Board) -> impl IntoView {
    let lang = board.lang;
    let day = Signal::derive(move || board.address.get().date);
    view! {
        <div class="calendar-month">
            <MonthGrid board=board />
            <aside class="calendar-side" aria-label=move || day_words(lang, day.get())>
                <h2>{move || day_words(lang, day.get())}</h2>
                <DayList board=board day=day />
                <p class="calendar-hint wide-only">{t!(lang, CalendarHint)}</p>
            </aside>
        </div>
    }
}
