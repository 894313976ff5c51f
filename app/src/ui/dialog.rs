//! A dialog on the browser's own `<dialog>`: it keeps the focus inside, Esc closes it, and the
//! focus goes back to where it was.
use super::{Icon, IconButton};
use crate::start::use_lang;
use leptos::html;
use leptos::prelude::*;
use messages::t;
use wasm_bindgen::JsCast;

/// A dialog. What stands in it is made when it opens and dropped when it closes, so a form in it
/// starts afresh.
#[component]
pub fn Dialog(
    /// Whether it is open. Set it to open; it becomes false when the person closes it.
    open: RwSignal<bool>,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// Twice as wide.
    #[prop(optional)]
    wide: bool,
    /// What stands in it.
    children: ChildrenFn,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    let close_word = t!(use_lang(), CommonClose);
    Effect::new(move || {
        let Some(dialog) = node.get() else { return };
        if open.get() && !dialog.open() {
            let _ = dialog.show_modal();
            request_animation_frame(move || focus_inside(&dialog));
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    let backdrop = move |event: leptos::ev::MouseEvent| {
        // A press on the backdrop has the dialog itself as its target; one inside has a child.
        if event.target().is_some_and(|target| target.dyn_ref::<web_sys::HtmlDialogElement>().is_some()) {
            open.set(false);
        }
    };
    view! {
        <dialog
            class="dialog"
            class:wide=wide
            node_ref=node
            aria-label=title
            on:close=move |_| open.set(false)
            on:mousedown=backdrop
        >
            <div class="dialog-box">
                <header class="dialog-head">
                    <h2>{move || title.get()}</h2>
                    <IconButton icon=Icon::Close name=close_word on:click=move |_| open.set(false) />
                </header>
                <div class="dialog-body" tabindex="-1">{move || open.get().then(|| children())}</div>
            </div>
        </dialog>
    }
}

/// On the first thing to fill in, not on the button that closes.
fn focus_inside(dialog: &web_sys::HtmlDialogElement) {
    let found = ["[autofocus]", "input, select, textarea", ".dialog-body"];
    let first = found.iter().find_map(|what| dialog.query_selector(what).ok().flatten());
    if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = first.focus();
    }
}
