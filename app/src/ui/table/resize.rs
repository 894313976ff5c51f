//! The edge of a column: dragged, or moved with the arrow keys.
use super::head::Head;
use crate::start::use_lang;
use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::prelude::*;
use messages::t;
use wasm_bindgen::JsCast;

/// No column is narrower.
const LEAST: i32 = 60;
/// No column is wider.
const MOST: i32 = 800;

fn within(width: i32) -> u16 {
    u16::try_from(width.clamp(LEAST, MOST)).unwrap_or(120)
}

#[component]
pub fn Edge(
    head: Memo<Head>,
    heads: Signal<Vec<Head>>,
    dragged: RwSignal<Option<(&'static str, u16)>>,
    tell: Callback<Vec<(String, u16)>>,
) -> impl IntoView {
    let lang = use_lang();
    let key = head.with_untracked(|head| head.key);
    // Where the pointer went down, and the width there.
    let grip = StoredValue::new(None::<(i32, i32)>);
    let settle = move |width: u16| {
        let as_told = |head: &Head| (head.key.to_owned(), if head.key == key { width } else { head.width });
        tell.run(heads.with_untracked(|heads| heads.iter().map(as_told).collect()));
    };
    let down = move |event: PointerEvent| {
        event.prevent_default();
        let edge = event.current_target().and_then(|edge| edge.dyn_into::<web_sys::Element>().ok());
        let _ = edge.map(|edge| edge.set_pointer_capture(event.pointer_id()));
        grip.set_value(Some((event.client_x(), head.with_untracked(|head| i32::from(head.width)))));
    };
    let along = move |event: PointerEvent| {
        if let Some((from, width)) = grip.get_value() {
            dragged.set(Some((key, within(width + event.client_x() - from))));
        }
    };
    let up = move |_| {
        grip.set_value(None);
        if let Some((_, width)) = dragged.get_untracked() {
            settle(width);
            dragged.set(None);
        }
    };
    let keys = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowLeft" => -16,
            "ArrowRight" => 16,
            _ => return,
        };
        event.prevent_default();
        settle(within(head.with_untracked(|head| i32::from(head.width)) + step));
    };
    view! {
        <span
            class="edge"
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label=move || head.with(|head| t!(lang, UiResize, column = head.label))
            aria-valuenow=move || head.with(|head| head.width)
            aria-valuemin=LEAST
            aria-valuemax=MOST
            on:pointerdown=down
            on:pointermove=along
            on:pointerup=up
            on:pointercancel=up
            on:keydown=keys
        ></span>
    }
}
