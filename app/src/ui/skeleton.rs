//! What stands in for rows until they come.
use crate::start::use_lang;
use leptos::prelude::*;
use messages::t;

/// Grey bars where rows will be.
#[component]
pub fn SkeletonRows(
    /// How many.
    #[prop(default = 8)]
    rows: usize,
) -> impl IntoView {
    view! {
        <div class="skeleton" role="status" aria-label=t!(use_lang(), CommonLoading)>
            {(0..rows).map(|_| view! { <div class="skeleton-row"><i></i><i></i><i></i><i></i></div> }).collect_view()}
        </div>
    }
}
