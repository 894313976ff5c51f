//! Scrolling to the end of a list brings more of it.
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

/// So many pixels before the end the next rows are asked for.
const AHEAD: i32 = 600;

/// Whether what was scrolled is the table, and its end is near.
#[must_use]
pub fn is_near_the_end(event: &Event) -> bool {
    let scrolled = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let table = scrolled.filter(|element| element.class_list().contains("table-box"));
    table.is_some_and(|table| table.scroll_top() + table.client_height() + AHEAD > table.scroll_height())
}
