//! The month as a grid of weeks.
use super::board::Board;
use super::grid;
use super::month_cell::{MonthCell, element};
use super::visit_chip::days_of;
use super::words::{month_words, weekday};
use chrono::{Datelike, Duration, NaiveDate};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;

/// The grid. Arrow keys go from day to day.
#[component]
pub fn MonthGrid(
    /// The calendar.
    board: Board,
) -> impl IntoView {
    let lang = board.lang;
    let weeks = Memo::new(move |_| grid::weeks(board.address.get().date));
    let roving = RwSignal::new(false);
    Effect::new(move || roving.set(true));
    let navigate = use_navigate();
    let walk = move |event: leptos::ev::KeyboardEvent| {
        let on_day = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let on_day = on_day.is_some_and(|target| target.id().starts_with("day-"));
        let Some(days) = days_of(&event.key()).filter(|_| on_day && !event.alt_key()) else { return };
        event.prevent_default();
        let address = board.address.get_untracked();
        let Some(day) = address.date.checked_add_signed(Duration::days(days)) else { return };
        navigate(
            &address.with_date(day).href(),
            NavigateOptions { replace: true, scroll: false, ..Default::default() },
        );
        focus(day);
    };
    let head = move || {
        let days = weeks.with(|weeks| weeks.first().cloned().unwrap_or_default());
        days.into_iter()
            .map(|day| view! { <th scope="col">{weekday(lang, day.weekday())}</th> })
            .collect_view()
    };
    let week = move |week: Vec<NaiveDate>| {
        let cells =
            week.into_iter().map(|day| view! { <MonthCell board=board day=day roving=roving.into() /> });
        view! { <tr>{cells.collect_view()}</tr> }
    };
    view! {
        <table class="month" aria-label=move || month_words(lang, board.address.get().date) on:keydown=walk>
            <thead><tr>{head}</tr></thead>
            <tbody><For each=move || weeks.get() key=Clone::clone children=week /></tbody>
        </table>
    }
}

/// Once the day has been drawn: it may belong to another month.
fn focus(day: NaiveDate) {
    request_animation_frame(move || {
        let found = document().get_element_by_id(&element(day));
        if let Some(link) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = link.focus();
        }
    });
}
