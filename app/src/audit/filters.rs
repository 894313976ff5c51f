//! What narrows the log. A plain form too: without a script its button sends it.
use super::actions::{GROUPS, group_words};
use super::asked::Asked;
use crate::start::use_lang;
use crate::ui::{Button, Choosable, Select};
use domain::person::PersonName;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use messages::t;

/// What was done, and who did it.
#[component]
pub fn Filters(
    /// What the address asks for.
    asked: Memo<Asked>,
    /// Everybody.
    people: Signal<Vec<PersonName>>,
) -> impl IntoView {
    let (lang, go) = (use_lang(), use_navigate());
    let of = move |asked: &Asked| {
        (asked.what.to_owned(), asked.who.map(|who| who.to_string()).unwrap_or_default())
    };
    let (what, who) = asked.with_untracked(of);
    let (what, who) = (RwSignal::new(what), RwSignal::new(who));
    Effect::new(move || {
        let (now_what, now_who) = asked.with(of);
        what.set(now_what);
        who.set(now_who);
    });
    Effect::new(move || {
        let chosen = (what.get(), who.get());
        if asked.with_untracked(of) != chosen {
            let value = |name: &str| if name == "what" { chosen.0.clone() } else { chosen.1.clone() };
            let wanted = Asked { before: None, ..Asked::read(value) };
            go(
                &wanted.href(),
                NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() },
            );
        }
    });
    let kinds = GROUPS.map(|group| Choosable::new(group, group_words(lang, group))).to_vec();
    let everybody = move || {
        people.with(|people| {
            people.iter().map(|one| Choosable::new(one.id, one.name.clone())).collect::<Vec<_>>()
        })
    };
    view! {
        <form class="audit-filters" method="get" action="/audit">
            <Select options=kinds value=what name="what" label=t!(lang, AuditWhat) />
            <Select options=Signal::derive(everybody) value=who name="who" label=t!(lang, AuditWho) blank=t!(lang, AuditEverybody) />
            <noscript><Button submit=true>{t!(lang, AuditShow)}</Button></noscript>
        </form>
    }
}
