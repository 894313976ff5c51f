//! 谁能看到: a person is picked, and why that person sees the row, or does not, stands there in words.
mod said;

use super::api::{Asking, ask_why};
use crate::AppError;
use crate::loaded::awaited;
use crate::refused::Refused;
use crate::start::{use_lang, use_me};
use crate::ui::{Button, Choosable, Icon, Kind, Select};
use domain::why::Why;
use domain::{About, PersonId, Problem, Subject, query};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_location, use_params_map};
use messages::t;
use said::{obstacle, opening};

/// The way to the page, on the page of a row.
#[component]
pub fn WhoLink(
    /// The row.
    #[prop(into)]
    about: About,
) -> impl IntoView {
    let lang = use_lang();
    view! { <p><a class="with-icon" href=format!("{}/who", about.path())>{Icon::People.draw()} {t!(lang, UiWhoLink)}</a></p> }
}

/// `/customers/7/who?person=3`.
#[component]
pub fn CustomerWhoPage() -> impl IntoView {
    view! { <WhoPage noun=Subject::Customer /> }
}

/// `/leads/7/who?person=3`.
#[component]
pub fn LeadWhoPage() -> impl IntoView {
    view! { <WhoPage noun=Subject::Lead /> }
}

#[component]
fn WhoPage(noun: Subject) -> impl IntoView {
    let (params, search) = (use_params_map(), use_location().search);
    let asked = Memo::new(move |_| {
        let row = params.with(|params| params.get("id").and_then(|id| id.parse::<i64>().ok()));
        let pairs = search.with(|search| query::pairs(search));
        let person = pairs.into_iter().find(|(name, _)| name == "person");
        (row, person.and_then(|(_, id)| id.parse().ok()).map(PersonId))
    });
    let asking = Resource::new_blocking(
        move || asked.get(),
        move |(row, person)| async move {
            match row {
                Some(row) => ask_why(noun, row, person).await,
                None => Err(AppError(Problem::NotFound)),
            }
        },
    );
    let inside = move || {
        let got = Memo::new(move |_| asking.get());
        move || match got.get() {
            None => ().into_any(),
            Some(Ok(asking)) => view! { <Answered asking=asking /> }.into_any(),
            Some(Err(error)) => view! { <Refused error=error /> }.into_any(),
        }
    };
    view! { <div class="page-box">{awaited(asking, inside)}</div> }
}

/// The form, a plain one that asks by the address, and the answer below it.
#[component]
fn Answered(asking: Asking) -> impl IntoView {
    let lang = use_lang();
    let Asking { about, called, people, why } = asking;
    let called = if called.is_empty() { t!(lang, LeadsNameless, number = about.id) } else { called };
    let title = t!(lang, UiWhoTitle, name = called);
    let chosen = why.as_ref().map(|why| why.person.to_string()).unwrap_or_default();
    let people: Vec<_> = people.into_iter().map(|one| Choosable::new(one.id, one.name)).collect();
    let (there, form) = (about.path(), format!("{}/who", about.path()));
    view! {
        <Title text=title.clone() />
        <a class="back" href=there>{Icon::Left.draw()} {t!(lang, UiWhoBack)}</a>
        <div class="page-head"><h1>{title}</h1></div>
        <p class="muted">{t!(lang, UiWhoWhy)}</p>
        <form method="get" action=form class="who-form">
            <Select options=people initial=chosen name="person" label=t!(lang, UiWhoPerson) blank=t!(lang, UiWhoPick) />
            <Button submit=true kind=Kind::Primary>{t!(lang, UiWhoAsk)}</Button>
        </form>
        {why.map(|why| view! { <Reasons why=why /> })}
    }
}

#[component]
fn Reasons(why: Why) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let Why { name, sees, changes, openings, obstacles, .. } = why;
    let verdict = match (sees, changes) {
        (true, true) => t!(lang, UiWhoChanges, name = name),
        (true, false) => t!(lang, UiWhoSees, name = name),
        (false, _) => t!(lang, UiWhoNot, name = name),
    };
    let openings = openings.iter().map(|one| opening(lang, &me.zone, one));
    let reasons: Vec<_> = openings.chain(obstacles.iter().map(|one| obstacle(lang, &me.zone, one))).collect();
    let reasons = reasons.into_iter().map(|reason| view! { <li>{reason}</li> }).collect_view();
    view! {
        <section class="card-part" aria-labelledby="who-verdict">
            <h2 id="who-verdict">{verdict}</h2>
            <ul class="who-reasons">{reasons}</ul>
        </section>
    }
}
