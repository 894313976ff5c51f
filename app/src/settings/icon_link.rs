//! A link that is an icon.
use crate::ui::Icon;
use leptos::prelude::*;

/// Goes somewhere; its name is for screen readers and the tooltip.
#[component]
pub fn IconLink(
    /// Where.
    #[prop(into)]
    href: Signal<String>,
    /// The icon.
    icon: Icon,
    /// What stands there, in words.
    #[prop(into)]
    name: Signal<String>,
) -> impl IntoView {
    view! {
        <a class="button quiet icon-only" href=href title=name aria-label=name>{icon.draw()}</a>
    }
}
