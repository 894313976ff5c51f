//! Keys that work on every page, and the dialog that lists them.
use super::top_bar::SEARCH;
use crate::start::use_lang;
use crate::ui::Dialog;
use crate::ui::table::is_typing;
use leptos::prelude::*;
use messages::t;
use wasm_bindgen::JsCast;

/// Hears `?` and Ctrl/⌘+K.
pub fn listen(help: RwSignal<bool>) {
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        if (event.ctrl_key() || event.meta_key()) && event.key() == "k" {
            event.prevent_default();
            focus_search();
        } else if event.key() == "?" && !is_typing(&event) {
            help.set(true);
        }
    });
    on_cleanup(move || listener.remove());
}

fn focus_search() {
    let found = document().get_element_by_id(SEARCH);
    if let Some(input) = found.and_then(|found| found.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        let _ = input.focus();
        input.select();
    }
}

/// What the keys do.
#[component]
pub fn HelpDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let lang = use_lang();
    let everywhere = [
        ("Ctrl K", t!(lang, NavKeysSearch)),
        ("?", t!(lang, NavKeysHelp)),
        ("Esc", t!(lang, NavKeysClose)),
        ("Ctrl Enter", t!(lang, NavKeysSave)),
    ];
    let list = [
        ("j ↓", t!(lang, NavKeysNext)),
        ("k ↑", t!(lang, NavKeysPrevious)),
        ("x", t!(lang, NavKeysSelect)),
        ("Enter", t!(lang, NavKeysOpen)),
        ("Shift Click", t!(lang, NavKeysSort)),
        ("Ctrl Shift ← →", t!(lang, NavKeysMove)),
        ("← →", t!(lang, NavKeysResize)),
    ];
    view! {
        <Dialog open=open title=t!(lang, NavKeys)>
            <h3>{t!(lang, NavKeysEverywhere)}</h3>
            {lines(&everywhere)}
            <h3>{t!(lang, NavKeysList)}</h3>
            {lines(&list)}
        </Dialog>
    }
}

fn lines(keys: &[(&'static str, &'static str)]) -> impl IntoView + use<> {
    let line = |&(keys, words): &(&'static str, &'static str)| {
        let keys = keys.split(' ').map(|key| view! { <kbd>{key}</kbd> }).collect_view();
        view! { <div><dt>{keys}</dt><dd>{words}</dd></div> }
    };
    view! { <dl class="keys">{keys.iter().map(line).collect_view()}</dl> }
}
