//! The title of a page whose name may change while it is open.
use leptos::prelude::*;
use leptos_meta::Title;

/// Follows a name in the browser. The server asks for the title when the page is written already, while it may be
/// at work on another: then a signal of this page is not to be found. So there the name is taken as it is now.
#[component]
pub fn LiveTitle(text: impl Fn() -> String + Send + Sync + 'static) -> impl IntoView {
    if cfg!(not(target_arch = "wasm32")) {
        view! { <Title text=untrack(text) /> }.into_any()
    } else {
        view! { <Title text=text /> }.into_any()
    }
}
