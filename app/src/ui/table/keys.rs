//! Clicks and keys of a table, heard once for all rows.
use crate::ui::Selection;
use domain::list::Row;
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// What the keys of a table work on.
#[derive(Clone, Copy)]
pub struct Keys {
    pub rows: Signal<Vec<Row>>,
    pub selection: Option<RwSignal<Selection>>,
    pub current: RwSignal<Option<i64>>,
    pub row_href: Callback<i64, String>,
    pub on_open: Option<Callback<i64>>,
    pub on_key: Option<Callback<(String, i64)>>,
    pub body: NodeRef<html::Tbody>,
}

/// Someone is typing, or a dialog or menu is open: single letters are not for the page.
#[must_use]
pub fn is_typing(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let typing = "input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog, [popover]";
    target.is_some_and(|target| target.closest(typing).ok().flatten().is_some())
        || document().query_selector("dialog[open], [popover]:popover-open").ok().flatten().is_some()
}

/// Hears the keys of the page.
pub fn listen(keys: Keys) {
    let go = use_navigate();
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || is_typing(&event) {
            return;
        }
        if keys.press(&event, &go) {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

impl Keys {
    /// Whether the key was for the table.
    fn press(self, event: &KeyboardEvent, go: &impl Fn(&str, NavigateOptions)) -> bool {
        let key = event.key();
        match key.as_str() {
            "j" | "J" | "ArrowDown" => return self.step(1, event.shift_key()),
            "k" | "K" | "ArrowUp" => return self.step(-1, event.shift_key()),
            _ => {}
        }
        let Some(id) = self.current.get_untracked().filter(|id| self.place(*id).is_some()) else {
            return false;
        };
        match (key.as_str(), self.selection) {
            ("x", Some(selection)) => {
                self.rows
                    .with_untracked(|rows| selection.update(|selection| selection.toggle(rows, id, false)));
            }
            // On a link or a button Enter is the browser's.
            ("Enter", _) if on_control(event) => return false,
            ("Enter", _) => go(&self.row_href.run(id), NavigateOptions::default()),
            ("o", _) if self.on_open.is_some() => self.open(id),
            _ => {
                let Some(on_key) = self.on_key.filter(|_| key.chars().count() == 1) else { return false };
                on_key.run((key, id));
            }
        }
        true
    }

    fn open(self, id: i64) {
        if let Some(open) = self.on_open {
            open.run(id);
        }
    }

    fn place(self, id: i64) -> Option<usize> {
        self.rows.with_untracked(|rows| rows.iter().position(|row| row.id == id))
    }

    /// Goes a row up or down; with Shift the row left behind and the next are chosen.
    fn step(self, step: isize, choose: bool) -> bool {
        let at = self.current.get_untracked().and_then(|id| self.place(id));
        let next = at.map_or(Some(0), |at| at.checked_add_signed(step));
        let id = next.and_then(|next| self.rows.with_untracked(|rows| rows.get(next).map(|row| row.id)));
        let Some(id) = id else { return at.is_some() };
        if let Some(selection) = self.selection.filter(|_| choose) {
            self.rows.with_untracked(|rows| selection.update(|selection| selection.toggle(rows, id, false)));
        }
        self.current.set(Some(id));
        self.focus(id);
        true
    }

    fn focus(self, id: i64) {
        let Some(body) = self.body.get_untracked() else { return };
        let row = body.query_selector(&format!("tr[data-row='{id}']")).ok().flatten();
        if let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
            let _ = row.focus();
        }
    }
}

fn on_control(event: &KeyboardEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target.is_some_and(|target| target.closest("a, button, summary, input").ok().flatten().is_some())
}

/// What a click in the table's body does: choose, or open.
pub fn clicks(
    rows: Signal<Vec<Row>>,
    selection: Option<RwSignal<Selection>>,
    current: RwSignal<Option<i64>>,
    row_href: Callback<i64, String>,
    on_open: Option<Callback<i64>>,
) -> impl Fn(MouseEvent) + 'static {
    let go = use_navigate();
    move |event| {
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
            return;
        };
        let Some(id) = row_of(&target) else { return };
        current.set(Some(id));
        if let (Some(selection), true) = (selection, within(&target, "td.select")) {
            // The whole cell is the checkbox: nobody should have to aim.
            if target.tag_name() != "INPUT" {
                event.prevent_default();
            }
            rows.with_untracked(|rows| {
                selection.update(|selection| selection.toggle(rows, id, event.shift_key()))
            });
            return;
        }
        // Held keys ask for a new tab, and marking text is no click.
        let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || marking();
        if elsewhere || within(&target, "button, input, select, label, td a, [popover]") {
            return;
        }
        match on_open {
            Some(open) => {
                event.prevent_default();
                open.run(id);
            }
            None if within(&target, "a") => {}
            None => go(&row_href.run(id), NavigateOptions::default()),
        }
    }
}

fn row_of(target: &Element) -> Option<i64> {
    target.closest("tr[data-row]").ok().flatten()?.get_attribute("data-row")?.parse().ok()
}

fn within(target: &Element, selector: &str) -> bool {
    target.closest(selector).ok().flatten().is_some()
}

fn marking() -> bool {
    window().get_selection().ok().flatten().is_some_and(|selection| !selection.is_collapsed())
}
