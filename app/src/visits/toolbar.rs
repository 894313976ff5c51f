//! Which days are shown, and whose.
use super::address::{Address, PATH, View, Whose};
use super::words::{day_words, month_words};
use crate::leads::api::people_names;
use crate::start::{use_lang, use_me};
use crate::ui::{Button, ChipLink, Choosable, Icon, LinkButton, Select};
use chrono::NaiveDate;
use domain::person::PersonName;
use domain::{Lang, Scope};
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use messages::t;

/// The heading, steps to other days, ways to lay them out, and whose visits they are.
#[component]
pub fn Toolbar(
    /// Where we are.
    address: Memo<Address>,
    /// The present day.
    today: Memo<NaiveDate>,
) -> impl IntoView {
    let lang = use_lang();
    let view_link = move |view: View, words: &'static str| {
        let chosen = Signal::derive(move || address.get().view == view);
        let href = Signal::derive(move || address.get().with_view(view).href());
        view! { <ChipLink href=href chosen=chosen>{words}</ChipLink> }
    };
    let step = move |icon: Icon, words: &'static str, href: fn(Address) -> Address| {
        let href = move || href(address.get()).href();
        view! { <a class="button quiet icon-only" href=href title=words aria-label=words>{icon.draw()}</a> }
    };
    let now = Signal::derive(move || address.get().with_date(today.get()).href());
    view! {
        <header class="calendar-head">
            <h1 aria-live="polite">{move || heading(lang, address.get())}</h1>
            <nav class="row" aria-label=t!(lang, CalendarStep)>
                {step(Icon::Left, t!(lang, CalendarBefore), Address::before)}
                <LinkButton href=now>{t!(lang, CalendarToday)}</LinkButton>
                {step(Icon::Right, t!(lang, CalendarAfter), Address::after)}
            </nav>
            <nav class="row calendar-views" aria-label=t!(lang, CalendarView)>
                {view_link(View::Month, t!(lang, CalendarMonth))}
                {view_link(View::Day, t!(lang, CalendarDay))}
                {view_link(View::Agenda, t!(lang, CalendarAgenda))}
            </nav>
            {(use_me().scope > Scope::Own).then(|| view! { <WhoseForm address=address /> })}
        </header>
    }
}

fn heading(lang: Lang, address: Address) -> String {
    match address.view {
        View::Month => month_words(lang, address.date),
        View::Day => day_words(lang, address.date),
        View::Agenda => {
            let (from, to) = address.days();
            format!("{} – {}", day_words(lang, from), day_words(lang, to))
        }
    }
}

/// Whose visits: a form where no script runs, and done at once where one does.
#[component]
fn WhoseForm(address: Memo<Address>) -> impl IntoView {
    let lang = use_lang();
    let people = Resource::new_blocking(|| (), |()| people_names());
    let whose = RwSignal::new(address.get_untracked().whose.key());
    let navigate = use_navigate();
    Effect::watch(
        move || whose.get(),
        move |whose, _, _| {
            let there = Address { whose: Whose::read(whose), ..address.get_untracked() };
            if there != address.get_untracked() {
                navigate(&there.href(), leptos_router::NavigateOptions::default());
            }
        },
        false,
    );
    Effect::new(move || whose.set(address.get().whose.key()));
    let options = move |people: Vec<PersonName>| {
        let all = Choosable::new("all", t!(lang, CalendarEveryone));
        let me = use_me().id;
        let others = people.into_iter().filter(|person| !person.disabled && person.id != me);
        [all]
            .into_iter()
            .chain(others.map(|person| Choosable::new(person.id, person.name)))
            .collect::<Vec<_>>()
    };
    let select = move || {
        let options = options(people.get()?.unwrap_or_default());
        Some(view! {
            <Select options=options value=whose blank=t!(lang, CalendarMine) name="person" label=t!(lang, CalendarWhose) />
        })
    };
    view! {
        <form class="row calendar-whose" method="get" action=PATH>
            <input type="hidden" name="view" value=move || address.get().view.key() />
            <input type="hidden" name="date" value=move || address.get().date.to_string() />
            <Suspense>{select}</Suspense>
            <span class="asleep-only"><Button submit=true>{t!(lang, CalendarShow)}</Button></span>
        </form>
    }
}
