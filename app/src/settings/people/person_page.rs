//! One person.
use super::access::Access;
use super::api::people_and_roles;
use super::password_form::PasswordForm;
use super::person_form::{AddForm, ChangeForm};
use crate::AppError;
use crate::settings::{Refused, loaded};
use crate::start::use_lang;
use crate::ui::{Avatar, Icon, Label, LiveTitle, TimeText};
use domain::person::{Person, Role};
use domain::{PersonId, Problem};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use messages::t;

/// `/settings/people/new` and `/settings/people/7`.
#[component]
pub fn PersonPage() -> impl IntoView {
    let map = use_params_map();
    let asked = Memo::new(move |_| map.with(|map| map.get("id").unwrap_or_default()));
    let changed = RwSignal::new(0u32);
    let all = Resource::new_blocking(move || changed.get(), |_| people_and_roles());
    let page = move |all: Signal<(Vec<Person>, Vec<Role>)>| {
        move || match asked.get().parse() {
            Ok(id) => view! { <Found id=id all=all changed=changed /> }.into_any(),
            Err(_) if asked.with(|asked| asked == "new") => {
                view! { <New all=all changed=changed /> }.into_any()
            }
            Err(_) => view! { <Refused error=AppError(Problem::NotFound) /> }.into_any(),
        }
    };
    view! { <div class="page-box settings">{loaded(all, page)}</div> }
}

#[component]
fn Back() -> impl IntoView {
    view! { <a class="back" href="/settings/people">{Icon::Left.draw()} {t!(use_lang(), NavPeople)}</a> }
}

#[component]
fn New(all: Signal<(Vec<Person>, Vec<Role>)>, changed: RwSignal<u32>) -> impl IntoView {
    let lang = use_lang();
    let added = Callback::new(move |()| changed.update(|changed| *changed += 1));
    view! {
        <Title text=t!(lang, SettingsPersonAdd) />
        <Back />
        <div class="page-head"><h1>{t!(lang, SettingsPersonAdd)}</h1></div>
        <AddForm roles=all.with_untracked(|(_, roles)| roles.clone()) on_added=added />
    }
}

#[component]
fn Found(id: PersonId, all: Signal<(Vec<Person>, Vec<Role>)>, changed: RwSignal<u32>) -> impl IntoView {
    let person =
        Memo::new(move |_| all.with(|(people, _)| people.iter().find(|person| person.id == id).cloned()));
    let there = Memo::new(move |_| person.with(Option::is_some));
    let first = move || there.get().then(|| person.get_untracked()).flatten();
    move || match first() {
        Some(first) => {
            let person = Signal::derive(move || person.get().unwrap_or_else(|| first.clone()));
            let roles = all.with_untracked(|(_, roles)| roles.clone());
            view! { <One person=person roles=roles changed=changed /> }.into_any()
        }
        None => view! { <Refused error=AppError(Problem::NotFound) /> }.into_any(),
    }
}

#[component]
fn One(person: Signal<Person>, roles: Vec<Role>, changed: RwSignal<u32>) -> impl IntoView {
    let lang = use_lang();
    let on_done = Callback::new(move |()| changed.update(|changed| *changed += 1));
    let seen = move || match person.with(|person| person.last_seen) {
        Some(at) => view! { {t!(lang, SettingsPersonSeen)} " " <TimeText at=at /> }.into_any(),
        None => t!(lang, SettingsPersonNeverHere).into_any(),
    };
    let name = move || person.with(|person| person.name.clone());
    let disabled = move || person.with(|person| person.disabled);
    view! {
        <LiveTitle text=name />
        <Back />
        <div class="page-head person-head">
            {move || view! { <Avatar name=name() /> }}
            <div>
                <h1>{name} " " {move || disabled().then(|| view! { <Label colour="red">{t!(lang, SettingsPersonDisabled)}</Label> })}</h1>
                <p class="muted">{move || person.with(|person| person.login.clone())} " · " {seen}</p>
            </div>
        </div>
        <div class="sections">
            <section class="section" aria-labelledby="person-data">
                <header><h2 id="person-data">{t!(lang, SettingsPersonData)}</h2></header>
                <ChangeForm person=person.get_untracked() roles=roles on_done=on_done />
            </section>
            <section class="section" aria-labelledby="person-password">
                <header>
                    <h2 id="person-password">{t!(lang, SettingsPassword)}</h2>
                    <p>{t!(lang, SettingsPersonPasswordWhy)}</p>
                </header>
                <PasswordForm person=person.get_untracked() />
            </section>
            <Access person=person on_done=on_done />
        </div>
    }
}
