//! A list without rows: why, and what next.
use super::noun::Drawn;
use super::page::ListPage;
use crate::start::use_lang;
use crate::ui::{Empty, LinkButton};
use leptos::prelude::*;
use messages::t;

/// What stands in for the rows.
#[component]
pub fn EmptyList<N: Drawn>(
    /// The page.
    page: ListPage<N>,
) -> impl IntoView {
    let lang = use_lang();
    // A screen or a tab of its own has words of its own.
    let place =
        Memo::new(move |_| page.filter.with(|filter| (filter.is_narrowed(), filter.view, filter.tab)));
    move || {
        let (narrowed, ..) = place.get();
        if !narrowed {
            return N::nothing(page);
        }
        view! {
            <Empty title=N::none_match(lang) why=t!(lang, LeadsEmptyNarrowedWhy) icon=N::icon()>
                <LinkButton href=Signal::derive(move || page.bare())>{t!(lang, LeadsClearFilters)}</LinkButton>
            </Empty>
        }
        .into_any()
    }
}
