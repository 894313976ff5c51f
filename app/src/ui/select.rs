//! The browser's own drop-down list.
use super::typed::Ready;
use leptos::prelude::*;

/// A value to choose: what is sent, and its words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Choosable {
    /// What is sent.
    pub value: String,
    /// The words.
    pub label: String,
}

impl Choosable {
    /// A value and its words.
    #[must_use]
    pub fn new(value: impl ToString, label: impl Into<String>) -> Self {
        Self { value: value.to_string(), label: label.into() }
    }
}

/// One of several values.
#[component]
pub fn Select(
    /// What may be chosen.
    #[prop(into)]
    options: Signal<Vec<Choosable>>,
    /// What is chosen; a signal of its own when not given.
    #[prop(optional)]
    value: Option<RwSignal<String>>,
    /// What is chosen at first, when no signal is given.
    #[prop(optional, into)]
    initial: String,
    /// The words for choosing nothing; without them something must be chosen.
    #[prop(optional, into)]
    blank: Option<String>,
    /// Outside a `Field`: its name.
    #[prop(optional, into)]
    name: String,
    /// Outside a `Field`: its words for screen readers.
    #[prop(optional, into)]
    label: Option<String>,
    /// It can not be changed.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let Ready { value, link, .. } = Ready::new(value, initial, name);
    let option = move |choosable: Choosable| {
        let own = choosable.value.clone();
        let chosen = Memo::new(move |_| value.with(|value| *value == own));
        view! {
            <option value=choosable.value selected=chosen.get_untracked() prop:selected=move || chosen.get()>
                {choosable.label}
            </option>
        }
    };
    let all = move || {
        blank
            .clone()
            .map(|words| Choosable::new("", words))
            .into_iter()
            .chain(options.get())
            .collect::<Vec<_>>()
    };
    view! {
        <select
            class="input select"
            id=link.id
            name=link.name
            aria-required=link.required.then_some("true")
            disabled=disabled
            aria-label=label
            aria-invalid=move || link.invalid.get().then_some("true")
            aria-describedby=link.described_by
            on:change:target=move |event| value.set(event.target().value())
        >
            <For each=all key=Clone::clone children=option />
        </select>
    }
}
