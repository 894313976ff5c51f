//! The frame of every list page.
use super::Count;
use domain::list;
use leptos::prelude::*;

/// Title and count, tabs, tools, the table, the pager and the selection bar, each in its place.
#[component]
pub fn ListFrame(
    /// The list's name.
    #[prop(into)]
    title: Signal<String>,
    /// How many rows match.
    #[prop(optional, into)]
    count: Signal<Option<list::Count>>,
    /// At the right of the title: new, import, export.
    #[prop(optional, into)]
    actions: ViewFn,
    /// A `TabStrip`.
    #[prop(optional, into)]
    tabs: ViewFn,
    /// At the left under the tabs: `SearchBox`, `FilterChip`s, a button to add a filter.
    #[prop(optional, into)]
    filters: ViewFn,
    /// At the right under the tabs: column chooser, density.
    #[prop(optional, into)]
    tools: ViewFn,
    /// A `Pager`.
    #[prop(optional, into)]
    pager: ViewFn,
    /// A `SelectionBar`.
    #[prop(optional, into)]
    bar: ViewFn,
    /// A `SidePanel`.
    #[prop(optional, into)]
    panel: ViewFn,
    /// The table, or what stands in for it.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="list-frame">
            <div class="list-main">
                <header class="list-head">
                    <h1>{move || title.get()} <Count count=count /></h1>
                    <div class="list-actions">{actions.run()}</div>
                </header>
                {tabs.run()}
                <div class="list-tools">
                    <div class="list-filters">{filters.run()}</div>
                    <div class="list-shape">{tools.run()}</div>
                </div>
                <div class="list-body">{children()}</div>
                {pager.run()}
                {bar.run()}
            </div>
            {panel.run()}
        </div>
    }
}
