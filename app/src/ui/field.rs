//! A form field: label above, help below, the error beside it in words.
use super::{Icon, field_words};
use crate::start::use_lang;
use domain::FieldErrors;
use leptos::context::Provider;
use leptos::prelude::*;

/// What an input inside a [`Field`] learns from it.
#[derive(Clone)]
pub(super) struct FieldLink {
    pub id: String,
    pub name: String,
    pub required: bool,
    pub invalid: Signal<bool>,
    pub described_by: String,
}

/// A label, an input, help, and what is wrong with it. The input inside takes its id, its name and
/// its state from here.
#[component]
pub fn Field(
    /// The key, as the server names it in `FieldErrors`. It is the input's `name` and, behind `f-`, its id.
    #[prop(into)]
    name: String,
    /// The words above.
    #[prop(into)]
    label: Signal<String>,
    /// The words below.
    #[prop(optional, into)]
    help: Option<String>,
    /// What the server said is wrong.
    #[prop(optional, into)]
    errors: Signal<FieldErrors>,
    /// It must be filled in.
    #[prop(optional)]
    required: bool,
    /// An id of its own, when two forms on a page have a field of this name.
    #[prop(optional, into)]
    id: Option<String>,
    /// Over the whole width of the form.
    #[prop(optional)]
    wide: bool,
    /// The input.
    children: Children,
) -> impl IntoView {
    let lang = use_lang();
    let id = id.unwrap_or_else(|| format!("f-{name}"));
    let key = name.clone();
    let wrong =
        Memo::new(move |_| errors.with(|errors| errors.of(&key).map(|problem| field_words(lang, problem))));
    let (help_id, error_id) = (format!("{id}-help"), format!("{id}-error"));
    let link = FieldLink {
        id: id.clone(),
        name,
        required,
        invalid: Signal::derive(move || wrong.with(Option::is_some)),
        described_by: format!("{error_id} {help_id}"),
    };
    view! {
        <div class="field" class:wide=wide class:wrong=move || wrong.with(Option::is_some)>
            // The star is the style sheet's: in the text it would be part of the input's name.
            <label for=id class:must=required>{move || label.get()}</label>
            <Provider value=link>{children()}</Provider>
            <p class="field-error" id=error_id role="alert">
                {move || wrong.get().map(|words| view! { {Icon::Warning.draw()} <span>{words}</span> })}
            </p>
            {help.map(|help| view! { <p class="field-help" id=help_id>{help}</p> })}
        </div>
    }
}

/// Puts the focus on the first wrong field of a form, once what is wrong has been drawn.
pub fn focus_first_wrong(form: &str) {
    use wasm_bindgen::JsCast;
    let selector = format!("{form} [aria-invalid=true]");
    request_animation_frame(move || {
        let found = document().query_selector(&selector).ok().flatten();
        if let Some(input) = found.and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok()) {
            let _ = input.focus();
        }
    });
}
