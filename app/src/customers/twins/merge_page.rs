//! `/customers/merge?winner=7&loser=9`: two customers side by side, which value of each field stays, and what moves.
mod pair;
mod pick;

use super::api::{Merging, merge_sheet};
use super::wish::KEPT;
use crate::AppError;
use crate::loaded::awaited;
use crate::refused::Refused;
use crate::start::use_lang;
use crate::ui::Icon;
use domain::{CustomerId, Problem, query};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_location;
use messages::t;
use pair::Pair;
use pick::Pick;
use std::collections::BTreeMap;

/// The address of the page.
pub const PATH: &str = "/customers/merge";

/// What the address asks for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Asked {
    winner: Option<CustomerId>,
    loser: Option<CustomerId>,
    text: String,
}

impl Asked {
    fn read(search: &str) -> Self {
        let pairs: BTreeMap<_, _> = query::pairs(search).into_iter().collect();
        let id = |name: &str| pairs.get(name).and_then(|id| id.parse().ok()).map(CustomerId);
        let winner = id("winner");
        // Nothing goes into itself: then the other one is still to be found.
        let loser = id("loser").filter(|loser| Some(*loser) != winner);
        Self { winner, loser, text: pairs.get("q").cloned().unwrap_or_default() }
    }
}

/// Which value of each field stays, where one has chosen: kept when the page is fetched again, and when a plain form
/// comes back.
type Kept = RwSignal<BTreeMap<String, String>>;

fn kept(search: &str) -> BTreeMap<String, String> {
    let of_field = |(name, which): (String, String)| {
        Some((name.strip_prefix(KEPT)?.strip_prefix('.')?.to_owned(), which))
    };
    query::pairs(search).into_iter().filter_map(of_field).collect()
}

/// Both customers, or the search for the other one.
#[component]
pub fn MergePage() -> impl IntoView {
    let (lang, location) = (use_lang(), use_location());
    let kept = RwSignal::new(location.search.with_untracked(|search| kept(search)));
    // It stands still while the browser is already on its way elsewhere.
    let asked = Memo::new(move |old: Option<&Asked>| {
        let here = location.pathname.with(|path| path.trim_end_matches('/') == PATH);
        match old {
            Some(old) if !here => old.clone(),
            _ => location.search.with(|search| Asked::read(search)),
        }
    });
    let changed = RwSignal::new(0_u32);
    let found = Resource::new_blocking(
        move || (asked.get(), changed.get()),
        |(Asked { winner, loser, text }, _)| async move {
            let winner = winner.ok_or(AppError(Problem::NotFound))?;
            merge_sheet(winner, loser, text).await
        },
    );
    let again = Callback::new(move |()| changed.update(|times| *times += 1));
    view! {
        <Title text=t!(lang, DuplicatesMergeTitle) />
        <div class="page-box merging">
            {awaited(found, move || view! { <Fetched found=found kept=kept again=again /> })}
        </div>
    }
}

#[component]
fn Fetched(found: Resource<Result<Merging, AppError>>, kept: Kept, again: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    let got = Memo::new(move |_| found.get());
    let head = move || view! { <div class="page-head"><h1>{t!(lang, DuplicatesMergeTitle)}</h1></div> };
    move || match got.get() {
        None => ().into_any(),
        Some(Ok(Merging::Pick { one, name, text, found })) => view! {
            <a class="back" href=format!("/customers/{one}")>{Icon::Left.draw()} {name.clone()}</a>
            {head()}
            <Pick one=one name=name text=text found=found />
        }
        .into_any(),
        Some(Ok(Merging::Pair { preview, choices, added })) => view! {
            <a class="back" href="/customers/duplicates">{Icon::Left.draw()} {t!(lang, DuplicatesTitle)}</a>
            {head()}
            <Pair preview=preview choices=choices added=added kept=kept again=again />
        }
        .into_any(),
        Some(Err(error)) => view! { <Refused error=error /> }.into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_both_and_what_was_chosen() {
        let search = "winner=7&loser=9&fields.city=loser&winner_version=3";
        let expected = Asked { winner: Some(CustomerId(7)), loser: Some(CustomerId(9)), text: String::new() };
        assert_eq!(Asked::read(search), expected);
        assert_eq!(kept(search), BTreeMap::from([("city".to_owned(), "loser".to_owned())]));
        assert_eq!(Asked::read("winner=x"), Asked::default());
    }
}
