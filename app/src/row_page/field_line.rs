//! A text field of a row: read, copied, and changed in place.
use super::copy::Copy;
use super::opens::OpensLine;
use super::saver::{Saver, Trouble};
use super::{Editing, Line};
use crate::ui::table::address;
use domain::column::CellKind;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A field with its name. A click on its text, or on the pen, opens it.
#[component]
pub fn FieldLine(row: Editing, line: Line) -> impl IntoView {
    let (name, kind) = (line.name.clone(), line.kind);
    let text = row.text(line.key);
    let editing = RwSignal::new(false);
    let begin = move |_| {
        if row.may_change.get_untracked() {
            editing.set(true);
        }
    };
    let words = move || {
        let text = text.get();
        match address(kind, &text) {
            Some(href) => {
                let away = (kind == CellKind::Link).then_some("_blank");
                view! { <a href=href target=away rel="external noopener noreferrer">{text}</a> }.into_any()
            }
            None => view! { <span class="field-words" on:click=begin>{text}</span> }.into_any(),
        }
    };
    let what = name.clone();
    let copy = move || {
        let what = what.clone();
        move || (!text.read().is_empty()).then(|| view! { <Copy text=text what=what.clone() /> })
    };
    let editor = move || view! { <Editor row=row line=line.clone() editing=editing /> };
    view! { <OpensLine row=row name=name text=text editing=editing shown=move || words tools=copy editor=editor /> }
}

/// The field while it is changed: Enter saves, Esc leaves it as it was, and so does going away from it unchanged.
#[component]
fn Editor(row: Editing, line: Line, editing: RwSignal<bool>) -> impl IntoView {
    let before = row.present(line.key);
    let value = RwSignal::new(before.clone());
    let saver = Saver::new(row, line.key, Callback::new(move |()| editing.set(false)));
    // The browser tells of a lost focus also when the field is being taken away: then all of this is gone.
    let save = Callback::new(move |()| match value.try_get_untracked() {
        Some(typed) if typed.trim() == before => editing.set(false),
        Some(typed) => saver.send(typed),
        None => {}
    });
    let node = NodeRef::<html::Form>::new();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let _ = save.try_run(());
    };
    let leave = move |event: leptos::ev::FocusEvent| {
        let to = event.related_target().and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        let Some(form) = node.try_get_untracked().flatten() else { return };
        // While there is something to choose it is the person's choice; and one who only looks at another window comes back.
        let away = document().has_focus().unwrap_or(true) && !form.contains(to.as_ref());
        if away && editing.try_get_untracked() == Some(true) && !saver.asks() {
            let _ = save.try_run(());
        }
    };
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            editing.set(false);
        }
    };
    view! {
        <form class="field-editor" node_ref=node on:submit=submit on:focusout=leave on:keydown=escape on:input=move |_| saver.forget()>
            <Typing line=line value=value pending=saver.pending() />
            <Trouble saver=saver />
        </form>
    }
}

/// The input itself. It has the focus as soon as it is there.
#[component]
fn Typing(line: Line, value: RwSignal<String>, pending: Signal<bool>) -> impl IntoView {
    let Line { name, kind, long, .. } = line;
    let busy = move || pending.get().then_some("true");
    if long {
        let node = NodeRef::<html::Textarea>::new();
        node.on_load(|area| drop(area.focus()));
        let send = move |event: leptos::ev::KeyboardEvent| {
            let area =
                event.current_target().and_then(|area| area.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
            if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
                event.prevent_default();
                let _ = area.and_then(|area| area.form()).map(|form| form.request_submit());
            }
        };
        view! {
            <textarea class="input" rows="4" node_ref=node aria-label=name aria-busy=busy prop:value=value on:keydown=send
                on:input:target=move |event| value.set(event.target().value())></textarea>
        }
        .into_any()
    } else {
        let node = NodeRef::<html::Input>::new();
        node.on_load(|input| {
            let _ = input.focus();
            input.select();
        });
        let kind = if kind == CellKind::Date { "date" } else { "text" };
        view! {
            <input class="input" type=kind autocomplete="off" node_ref=node aria-label=name aria-busy=busy prop:value=value
                on:input:target=move |event| value.set(event.target().value()) />
        }
        .into_any()
    }
}
