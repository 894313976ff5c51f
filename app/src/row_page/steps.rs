//! The way back to the list a row was opened from, and to its rows before and after.
use super::CameFrom;
use crate::start::use_lang;
use crate::ui::Icon;
use crate::ui::table::is_typing;
use domain::list::Around;
use domain::{About, Subject};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use messages::t;

/// Links, and the keys j and k.
#[component]
pub fn Steps(
    /// What the rows of the list are.
    noun: Subject,
    /// The list.
    from: Signal<CameFrom>,
    /// Its address.
    #[prop(into)]
    back: Signal<String>,
    /// The rows before and after.
    around: Memo<Around>,
) -> impl IntoView {
    let lang = use_lang();
    let navigate = use_navigate();
    let href = move |id: Option<i64>| id.map(|id| from.with(|from| from.page(About::new(noun, id))));
    let keys = window_event_listener(leptos::ev::keydown, move |event| {
        let around = around.get_untracked();
        let to = match event.key().as_str() {
            "k" => around.previous,
            "j" => around.next,
            _ => None,
        };
        let plain = !is_typing(&event) && !event.ctrl_key() && !event.meta_key() && !event.alt_key();
        if let Some(href) = to.filter(|_| plain).and_then(|id| untrack(|| href(Some(id)))) {
            navigate(&href, NavigateOptions::default());
        }
    });
    on_cleanup(move || keys.remove());
    let step = move |to: Option<String>, icon: Icon, words: &'static str| {
        match to {
        Some(href) => view! { <a class="button quiet icon-only" href=href title=words aria-label=words>{icon.draw()}</a> }.into_any(),
        None => view! { <span class="button quiet icon-only off" aria-hidden="true">{icon.draw()}</span> }.into_any(),
    }
    };
    let steps = move || {
        let around = around.get();
        from.with(CameFrom::is_known).then(|| {
            view! {
                <nav class="lead-steps" aria-label=t!(lang, LeadSteps)>
                    {step(href(around.previous), Icon::Up, t!(lang, UiPrevious))}
                    {step(href(around.next), Icon::Down, t!(lang, UiNext))}
                </nav>
            }
        })
    };
    view! {
        <div class="lead-way">
            <a class="back" href=back>{Icon::Left.draw()} {t!(lang, LeadBack)}</a>
            {steps}
        </div>
    }
}
