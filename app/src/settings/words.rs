//! What went wrong, in words a page has chosen itself.
use crate::ui::Icon;
use leptos::prelude::*;

/// As `ProblemText`, but with the page's own words: it often knows better why than the problem tells.
#[component]
pub fn Words(
    /// The words; nothing while there are none.
    #[prop(into)]
    words: Signal<Option<String>>,
) -> impl IntoView {
    let shown = |words| view! { <p class="problem">{Icon::Warning.draw()} <span>{words}</span></p> };
    view! { <div class="problem-place" role="alert">{move || words.get().map(shown)}</div> }
}
