//! Fields of a record, read: names and values in groups.
use crate::start::use_lang;
use leptos::prelude::*;
use messages::t;

/// A named group of [`KeyValue`] lines.
#[component]
pub fn Group(
    /// The heading; none when blank.
    #[prop(optional, into)]
    title: Signal<String>,
    /// The lines.
    children: Children,
) -> impl IntoView {
    view! {
        <section class="group">
            {move || Some(title.get()).filter(|title| !title.is_empty()).map(|title| view! { <h2>{title}</h2> })}
            <dl>{children()}</dl>
        </section>
    }
}

/// A name and its value. Without children the value is shown as blank.
#[component]
pub fn KeyValue(
    /// The name.
    #[prop(into)]
    label: Signal<String>,
    /// There is no value.
    #[prop(optional, into)]
    blank: Signal<bool>,
    /// The value.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let empty = t!(use_lang(), UiEmptyCell);
    let none = children.is_none();
    view! {
        <div class="key-value" class:blank=move || none || blank.get()>
            <dt>{move || label.get()}</dt>
            <dd data-empty=empty>{children.map(|children| children())}</dd>
        </div>
    }
}
