//! Keeps what someone looks at where it is while rows come and go around it.
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// Changes the rows, and scrolls by as much as the first row in sight has moved.
///
/// At the top of a list that nobody points at, new rows simply appear.
pub fn hold(change: impl FnOnce()) {
    let held = anchor();
    change();
    let Some((scroller, row, before)) = held else { return };
    request_animation_frame(move || {
        let moved = row.get_bounding_client_rect().top() - before;
        if row.is_connected() && moved.abs() >= 1.0 {
            #[expect(clippy::cast_possible_truncation, reason = "pixels on a screen")]
            scroller.set_scroll_top(scroller.scroll_top() + moved.round() as i32);
        }
    });
}

/// What scrolls, the row that is to stay in its place, and where that is.
fn anchor() -> Option<(Element, HtmlElement, f64)> {
    let table = document().query_selector(".table-box").ok().flatten()?;
    // On a phone the page scrolls and not the table.
    let scroller = if table.scroll_height() > table.client_height() {
        table.clone()
    } else {
        table.closest(".page").ok().flatten()?
    };
    let top = scroller.get_bounding_client_rect().top();
    let hovered =
        table.query_selector("tbody tr:hover, tbody tr:focus-within, tbody tr.current").ok().flatten();
    if scroller.scroll_top() == 0 && hovered.is_none() {
        return None;
    }
    let rows = table.query_selector_all("tbody tr").ok()?;
    let seen = |row: &HtmlElement| row.get_bounding_client_rect().bottom() > top + 40.0;
    let first = (0..rows.length()).filter_map(|at| rows.get(at)?.dyn_into::<HtmlElement>().ok()).find(seen);
    let row = hovered.and_then(|row| row.dyn_into().ok()).or(first)?;
    let at = row.get_bounding_client_rect().top();
    Some((scroller, row, at))
}
