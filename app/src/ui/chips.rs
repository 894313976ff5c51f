//! Chips: small words to press.
use super::Icon;
use crate::start::use_lang;
use leptos::prelude::*;
use messages::t;

/// A condition of the list that can be taken away.
#[component]
pub fn FilterChip(
    /// What is compared: 状态.
    #[prop(into)]
    label: String,
    /// With what: 新线索, 已联系.
    #[prop(into)]
    value: String,
    /// The list without this condition.
    #[prop(into)]
    remove: String,
) -> impl IntoView {
    let name = t!(use_lang(), UiRemoveFilter, label = label);
    view! {
        <span class="chip filter">
            <span class="chip-label">{label}</span>
            <span class="chip-value">{value}</span>
            <a class="chip-remove" href=remove title=name.clone() aria-label=name>{Icon::Close.draw()}</a>
        </span>
    }
}

/// A chip that goes somewhere.
#[component]
pub fn ChipLink(
    /// Where it goes.
    #[prop(into)]
    href: Signal<String>,
    /// It is the one in force.
    #[prop(optional, into)]
    chosen: Signal<bool>,
    /// The word.
    children: Children,
) -> impl IntoView {
    view! {
        <a class="chip" href=href aria-current=move || chosen.get().then_some("true")>{children()}</a>
    }
}

/// A chip that puts a value into a form, such as 明天 or 下周一.
#[component]
pub fn ChipPick(
    /// What to do.
    #[prop(into)]
    on_pick: Callback<()>,
    /// It is the one in force.
    #[prop(optional, into)]
    chosen: Signal<bool>,
    /// The word.
    children: Children,
) -> impl IntoView {
    view! {
        <button class="chip" type="button" aria-pressed=move || chosen.get().to_string() on:click=move |_| on_pick.run(())>
            {children()}
        </button>
    }
}
