//! What an input starts with: its place in a `Field`, its value, and what was typed before the page woke up.
use super::field::FieldLink;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

#[derive(Clone)]
pub(super) struct Ready {
    pub value: RwSignal<String>,
    pub initial: String,
    pub link: FieldLink,
}

impl Ready {
    pub fn new(value: Option<RwSignal<String>>, initial: String, name: String) -> Self {
        let link = use_context::<FieldLink>().unwrap_or_else(|| FieldLink {
            id: format!("f-{name}"),
            name,
            required: false,
            invalid: Signal::stored(false),
            described_by: String::new(),
        });
        let value = value.unwrap_or_else(|| RwSignal::new(initial));
        let initial = value.get_untracked();
        keep_typed(&link.id, &initial, value);
        Self { value, initial, link }
    }
}

/// Hydration would put the server's text over what was typed while the program was still loading.
fn keep_typed(id: &str, initial: &str, value: RwSignal<String>) {
    let Some(typed) = is_browser().then(|| typed(id)).flatten().filter(|typed| typed != initial) else {
        return;
    };
    Effect::new(move || value.set(typed.clone()));
}

fn typed(id: &str) -> Option<String> {
    let element = document().get_element_by_id(id)?;
    let input = element.dyn_ref::<web_sys::HtmlInputElement>().map(|input| input.value());
    let area = || element.dyn_ref::<web_sys::HtmlTextAreaElement>().map(|area| area.value());
    let select = || element.dyn_ref::<web_sys::HtmlSelectElement>().map(|select| select.value());
    input.or_else(area).or_else(select)
}
