//! A panel beside the list that shows one of its rows.
use super::{Icon, IconButton, Kind, LinkButton};
use crate::start::use_lang;
use leptos::prelude::*;
use messages::t;

/// A panel at the right. It takes no focus away: j and k go on moving in the list. Esc closes it.
#[component]
pub fn SidePanel(
    /// Whether it is open.
    #[prop(into)]
    open: Signal<bool>,
    /// The heading.
    #[prop(into)]
    title: Signal<String>,
    /// The full page of what it shows.
    #[prop(into)]
    href: Signal<String>,
    /// Closes it.
    #[prop(into)]
    on_close: Callback<()>,
    /// Goes to the row before (-1) or after (1).
    #[prop(into)]
    on_step: Callback<i64>,
    /// What it shows.
    children: ChildrenFn,
) -> impl IntoView {
    let lang = use_lang();
    let children = StoredValue::new(children);
    let escape = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "Escape" && open.get_untracked() && !super::table::is_typing(&event) {
            on_close.run(());
        }
    });
    on_cleanup(move || escape.remove());
    view! {
        <Show when=move || open.get()>
            <aside class="side-panel" aria-label=title>
                <header class="side-panel-head">
                    <h2>{move || title.get()}</h2>
                    <IconButton icon=Icon::Up name=t!(lang, UiPrevious) on:click=move |_| on_step.run(-1) />
                    <IconButton icon=Icon::Down name=t!(lang, UiNext) on:click=move |_| on_step.run(1) />
                    <LinkButton href=href kind=Kind::Quiet icon=Icon::Expand>{t!(lang, UiOpenFull)}</LinkButton>
                    <IconButton icon=Icon::Close name=t!(lang, CommonClose) on:click=move |_| on_close.run(()) />
                </header>
                <div class="side-panel-body">{children.with_value(|children| children())}</div>
            </aside>
        </Show>
    }
}
