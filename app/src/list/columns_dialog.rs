//! Which columns a list shows, in which order: for a mouse and for keys.
use crate::start::use_lang;
use crate::ui::{Button, Dialog, Icon, IconButton, Kind};
use leptos::ev::DragEvent;
use leptos::prelude::*;
use messages::t;
use wasm_bindgen::JsCast;

/// A column that may be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Its key.
    pub key: &'static str,
    /// Its name.
    pub label: String,
    /// Its width before a person has dragged it.
    pub width: u16,
}

/// The columns of a list with their widths.
pub type Columns = Vec<(String, u16)>;

/// A list of all columns: those shown, in their order, and the others. Every change counts at once.
#[component]
pub fn ColumnsDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// All there are.
    #[prop(into)]
    offered: Signal<Vec<Offered>>,
    /// Those shown.
    #[prop(into)]
    columns: Signal<Columns>,
    /// Others are to be shown, or in another order.
    #[prop(into)]
    on_change: Callback<Columns>,
    /// The list's own are to be shown.
    #[prop(into)]
    on_reset: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let all = offered;
    let offered = StoredValue::new(all.get_untracked());
    Effect::watch(move || all.get(), move |all, _, _| offered.set_value(all.clone()), false);
    let inside = move || {
        view! {
            <p class="muted">{t!(lang, LeadsColumnsHelp)}</p>
            <h3>{t!(lang, LeadsColumnsShown)}</h3>
            <Shown offered=offered columns=columns on_change=on_change />
            <h3>{t!(lang, LeadsColumnsHidden)}</h3>
            <Hidden offered=offered columns=columns on_change=on_change />
            <footer class="dialog-foot">
                <Button on:click=move |_| on_reset.run(())>{t!(lang, LeadsColumnsReset)}</Button>
                <Button kind=Kind::Primary on:click=move |_| open.set(false)>{t!(lang, CommonClose)}</Button>
            </footer>
        }
    };
    view! { <Dialog open=open title=t!(lang, LeadsColumnsTitle)>{inside}</Dialog> }
}

/// The columns with one of them at another place.
fn moved(columns: &Columns, key: &str, to: usize) -> Columns {
    let mut columns = columns.clone();
    if let Some(from) = columns.iter().position(|(present, _)| present == key) {
        let column = columns.remove(from);
        columns.insert(to.min(columns.len()), column);
    }
    columns
}

fn place(columns: &Columns, key: &str) -> usize {
    columns.iter().position(|(present, _)| present == key).unwrap_or_default()
}

#[component]
fn Shown(
    offered: StoredValue<Vec<Offered>>,
    columns: Signal<Columns>,
    on_change: Callback<Columns>,
) -> impl IntoView {
    let lang = use_lang();
    let held = RwSignal::new(None::<&'static str>);
    let find =
        move |key: &str| offered.with_value(|all| all.iter().find(|column| column.key == key).cloned());
    let shown =
        move || columns.with(|columns| columns.iter().filter_map(|(key, _)| find(key)).collect::<Vec<_>>());
    let step = move |key: &'static str, by: isize| {
        let next = columns
            .with_untracked(|columns| Some(moved(columns, key, place(columns, key).checked_add_signed(by)?)));
        if let Some(next) = next {
            on_change.run(next);
        }
    };
    let hide = move |key: &'static str| {
        on_change.run(columns.with_untracked(|columns| {
            columns.iter().filter(|(present, _)| present != key).cloned().collect()
        }));
    };
    let over = move |event: DragEvent, key: &'static str| {
        let Some(from) = held.get_untracked() else { return };
        event.prevent_default();
        let to = columns.with_untracked(|columns| place(columns, key));
        if from != key {
            on_change.run(columns.with_untracked(|columns| moved(columns, from, to)));
        }
    };
    let one = move |column: Offered| {
        let (key, label) = (column.key, column.label.clone());
        let at = Memo::new(move |_| columns.with(|columns| place(columns, key)));
        let last = Memo::new(move |_| columns.with(|columns| columns.len().saturating_sub(1)));
        view! {
            <li
                class="column-line"
                class:held=move || held.get() == Some(key)
                draggable="true"
                on:dragstart=move |_| held.set(Some(key))
                on:dragend=move |_| held.set(None)
                on:dragover=move |event| over(event, key)
            >
                {Icon::Grip.draw()}
                <label class="checkbox">
                    <input
                        type="checkbox"
                        checked=true
                        aria-label=t!(lang, LeadsColumnsHide, column = label)
                        disabled=move || last.get() == 0
                        on:change=move |_| hide(key)
                    />
                    <span>{label.clone()}</span>
                </label>
                <IconButton
                    icon=Icon::Up
                    name=t!(lang, LeadsColumnsUp, column = label)
                    disabled=Signal::derive(move || at.get() == 0)
                    on:click=move |event| {
                        step(key, -1);
                        keep_focus(&event);
                    }
                />
                <IconButton
                    icon=Icon::Down
                    name=t!(lang, LeadsColumnsDown, column = label)
                    disabled=Signal::derive(move || at.get() == last.get())
                    on:click=move |event| {
                        step(key, 1);
                        keep_focus(&event);
                    }
                />
            </li>
        }
    };
    view! { <ul class="column-lines"><For each=shown key=|column| column.key children=one /></ul> }
}

/// A line that is moved in the page loses the focus.
fn keep_focus(event: &leptos::ev::MouseEvent) {
    let button = event.current_target().and_then(|button| button.dyn_into::<web_sys::HtmlElement>().ok());
    request_animation_frame(move || {
        let _ = button.map(|button| button.focus());
    });
}

#[component]
fn Hidden(
    offered: StoredValue<Vec<Offered>>,
    columns: Signal<Columns>,
    on_change: Callback<Columns>,
) -> impl IntoView {
    let lang = use_lang();
    let hidden = move || {
        let all = offered.get_value().into_iter();
        columns.with(|columns| {
            all.filter(|column| columns.iter().all(|(key, _)| key != column.key)).collect::<Vec<_>>()
        })
    };
    let one = move |column: Offered| {
        let (key, width) = (column.key, column.width);
        let show = move |_| {
            let mut next = columns.get_untracked();
            next.push((key.to_owned(), width));
            on_change.run(next);
        };
        view! {
            <li class="column-line">
                <label class="checkbox">
                    <input type="checkbox" aria-label=t!(lang, LeadsColumnsShow, column = column.label) on:change=show />
                    <span>{column.label}</span>
                </label>
            </li>
        }
    };
    view! { <ul class="column-lines hidden-columns"><For each=hidden key=|column| column.key children=one /></ul> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_moves_to_the_place_it_is_dropped_on() {
        let columns: Columns = ["a", "b", "c"].map(|key| (key.to_owned(), 100)).into();
        let order = |columns: Columns| columns.into_iter().map(|(key, _)| key).collect::<String>();
        assert_eq!(order(moved(&columns, "a", 2)), "bca");
        assert_eq!(order(moved(&columns, "c", 0)), "cab");
        assert_eq!(order(moved(&columns, "c", 9)), "abc");
    }
}
