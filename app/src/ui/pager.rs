//! The end of a list: how much of it is shown, and more.
use super::{Button, LinkButton, number};
use crate::start::use_lang;
use domain::list::Count;
use leptos::prelude::*;
use messages::t;

/// The sizes a page may have.
const SIZES: [u32; 3] = [50, 100, 200];

/// "Load more" adds to the rows in place; the links go page by page, and also work without a script.
#[component]
pub fn Pager(
    /// Rows in sight.
    #[prop(into)]
    shown: Signal<usize>,
    /// Rows that match.
    #[prop(into)]
    total: Signal<Option<Count>>,
    /// The address of the next page; `None` on the last.
    #[prop(into)]
    next: Signal<Option<String>>,
    /// The address of the first page; `None` on it.
    #[prop(optional, into)]
    first: Signal<Option<String>>,
    /// Adds the next rows below.
    #[prop(optional, into)]
    on_more: Option<Callback<()>>,
    /// The next rows are on their way.
    #[prop(optional, into)]
    pending: Signal<bool>,
    /// The page size in force.
    #[prop(optional, into)]
    size: Signal<u32>,
    /// The address with another page size; without it sizes are not offered.
    #[prop(optional, into)]
    size_href: Option<Callback<u32, String>>,
) -> impl IntoView {
    let lang = use_lang();
    let words = move || {
        let shown = number(i64::try_from(shown.get()).unwrap_or(i64::MAX));
        match total.get() {
            Some(total) => t!(lang, UiShownOf, shown = shown, total = number(total.value)),
            None => t!(lang, UiShown, shown = shown),
        }
    };
    let more = move || {
        let more = on_more.filter(|_| next.with(Option::is_some))?;
        Some(view! { <Button pending=pending on:click=move |_| more.run(())>{t!(lang, UiMoreRows)}</Button> })
    };
    let page = move |href: Signal<Option<String>>, words: &'static str| {
        move || href.get().map(|href| view! { <LinkButton href=href>{words}</LinkButton> })
    };
    let sizes = size_href.map(|href| {
        let link = move |wanted: u32| {
            let chosen = move || (size.get() == wanted).then_some("true");
            view! { <a class="chip" href=move || href.run(wanted) aria-current=chosen>{wanted}</a> }
        };
        view! { <span class="pager-sizes">{t!(lang, UiPerPage)} {SIZES.map(link).collect_view()}</span> }
    });
    view! {
        <div class="pager">
            <span class="pager-count" role="status">{words}</span>
            {more}
            {page(first, t!(lang, UiFirstPage))}
            {page(next, t!(lang, UiNextPage))}
            {sizes}
        </div>
    }
}
