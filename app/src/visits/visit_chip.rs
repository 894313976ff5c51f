//! A visit in a cell of the month: to be opened, and to be moved to another day.
use super::address::VISITS;
use super::board::Board;
use super::visit_card::open_dialog;
use super::words::day_words;
use chrono::{Days, NaiveDate};
use domain::VisitId;
use domain::visit::{Visit, VisitState};
use leptos::prelude::*;
use messages::t;
use wasm_bindgen::JsCast;

/// The id of a visit's element.
fn element(id: VisitId) -> String {
    format!("visit-{id}")
}

/// A visit in one line. Dragged to another day it moves there; with Alt and the arrow keys too.
#[component]
pub fn VisitChip(
    /// The calendar.
    board: Board,
    /// The visit.
    visit: Visit,
) -> impl IntoView {
    let lang = board.lang;
    let id = visit.id;
    let local = board.zone.with_value(|zone| zone.local(visit.starts_at));
    let movable = visit.may_edit && visit.state == VisitState::Open;
    let time = local.format("%H:%M").to_string();
    let state = match visit.state {
        VisitState::Open => t!(lang, CalendarOpen),
        VisitState::Done => t!(lang, CalendarDone),
        VisitState::Cancelled => t!(lang, CalendarCancelled),
    };
    let place = if visit.place.is_empty() { String::new() } else { format!(" · {}", visit.place) };
    let title = format!("{} {time} {} · {state}{place}", day_words(lang, local.date()), visit.about_name);
    let drag = move |event: leptos::ev::DragEvent| {
        if let Some(transfer) = event.data_transfer() {
            let _ = transfer.set_data("text/plain", &id.to_string());
            transfer.set_effect_allowed("move");
        }
        board.dragged.set(Some(id));
    };
    view! {
        <a
            class="visit-chip"
            id=element(id)
            href=format!("{VISITS}/{id}")
            data-state=visit.state.key()
            title=title.clone()
            aria-label=title
            aria-keyshortcuts=movable.then_some("Alt+ArrowLeft Alt+ArrowRight Alt+ArrowUp Alt+ArrowDown")
            draggable=movable.to_string()
            on:click=open_dialog(board, id)
            on:dragstart=drag
            on:dragend=move |_| board.dragged.set(None)
            on:keydown=move |event| move_by_key(board, id, local.date(), &event)
        >
            <span class="visit-chip-time">{time}</span>
            <span class="visit-chip-name">{visit.about_name.clone()}</span>
        </a>
    }
}

fn move_by_key(board: Board, id: VisitId, day: NaiveDate, event: &leptos::ev::KeyboardEvent) {
    let Some(days) = event.alt_key().then(|| days_of(&event.key())).flatten() else { return };
    event.prevent_default();
    event.stop_propagation();
    let later = u64::try_from(days).ok().and_then(|days| day.checked_add_days(Days::new(days)));
    let there = later.or_else(|| day.checked_sub_days(Days::new(days.unsigned_abs())));
    let Some(there) = there else { return };
    board.move_to_day(id, there);
    // It has a new place in the page: the focus goes with it.
    request_animation_frame(move || {
        let found = document().get_element_by_id(&element(id));
        if let Some(chip) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = chip.focus();
        }
    });
}

/// How many days an arrow key goes on in a grid of weeks.
pub fn days_of(key: &str) -> Option<i64> {
    match key {
        "ArrowLeft" => Some(-1),
        "ArrowRight" => Some(1),
        "ArrowUp" => Some(-7),
        "ArrowDown" => Some(7),
        _ => None,
    }
}
