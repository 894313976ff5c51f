//! `/settings/roles`: the tree at the left, a role at the right.
use super::api::{role_people, roles};
use super::form::{AddForm, ChangeForm};
use super::members::Members;
use super::removal::Removal;
use super::tree::Tree;
use crate::AppError;
use crate::settings::{Refused, loaded};
use crate::start::use_lang;
use crate::ui::{Empty, Icon, LiveTitle};
use domain::person::{Person, Role};
use domain::{Problem, RoleId};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use messages::t;

/// What the address names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Tree,
    New(Option<RoleId>),
    One(RoleId),
    Nothing,
}

/// `/settings/roles`, `/settings/roles/new?parent=3` and `/settings/roles/3`.
#[component]
pub fn RolesPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let asked = Memo::new(move |_| {
        let parent = || query.with(|query| query.get("parent")).and_then(|parent| parent.parse().ok());
        match params.with(|params| params.get("id")).as_deref() {
            None | Some("") => Asked::Tree,
            Some("new") => Asked::New(parent()),
            Some(id) => id.parse().map_or(Asked::Nothing, Asked::One),
        }
    });
    let changed = RwSignal::new(0u32);
    let all = Resource::new_blocking(move || changed.get(), |_| roles());
    let people = Resource::new_blocking(move || changed.get(), |_| role_people());
    let done = Callback::new(move |()| changed.update(|changed| *changed += 1));
    let page = move |all: Signal<Vec<Role>>| view! { <Both all=all people=people asked=asked done=done /> };
    view! {
        <Title text=t!(use_lang(), NavRoles) />
        {loaded(all, page)}
    }
}

type Everybody = Resource<Result<Vec<Person>, AppError>>;

#[component]
fn Both(all: Signal<Vec<Role>>, people: Everybody, asked: Memo<Asked>, done: Callback<()>) -> impl IntoView {
    let current = Memo::new(move |_| match asked.get() {
        Asked::One(id) => Some(id),
        _ => None,
    });
    let alone = Memo::new(move |_| asked.get() == Asked::Tree);
    // A memo, so that what is fetched again does not draw the forms anew while someone types.
    let shown = Memo::new(move |_| match asked.get() {
        Asked::One(id) if all.with(|all| all.iter().all(|role| role.id != id)) => Asked::Nothing,
        other => other,
    });
    let detail = move || match shown.get() {
        Asked::Tree => view! { <Unchosen /> }.into_any(),
        Asked::New(parent) => view! { <AddForm all=all parent=parent done=done /> }.into_any(),
        Asked::One(id) => view! { <One id=id all=all people=people done=done /> }.into_any(),
        Asked::Nothing => view! { <Refused error=AppError(Problem::NotFound) /> }.into_any(),
    };
    view! {
        <div class="split settings" class:open=move || !alone.get()>
            <Tree all=all current=current alone=alone />
            <div class="split-detail">{detail}</div>
        </div>
    }
}

#[component]
fn Unchosen() -> impl IntoView {
    let lang = use_lang();
    view! { <Empty title=t!(lang, SettingsRoleUnchosen) why=t!(lang, SettingsRoleUnchosenWhy) icon=Icon::Roles /> }
}

#[component]
fn One(id: RoleId, all: Signal<Vec<Role>>, people: Everybody, done: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    let Some(first) = all.with_untracked(|all| all.iter().find(|role| role.id == id).cloned()) else {
        return ().into_any();
    };
    let stands = first.clone();
    let role = Memo::new(move |_| {
        all.with(|all| all.iter().find(|role| role.id == id).cloned()).unwrap_or_else(|| stands.clone())
    });
    let name = move || role.with(|role| role.name.clone());
    view! {
        <LiveTitle text=name />
        <a class="back narrow-only" href="/settings/roles">{Icon::Left.draw()} {t!(lang, NavRoles)}</a>
        <div class="page-head"><h1>{name}</h1></div>
        <div class="sections">
            <section class="section" aria-labelledby="role-data">
                <header>
                    <h2 id="role-data">{t!(lang, SettingsRoleData)}</h2>
                    {first.preset.then(|| view! { <p>{t!(lang, SettingsRolePreset)}</p> })}
                </header>
                <ChangeForm role=first.clone() all=all done=done />
            </section>
            <Members role=role people=people done=done />
            {(!first.preset).then(|| view! { <Removal role=role all=all done=done /> })}
        </div>
    }
    .into_any()
}
