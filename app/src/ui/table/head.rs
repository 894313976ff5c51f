//! The head of a column: it sorts, moves, and changes the width.
use super::resize::Edge;
use crate::start::use_lang;
use crate::ui::Icon;
use domain::column::{CellKind, Column};
use domain::list::Sort;
use leptos::ev::{DragEvent, KeyboardEvent, MouseEvent};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use messages::t;
use wasm_bindgen::JsCast;

/// A column's head.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// The column's key.
    pub key: &'static str,
    /// Its name.
    pub label: String,
    /// How its cells are drawn.
    pub kind: CellKind,
    /// Its cells are times by which something should be done: red once they have passed.
    pub due: bool,
    /// In pixels.
    pub width: u16,
    /// The list is sorted by it.
    pub sorted: Option<Sorted>,
    /// The list sorted by it.
    pub href: String,
    /// The list with it as a second key.
    pub add_href: String,
}

/// How a list is sorted by a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sorted {
    /// Largest first.
    pub descending: bool,
    /// 1 for the first key, 2 for the second, 0 when it is the only one.
    pub place: usize,
}

/// The heads of a noun's columns: `label` names them, `width` sizes them, `href` is the address of
/// the list in another order.
pub fn heads<C: Column>(
    columns: &[C],
    sort: &Sort<C>,
    label: impl Fn(C) -> String,
    width: impl Fn(C) -> u16,
    href: impl Fn(&Sort<C>) -> String,
) -> Vec<Head> {
    let sorted = |column: C| {
        let at = sort.0.iter().position(|key| key.column == column)?;
        let place = if sort.0.len() > 1 { at + 1 } else { 0 };
        Some(Sorted { descending: sort.0[at].descending, place })
    };
    let head = |&column: &C| Head {
        key: column.key(),
        label: label(column),
        kind: column.kind(),
        due: false,
        width: width(column),
        sorted: sorted(column),
        href: href(&sort.toggled(column, false)),
        add_href: href(&sort.toggled(column, true)),
    };
    columns.iter().map(head).collect()
}

/// What the columns of a table are told: all keys in order with their widths.
pub type OnColumns = Option<Callback<Vec<(String, u16)>>>;

fn as_told(heads: &[Head]) -> Vec<(String, u16)> {
    heads.iter().map(|head| (head.key.to_owned(), head.width)).collect()
}

/// Puts a column before or behind another.
fn moved(heads: Signal<Vec<Head>>, key: &str, to: usize) -> Option<Vec<(String, u16)>> {
    let mut columns = as_told(&heads.get_untracked());
    let from = columns.iter().position(|(present, _)| present == key)?;
    let column = columns.remove(from);
    columns.insert(to.min(columns.len()), column);
    Some(columns)
}

fn place(heads: Signal<Vec<Head>>, key: &str) -> usize {
    heads.with_untracked(|heads| heads.iter().position(|head| head.key == key).unwrap_or(0))
}

/// The key of the column being dragged, as the browser carries it.
const DRAGGED: &str = "text/x-column";

#[component]
pub fn HeadCell(
    head: Head,
    heads: Signal<Vec<Head>>,
    dragged: RwSignal<Option<(&'static str, u16)>>,
    on_columns: OnColumns,
) -> impl IntoView {
    let (lang, key) = (use_lang(), head.key);
    let first = head.clone();
    let head = Memo::new(move |_| {
        heads
            .with(|heads| heads.iter().find(|head| head.key == key).cloned())
            .unwrap_or_else(|| first.clone())
    });
    let sorted = move || head.with(|head| head.sorted);
    let aria = move || sorted().map(|sorted| if sorted.descending { "descending" } else { "ascending" });
    let arrow = move || {
        sorted().map(|sorted| {
            let icon = if sorted.descending { Icon::ArrowDown } else { Icon::ArrowUp };
            let place = (sorted.place > 0).then_some(sorted.place);
            view! { {icon.draw()} <span class="sort-place">{place}</span> }
        })
    };
    let is_first = move || heads.with(|heads| heads.first().is_some_and(|head| head.key == key));
    let title = move || head.with(|head| t!(lang, UiSortBy, column = head.label));
    let tell = move |columns: Option<Vec<(String, u16)>>| {
        if let (Some(tell), Some(columns)) = (on_columns, columns) {
            tell.run(columns);
        }
    };
    let drop = move |event: DragEvent| {
        let from = event.data_transfer().and_then(|data| data.get_data(DRAGGED).ok()).unwrap_or_default();
        if !from.is_empty() && from != key {
            event.prevent_default();
            tell(moved(heads, &from, place(heads, key)));
        }
    };
    let keys = move |event: KeyboardEvent| {
        let step = match event.key().as_str() {
            "ArrowLeft" => -1,
            "ArrowRight" => 1,
            _ => return,
        };
        if event.ctrl_key() && event.shift_key() {
            event.prevent_default();
            tell(place(heads, key).checked_add_signed(step).and_then(|to| moved(heads, key, to)));
            keep_focus(&event);
        }
    };
    view! {
        <th
            class="head"
            class:first=is_first
            scope="col"
            data-column=key
            aria-sort=aria
            on:dragover=move |event: DragEvent| {
                if on_columns.is_some() && carries_a_column(&event) {
                    event.prevent_default();
                }
            }
            on:drop=drop
        >
            <a
                href=move || head.with(|head| head.href.clone())
                title=title
                draggable=if on_columns.is_some() { "true" } else { "false" }
                on:click=add_on_shift(head)
                on:keydown=keys
                on:dragstart=move |event: DragEvent| {
                    if let Some(data) = event.data_transfer() {
                        let _ = data.set_data(DRAGGED, key);
                    }
                }
            >
                <span class="head-label">{move || head.with(|head| head.label.clone())}</span>
                {arrow}
            </a>
            {on_columns.map(|tell| view! { <Edge head=head heads=heads dragged=dragged tell=tell /> })}
        </th>
    }
}

/// A head that is moved in the page loses the focus.
fn keep_focus(event: &KeyboardEvent) {
    let link = event.current_target().and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok());
    request_animation_frame(move || {
        let _ = link.map(|link| link.focus());
    });
}

fn carries_a_column(event: &DragEvent) -> bool {
    event.data_transfer().is_some_and(|data| data.types().includes(&DRAGGED.into(), 0))
}

/// Shift adds a second key. The browser would open a new window.
fn add_on_shift(head: Memo<Head>) -> impl Fn(MouseEvent) + Clone + 'static {
    let go = use_navigate();
    move |event| {
        if event.shift_key() {
            event.prevent_default();
            go(
                &head.with_untracked(|head| head.add_href.clone()),
                NavigateOptions { scroll: false, ..Default::default() },
            );
        }
    }
}
