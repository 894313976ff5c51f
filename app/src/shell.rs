//! What stands around every page: the document, the rail, the top bar, the keys.
mod document;
mod frame;
mod keys;
mod not_found;
mod person_menu;
mod places;
mod rail;
mod top_bar;

pub use self::document::written_page;
pub use not_found::NotFound;

use crate::routes::Pages;
use crate::start::{provide_start, use_start};
use crate::ui::{ToastStack, provide_toasts};
use frame::Frame;
use leptos::prelude::*;
use leptos_meta::{Title, provide_meta_context};
use leptos_router::components::Router;
use messages::t;

/// The whole product, in the browser and on the server.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_start();
    provide_toasts();
    let signed_in = use_start().me.is_some();
    let lang = use_start().lang;
    let title = move |title: String| {
        let product = t!(lang, CommonProduct);
        if title.is_empty() { product.to_owned() } else { format!("{title} · {product}") }
    };
    Effect::new(awake);
    view! {
        <Title formatter=title text="" />
        <Router>
            {if signed_in { view! { <Frame /> }.into_any() } else { view! { <main class="bare"><Pages /></main> }.into_any() }}
        </Router>
        <ToastStack />
    }
}

/// Says that buttons now do more than plain forms can.
fn awake() {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-awake", "");
    }
}
