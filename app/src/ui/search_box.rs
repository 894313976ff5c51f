//! A box that narrows the list under it. A plain GET form, so it also works before the page wakes up.
use super::Icon;
use crate::start::use_lang;
use domain::query;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use messages::t;
use std::time::Duration;

/// The keyword box of a list page. While typing, the address changes a quarter of a second after
/// the last key, without adding to the history.
#[component]
pub fn SearchBox(
    /// The list's address, without a query.
    #[prop(into)]
    action: String,
    /// What it searches: 姓名、电话…
    #[prop(into)]
    placeholder: String,
    /// What the address holds already and is kept: the tab, filters, the order. Without `q` and `cursor`.
    #[prop(optional, into)]
    keep: Signal<Vec<(String, String)>>,
) -> impl IntoView {
    let asked = Memo::new({
        let map = use_query_map();
        move |_| map.with(|map| map.get("q").unwrap_or_default())
    });
    let text = RwSignal::new(asked.get_untracked());
    Effect::new(move || text.set(asked.get()));
    let (to, go) = (action.clone(), use_navigate());
    let search = move || {
        let typed = text.get_untracked();
        if typed.trim() == asked.get_untracked().trim() {
            return;
        }
        let mut pairs = keep.get_untracked();
        pairs.push(("q".into(), typed.trim().to_owned()));
        let kept = pairs.iter().filter(|(_, value)| !value.is_empty());
        let query = query::write(kept.map(|(name, value)| (name.as_str(), value.as_str())));
        go(&format!("{to}?{query}"), NavigateOptions { replace: true, scroll: false, ..Default::default() });
    };
    let now = search.clone();
    let mut soon = debounce(Duration::from_millis(250), move |()| search());
    let lang = use_lang();
    view! {
        <form
            class="search-box"
            role="search"
            method="get"
            action=action
            on:submit=move |event| {
                event.prevent_default();
                now();
            }
        >
            {Icon::Search.draw()}
            {move || {
                let kept = keep.get().into_iter();
                kept.map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view()
            }}
            <input
                class="input"
                type="search"
                name="q"
                aria-label=t!(lang, CommonSearch)
                placeholder=placeholder
                value=asked.get_untracked()
                autocomplete="off"
                prop:value=move || text.get()
                on:input:target=move |event| {
                    text.set(event.target().value());
                    soon(());
                }
            />
        </form>
    }
}
