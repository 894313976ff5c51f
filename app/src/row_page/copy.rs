//! A button that copies a text.
use crate::start::use_lang;
use crate::ui::{Icon, IconButton, use_toasts};
use leptos::prelude::*;
use messages::t;
use wasm_bindgen::JsCast;

/// Copies a text and says so.
#[component]
pub fn Copy(
    /// The text.
    #[prop(into)]
    text: Signal<String>,
    /// What it is: 手机.
    #[prop(into)]
    what: String,
) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let name = t!(lang, LeadCopy, what = what);
    let press = move |_| {
        if put_on_clipboard(&text.get_untracked()) {
            toasts.say(t!(lang, LeadCopied, what = what));
        }
    };
    view! { <IconButton icon=Icon::Copy name=name on:click=press /> }
}

/// By the old way: the new one is closed to pages served without TLS, as in many an office.
fn put_on_clipboard(text: &str) -> bool {
    let page = document();
    let Some(body) = page.body() else { return false };
    let area = page
        .create_element("textarea")
        .ok()
        .and_then(|area| area.dyn_into::<web_sys::HtmlTextAreaElement>().ok());
    let Some(area) = area else { return false };
    let _ = area.set_attribute("class", "hidden");
    area.set_value(text);
    let before = page.active_element().and_then(|active| active.dyn_into::<web_sys::HtmlElement>().ok());
    let _ = body.append_child(&area);
    area.select();
    let copied = page
        .dyn_ref::<web_sys::HtmlDocument>()
        .is_some_and(|page| page.exec_command("copy").unwrap_or(false));
    area.remove();
    if let Some(before) = before {
        let _ = before.focus();
    }
    copied
}
