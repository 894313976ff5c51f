//! A field of a row that opens into its editor.
use super::Editing;
use crate::start::use_lang;
use crate::ui::{Icon, IconButton};
use leptos::html;
use leptos::prelude::*;
use messages::t;
use wasm_bindgen::JsCast;

/// A field with its name: what it holds and a pen, or its editor. When the editor closes and the focus was in it,
/// the pen has it again.
#[component]
pub fn OpensLine(
    row: Editing,
    /// Its name.
    name: String,
    /// What it holds.
    text: Memo<String>,
    /// Whether it is open.
    editing: RwSignal<bool>,
    /// What is seen while it is closed.
    #[prop(into)]
    shown: ViewFn,
    /// What can be done with it, before the pen.
    #[prop(optional, into)]
    tools: ViewFn,
    /// What is seen while it is open.
    #[prop(into)]
    editor: ViewFn,
) -> impl IntoView {
    let lang = use_lang();
    let called = StoredValue::new(name.clone());
    let pen = move || {
        let name = t!(lang, LeadEditField, field = called.get_value());
        row.may_change
            .get()
            .then(|| view! { <IconButton icon=Icon::Edit name=name on:click=move |_| editing.set(true) /> })
    };
    let inside = move || {
        if editing.get() {
            return editor.run();
        }
        view! { {shown.run()} <span class="field-tools">{tools.run()} {pen}</span> }.into_any()
    };
    let node = NodeRef::<html::Dd>::new();
    let closed = move |is_open: &bool, was_open: Option<&bool>, _: Option<()>| {
        if was_open == Some(&true) && !is_open {
            request_animation_frame(move || give_back(node));
        }
    };
    Effect::watch(move || editing.get(), closed, false);
    view! {
        <div class="key-value field-line" class:blank=move || text.read().is_empty() && !editing.get()>
            <dt>{name}</dt>
            <dd node_ref=node data-empty=t!(lang, UiEmptyCell)>{inside}</dd>
        </div>
    }
}

/// The focus goes to the pen, unless it is somewhere already.
fn give_back(node: NodeRef<html::Dd>) {
    let is_lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
    let Some(dd) = node.try_get_untracked().flatten().filter(|_| is_lost) else { return };
    let pen = dd.query_selector(".field-tools button:last-of-type").ok().flatten();
    if let Some(pen) = pen.and_then(|pen| pen.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = pen.focus();
    }
}
