//! The other customer is looked for, by its name, its number, a telephone: whatever a list finds.
use super::PATH;
use crate::start::use_lang;
use crate::ui::{Button, Icon, Kind, TextInput, TimeText};
use domain::twin::TwinMember;
use domain::{CustomerId, query};
use leptos::prelude::*;
use messages::t;

/// A plain form that asks by the address, and what was found.
#[component]
pub fn Pick(one: CustomerId, name: String, text: String, found: Vec<TwinMember>) -> impl IntoView {
    let lang = use_lang();
    let asked = !text.trim().is_empty();
    let title = if asked { t!(lang, DuplicatesFound) } else { t!(lang, DuplicatesAlike) };
    let none = (asked && found.is_empty())
        .then(|| view! { <p class="muted" role="status">{t!(lang, DuplicatesNotFound)}</p> });
    let list = (!found.is_empty()).then(|| {
        let links =
            found.into_iter().map(|other| view! { <li><Found one=one other=other /></li> }).collect_view();
        view! {
            <h2>{title}</h2>
            <ul class="merge-found" aria-label=title>{links}</ul>
        }
    });
    view! {
        <p>{t!(lang, DuplicatesPick, name = name)}</p>
        <form method="get" action=PATH role="search" class="row merge-search">
            <input type="hidden" name="winner" value=one.0 />
            <label class="hidden" for="merge-q">{t!(lang, DuplicatesSearch)}</label>
            <TextInput initial=text kind="search" name="q" attr:id="merge-q" placeholder=t!(lang, DuplicatesSearch) />
            <Button submit=true kind=Kind::Primary icon=Icon::Search>{t!(lang, CommonSearch)}</Button>
        </form>
        {none}
        {list}
    }
}

#[component]
fn Found(one: CustomerId, other: TwinMember) -> impl IntoView {
    let lang = use_lang();
    let (winner, loser) = (one.to_string(), other.id.to_string());
    let href = format!("{PATH}?{}", query::write([("winner", winner.as_str()), ("loser", &loser)]));
    let owner = other.owner_name.unwrap_or_else(|| t!(lang, ColumnStatePool).to_owned());
    view! { <a href=href>{other.name}</a> " " <span class="muted">{owner} " · " <TimeText at=other.updated_at /></span> }
}
