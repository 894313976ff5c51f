//! The screens of the person above the list, with counts that stay true.
use super::CustomerList;
use crate::customers::api::customer_views;
use crate::list::{Noun, ViewOf, href, kept_true};
use crate::live::use_live;
use crate::start::{use_lang, use_me, use_now};
use crate::ui::{TabLink, TabStrip};
use domain::customer::{CustomerFilter, CustomerView, ViewCount};
use leptos::prelude::*;
use messages::column;

fn link(view: CustomerView) -> String {
    match view {
        CustomerView::Query => CustomerList::Query.path().to_owned(),
        view => href(CustomerList::Views.path(), &CustomerFilter::of(view).to_query()),
    }
}

/// The strip; last of all the combined query. Conditions stay behind: the counts do not know them.
#[component]
pub fn Views(
    /// The screen in sight.
    view: Memo<ViewOf<CustomerList>>,
    /// The screens as the page begins.
    counts: Vec<ViewCount>,
) -> impl IntoView {
    let lang = use_lang();
    let (live, me, now) = (use_live(), use_me(), use_now());
    let today = Memo::new(move |_| me.zone.day_of(now.get()));
    // Shares end by themselves: with a new day the counts are asked for again.
    let when = move || (live.customers().get(), today.get());
    let known = kept_true(counts, when, customer_views);
    let links = Memo::new(move |_| {
        let present = view.get();
        let tab = |view: CustomerView, count: Option<i64>| TabLink {
            href: link(view),
            label: column::customer_view(lang, view).to_owned(),
            count,
            current: view == present,
        };
        known.with(|counts| {
            let screens = counts.iter().map(|screen| tab(screen.view, Some(screen.count)));
            screens.chain([tab(CustomerView::Query, None)]).collect::<Vec<_>>()
        })
    });
    view! { <TabStrip tabs=links /> }
}
