//! Inputs. Inside a `Field` they take id, name and state from it. Each keeps what a person typed
//! before the page woke up.
use super::Icon;
use super::typed::Ready;
use crate::start::use_lang;
use leptos::prelude::*;
use messages::t;
use wasm_bindgen::JsCast;

fn line(
    ready: Ready,
    kind: &'static str,
    placeholder: String,
    autocomplete: &'static str,
    autofocus: bool,
) -> impl IntoView {
    let Ready { value, initial, link } = ready;
    view! {
        <input
            class="input"
            type=kind
            id=link.id
            name=link.name
            value=initial
            placeholder=placeholder
            autocomplete=autocomplete
            autofocus=autofocus
            aria-required=link.required.then_some("true")
            aria-invalid=move || link.invalid.get().then_some("true")
            aria-describedby=link.described_by
            prop:value=move || value.get()
            on:input:target=move |event| value.set(event.target().value())
        />
    }
}

/// One line of text.
#[component]
pub fn TextInput(
    /// What is in it; a signal of its own when not given.
    #[prop(optional)]
    value: Option<RwSignal<String>>,
    /// What is in it at first, when no signal is given.
    #[prop(optional, into)]
    initial: String,
    /// `text`, `search`, `email`, `tel`, `url`, `number`.
    #[prop(default = "text")]
    kind: &'static str,
    /// Outside a `Field`: its name.
    #[prop(optional, into)]
    name: String,
    /// An example, never a label.
    #[prop(optional, into)]
    placeholder: String,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// The focus starts here.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    line(Ready::new(value, initial, name), kind, placeholder, autocomplete, autofocus)
}

/// A password, with a button that shows it.
#[component]
pub fn PasswordInput(
    /// What is in it.
    #[prop(optional)]
    value: Option<RwSignal<String>>,
    /// Outside a `Field`: its name.
    #[prop(optional, into)]
    name: String,
    /// `current-password` or `new-password`.
    #[prop(default = "current-password")]
    autocomplete: &'static str,
    /// The focus starts here.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let Ready { value, link, .. } = Ready::new(value, String::new(), name);
    let shown = RwSignal::new(false);
    let words = t!(use_lang(), UiShowPassword);
    view! {
        <span class="password">
            <input
                class="input"
                type=move || if shown.get() { "text" } else { "password" }
                id=link.id
                name=link.name
                autocomplete=autocomplete
                autofocus=autofocus
                aria-required=link.required.then_some("true")
                aria-invalid=move || link.invalid.get().then_some("true")
                aria-describedby=link.described_by
                prop:value=move || value.get()
                on:input:target=move |event| value.set(event.target().value())
            />
            <button
                class="button quiet icon-only"
                type="button"
                title=words
                aria-label=words
                aria-pressed=move || shown.get().to_string()
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {Icon::Lock.draw()}
            </button>
        </span>
    }
}

/// A date, chosen with the browser's own picker; the value is `2026-11-22`.
#[component]
pub fn DateInput(
    /// What is in it.
    #[prop(optional)]
    value: Option<RwSignal<String>>,
    /// What is in it at first.
    #[prop(optional, into)]
    initial: String,
    /// Outside a `Field`: its name.
    #[prop(optional, into)]
    name: String,
) -> impl IntoView {
    line(Ready::new(value, initial, name), "date", String::new(), "off", false)
}

/// A date and a time on the wall, chosen with the browser's own picker; the value is
/// `2026-11-22T14:30`, to be read with the person's `Zone`.
#[component]
pub fn DateTimeInput(
    /// What is in it.
    #[prop(optional)]
    value: Option<RwSignal<String>>,
    /// What is in it at first.
    #[prop(optional, into)]
    initial: String,
    /// Outside a `Field`: its name.
    #[prop(optional, into)]
    name: String,
) -> impl IntoView {
    line(Ready::new(value, initial, name), "datetime-local", String::new(), "off", false)
}

/// Several lines of text. It grows with them; Ctrl+Enter sends the form.
#[component]
pub fn TextArea(
    /// What is in it.
    #[prop(optional)]
    value: Option<RwSignal<String>>,
    /// What is in it at first.
    #[prop(optional, into)]
    initial: String,
    /// Lines to begin with.
    #[prop(default = 3)]
    rows: u32,
    /// Outside a `Field`: its name.
    #[prop(optional, into)]
    name: String,
    /// An example, never a label.
    #[prop(optional, into)]
    placeholder: String,
    /// The focus starts here.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let Ready { value, initial, link } = Ready::new(value, initial, name);
    let send = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Enter" && (event.ctrl_key() || event.meta_key()) {
            event.prevent_default();
            let area =
                event.current_target().and_then(|area| area.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
            let _ = area.and_then(|area| area.form()).map(|form| form.request_submit());
        }
    };
    view! {
        <textarea
            class="input"
            id=link.id
            name=link.name
            rows=rows
            placeholder=placeholder
            autofocus=autofocus
            aria-required=link.required.then_some("true")
            aria-invalid=move || link.invalid.get().then_some("true")
            aria-describedby=link.described_by
            prop:value=move || value.get()
            on:input:target=move |event| value.set(event.target().value())
            on:keydown=send
        >
            {initial}
        </textarea>
    }
}

/// A box to tick, with its words beside it.
#[component]
pub fn Checkbox(
    /// Whether it is ticked.
    checked: RwSignal<bool>,
    /// Its name in the form.
    #[prop(optional, into)]
    name: String,
    /// What it sends when ticked.
    #[prop(default = "true".to_owned(), into)]
    value: String,
    /// It can not be changed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// The words.
    children: Children,
) -> impl IntoView {
    view! {
        <label class="checkbox">
            <input
                type="checkbox"
                name=name
                value=value
                checked=checked.get_untracked()
                disabled=disabled
                prop:checked=move || checked.get()
                on:change:target=move |event| checked.set(event.target().checked())
            />
            <span>{children()}</span>
        </label>
    }
}
