//! Putting a list into order: by dragging, and with the arrow keys.
use crate::start::use_lang;
use crate::ui::Icon;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use messages::t;
use std::time::Duration;
use wasm_bindgen::JsCast;
use web_sys::Element;

/// Several presses of an arrow key are one change.
const QUIET: Duration = Duration::from_millis(500);

/// The order of a list while someone arranges it. Its rows carry `data-place` and stand in one parent.
#[derive(Clone, Copy)]
pub struct Reorder {
    order: RwSignal<Vec<i64>>,
    /// What is dragged, and before which place it would fall.
    drag: RwSignal<Option<(i64, usize)>>,
    said: RwSignal<String>,
    presses: StoredValue<u64>,
    settle: Callback<Vec<i64>>,
}

impl Reorder {
    /// Follows the order the server has; `settle` is told a new one.
    pub fn new(ids: Signal<Vec<i64>>, settle: Callback<Vec<i64>>) -> Self {
        let order = RwSignal::new(ids.get_untracked());
        Effect::new(move || order.set(ids.get()));
        let (drag, said) = (RwSignal::new(None), RwSignal::new(String::new()));
        Self { order, drag, said, presses: StoredValue::new(0), settle }
    }

    /// The ids in the order to show.
    pub fn ids(self) -> Vec<i64> {
        self.order.get()
    }

    /// For `data-drop` of a row: where a line shows that the dragged one would fall.
    pub fn drop_line(self, id: i64) -> Option<&'static str> {
        let (dragged, slot) = self.drag.get()?;
        let at = self.order.with(|order| order.iter().position(|other| *other == id))?;
        let last = self.order.with(Vec::len) - 1;
        match () {
            () if dragged == id => Some("dragged"),
            () if slot == at => Some("before"),
            () if slot > last && at == last => Some("after"),
            () => None,
        }
    }

    /// What screen readers are told of a move.
    pub fn said(self) -> impl IntoView {
        view! { <p class="hidden" role="status">{move || self.said.get()}</p> }
    }

    /// Puts a row before the one that stands at a place; whether anything moved.
    fn put(self, id: i64, slot: usize) -> bool {
        let mut order = self.order.get_untracked();
        let Some(at) = order.iter().position(|other| *other == id) else { return false };
        let slot = if slot > at { slot - 1 } else { slot }.min(order.len() - 1);
        if slot == at {
            return false;
        }
        order.remove(at);
        order.insert(slot, id);
        self.order.set(order);
        true
    }

    fn settle(self) {
        self.settle.run(self.order.get_untracked());
    }

    fn settle_soon(self) {
        self.presses.update_value(|presses| *presses += 1);
        let mine = self.presses.get_value();
        let is_last = move || self.presses.try_get_value() == Some(mine);
        set_timeout(
            move || {
                if is_last() {
                    self.settle()
                }
            },
            QUIET,
        );
    }
}

/// What a row is held by.
#[component]
pub fn Grip(
    /// The list.
    reorder: Reorder,
    /// The row.
    id: i64,
    /// Its name.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    let lang = use_lang();
    let label = move || t!(lang, SettingsMove, name = name.get());
    let place = move || {
        let (at, of) =
            reorder.order.with_untracked(|order| (order.iter().position(|other| *other == id), order.len()));
        t!(lang, SettingsPlace, name = name.get_untracked(), n = at.unwrap_or_default() + 1, of = of)
    };
    let keys = move |event: KeyboardEvent| {
        let at = reorder
            .order
            .with_untracked(|order| order.iter().position(|other| *other == id))
            .unwrap_or_default();
        let slot = match event.key().as_str() {
            "ArrowUp" => at.saturating_sub(1),
            "ArrowDown" => at + 2,
            "Home" => 0,
            "End" => usize::MAX,
            _ => return,
        };
        event.prevent_default();
        if reorder.put(id, slot) {
            reorder.said.set(place());
            hold(&event);
            reorder.settle_soon();
        }
    };
    let down = move |event: PointerEvent| {
        if event.button() == 0 {
            event.prevent_default();
            let _ = target(&event).map(|grip| grip.set_pointer_capture(event.pointer_id()));
            let at = reorder.order.with_untracked(|order| order.iter().position(|other| *other == id));
            reorder.drag.set(at.map(|at| (id, at)));
        }
    };
    let along = move |event: PointerEvent| {
        if reorder.drag.with_untracked(Option::is_some)
            && let Some(slot) = target(&event).and_then(|grip| slot_at(&grip, event.client_y()))
        {
            reorder.drag.set(Some((id, slot)));
        }
    };
    let up = move |_| {
        let dragged = reorder.drag.get_untracked();
        reorder.drag.set(None);
        if dragged.is_some_and(|(id, slot)| reorder.put(id, slot)) {
            reorder.settle();
        }
    };
    view! {
        <button
            class="grip"
            type="button"
            title=label
            aria-label=label
            on:keydown=keys
            on:pointerdown=down
            on:pointermove=along
            on:pointerup=up
            on:pointercancel=move |_| reorder.drag.set(None)
        >
            {Icon::Grip.draw()}
        </button>
    }
}

fn target(event: &web_sys::Event) -> Option<Element> {
    event.current_target()?.dyn_into().ok()
}

/// A row that is moved in the document loses the focus.
fn hold(event: &KeyboardEvent) {
    if let Some(grip) = target(event).and_then(|grip| grip.dyn_into::<web_sys::HtmlElement>().ok()) {
        request_animation_frame(move || {
            let _ = grip.focus();
        });
    }
}

/// Before which place something dropped at this height falls.
fn slot_at(grip: &Element, y: i32) -> Option<usize> {
    let list = grip.closest("[data-place]").ok().flatten()?.parent_element()?;
    let rows = list.query_selector_all(":scope > [data-place]").ok()?;
    let above = |at: &u32| {
        let row = rows.get(*at).and_then(|row| row.dyn_into::<Element>().ok());
        let middle =
            row.map(|row| row.get_bounding_client_rect()).map(|area| area.top() + area.height() / 2.0);
        middle.is_some_and(|middle| middle < f64::from(y))
    };
    Some((0..rows.length()).take_while(above).count())
}
