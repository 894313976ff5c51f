//! A list without leads: why, and what next.
use super::LeadList;
use crate::list::ListPage;
use crate::start::{may, use_lang};
use crate::ui::{Empty, Icon, Kind, LinkButton};
use domain::{Lang, Permission};
use leptos::prelude::*;
use messages::t;

/// Why a list is empty though nothing narrows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// Nothing is in the tab.
    Tab,
    /// There is nothing at all.
    Nothing(LeadList),
}

fn words(lang: Lang, why: Why) -> (&'static str, &'static str) {
    match why {
        Why::Tab => (t!(lang, LeadsEmptyTab), t!(lang, LeadsEmptyTabWhy)),
        Why::Nothing(LeadList::Work) => (t!(lang, LeadsEmptyWork), t!(lang, LeadsEmptyWorkWhy)),
        Why::Nothing(LeadList::Query) => (t!(lang, LeadsEmptyQuery), t!(lang, LeadsEmptyQueryWhy)),
        Why::Nothing(LeadList::Pool) => (t!(lang, LeadsEmptyPool), t!(lang, LeadsEmptyPoolWhy)),
    }
}

/// What stands in for the rows.
#[component]
pub fn NoLeads(
    /// The page.
    page: ListPage<LeadList>,
) -> impl IntoView {
    let tab = page.filter.with_untracked(|filter| filter.tab.is_some());
    let why = if tab { Why::Tab } else { Why::Nothing(page.list) };
    let (title, reason) = words(page.lang, why);
    view! { <Empty title=title why=reason icon=Icon::Leads><Next why=why /></Empty> }
}

/// The next step.
#[component]
fn Next(why: Why) -> impl IntoView {
    let lang = use_lang();
    let link = |href: &'static str, words: &'static str, allowed: bool| {
        allowed.then(|| view! { <LinkButton href=href>{words}</LinkButton> })
    };
    let import = move || link("/import", t!(lang, LeadsImport), may(Permission::ImportLeads));
    let new = move || {
        may(Permission::AddLeads)
            .then(|| view! { <LinkButton href="/leads/new" kind=Kind::Primary icon=Icon::Plus>{t!(lang, LeadsNew)}</LinkButton> })
    };
    match why {
        Why::Tab => link("/leads", t!(lang, LeadsEmptyTabAll), true).into_any(),
        Why::Nothing(LeadList::Work) => {
            view! { {new()} {link("/leads/pool", t!(lang, LeadsToPool), may(Permission::ClaimLeads))} {import()} }.into_any()
        }
        Why::Nothing(LeadList::Query) => view! { {new()} {import()} }.into_any(),
        Why::Nothing(LeadList::Pool) => link("/leads", t!(lang, LeadsBackToWork), true).into_any(),
    }
}
