//! Nothing here: why, and what next.
use super::Icon;
use leptos::prelude::*;

/// An empty place that says why it is empty and offers the next step.
#[component]
pub fn Empty(
    /// In a few words: 还没有线索.
    #[prop(into)]
    title: Signal<String>,
    /// Why.
    #[prop(optional, into)]
    why: Signal<String>,
    /// An icon above.
    #[prop(default = Icon::Empty)]
    icon: Icon,
    /// The next step: a button or a link.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="empty">
            {icon.draw()}
            <h2>{move || title.get()}</h2>
            <p>{move || why.get()}</p>
            {children.map(|children| view! { <div class="empty-next">{children()}</div> })}
        </div>
    }
}
