//! A day in the grid of the month.
use super::address::{Address, View};
use super::board::Board;
use super::visit_chip::VisitChip;
use super::words::day_words;
use chrono::{Datelike, NaiveDate};
use domain::visit::{Visit, VisitState};
use leptos::prelude::*;
use messages::t;

/// Visits a cell has room for.
const ROOM: usize = 3;

/// The id of the link of a day.
pub fn element(day: NaiveDate) -> String {
    format!("day-{day}")
}

/// A day with how much is to be done on it, and its first visits. A visit can be dropped on it.
#[component]
pub fn MonthCell(
    /// The calendar.
    board: Board,
    /// The day.
    day: NaiveDate,
    /// Keys go through the days: only the chosen one is reached by Tab.
    roving: Signal<bool>,
) -> impl IntoView {
    let over = RwSignal::new(false);
    let address = board.address;
    let chosen = Memo::new(move |_| address.get().date == day);
    let drop = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(id) = board.dragged.get_untracked() {
            board.move_to_day(id, day);
        }
    };
    let enter = move |event: leptos::ev::DragEvent| {
        if board.dragged.get_untracked().is_some() {
            event.prevent_default();
            over.set(true);
        }
    };
    let tabindex = move || (roving.get() && !chosen.get()).then_some("-1");
    view! {
        <td
            class="month-day"
            class:outside=move || address.get().date.month() != day.month()
            class:today=move || board.today.get() == day
            class:chosen=chosen
            class:over=over
            on:dragover=enter
            on:dragleave=move |_| over.set(false)
            on:drop=drop
        >
            <div class="month-day-head">
                <a
                    class="month-day-number"
                    id=element(day)
                    href=move || address.get().with_date(day).href()
                    aria-label=move || label(board, day)
                    aria-current=move || chosen.get().then_some("date")
                    tabindex=tabindex
                >
                    {day.day()}
                </a>
                <Counts board=board day=day />
            </div>
            <Chips board=board day=day />
        </td>
    }
}

fn label(board: Board, day: NaiveDate) -> String {
    let (open, done) = counts(board, day);
    t!(board.lang, CalendarDayLabel, day = day_words(board.lang, day), open = open, done = done)
}

/// The server's count where there is one: it is exact, however many visits there are.
fn counts(board: Board, day: NaiveDate) -> (usize, usize) {
    let (open, done) = board.count_of(day);
    let told = board.days.with(|days| days.counts.iter().find(|count| count.day == day).copied());
    let whole = |count: i64| usize::try_from(count).unwrap_or_default();
    match told {
        Some(told) if board.days.with(|days| days.visits.len()) >= MANY => {
            (whole(told.open), whole(told.done))
        }
        _ => (open, done),
    }
}

/// An answer holds no more visits than this.
const MANY: usize = 2_000;

#[component]
fn Counts(board: Board, day: NaiveDate) -> impl IntoView {
    let counts = Memo::new(move |_| counts(board, day));
    let one = move |class: &'static str, count: usize| {
        (count > 0).then(|| view! { <span class=class>{count}</span> })
    };
    view! {
        <span class="month-counts" aria-hidden="true">
            {move || one("month-open", counts.get().0)}
            {move || one("month-done", counts.get().1)}
        </span>
    }
}

#[component]
fn Chips(board: Board, day: NaiveDate) -> impl IntoView {
    let visits = Memo::new(move |_| {
        let mut visits = board.of_day(day);
        visits.retain(|visit| visit.state != VisitState::Cancelled);
        visits
    });
    let room = move || visits.with(|visits| if visits.len() > ROOM { ROOM - 1 } else { ROOM });
    let first = move || visits.get().into_iter().take(room()).collect::<Vec<Visit>>();
    let more = move || {
        let hidden = visits.read().len().saturating_sub(room());
        let href = Address { view: View::Day, date: day, ..board.address.get() }.href();
        (hidden > 0)
            .then(|| view! { <a class="month-more" href=href>{t!(board.lang, CalendarMore, n = hidden)}</a> })
    };
    let key = |visit: &Visit| (visit.id, visit.starts_at, visit.state);
    view! {
        <div class="month-visits">
            <For each=first key=key children=move |visit| view! { <VisitChip board=board visit=visit /> } />
            {more}
        </div>
    }
}
