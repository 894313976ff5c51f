//! Tabs that are addresses.
use super::number;
use crate::start::use_lang;
use leptos::prelude::*;
use messages::t;

/// A tab.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TabLink {
    /// Where it goes.
    pub href: String,
    /// Its name.
    pub label: String,
    /// How many it holds, once known.
    pub count: Option<i64>,
    /// It is the one in sight.
    pub current: bool,
}

/// A strip of tabs with live counts.
#[component]
pub fn TabStrip(
    /// The tabs, in order.
    #[prop(into)]
    tabs: Signal<Vec<TabLink>>,
    /// Behind the tabs: a "+" for those who may add one.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let one = |tab: TabLink| {
        view! {
            <a class="tab" href=tab.href aria-current=tab.current.then_some("page")>
                <span>{tab.label}</span>
                {tab.count.map(|count| view! { <span class="tab-count">{number(count)}</span> })}
            </a>
        }
    };
    view! {
        <nav class="tab-strip" aria-label=t!(use_lang(), UiTabs)>
            {move || tabs.get().into_iter().map(one).collect_view()}
            {children.map(|children| children())}
        </nav>
    }
}
