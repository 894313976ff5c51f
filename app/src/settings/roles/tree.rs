//! The tree: the company, the roles under it, and theirs.
use super::scope_words;
use crate::settings::IconLink;
use crate::settings::people::depth;
use crate::start::use_lang;
use crate::ui::{Icon, Kind, LinkButton};
use domain::RoleId;
use domain::person::Role;
use leptos::prelude::*;
use messages::t;

/// All roles as links, indented as they stand below each other.
#[component]
pub fn Tree(
    /// All roles, each followed by those below it.
    all: Signal<Vec<Role>>,
    /// The one in sight.
    current: Memo<Option<RoleId>>,
    /// Nothing else is in sight: then the page's heading is this one.
    alone: Memo<bool>,
) -> impl IntoView {
    let lang = use_lang();
    let rows =
        move || all.with(|all| all.iter().map(|role| (depth(all, role), role.clone())).collect::<Vec<_>>());
    let row = move |(depth, role): (usize, Role)| {
        let id = role.id;
        let here = move || (current.get() == Some(id)).then_some("page");
        view! {
            <li data-depth=depth.min(6) + 1>
                <a class="tree-link" href=format!("/settings/roles/{id}") aria-current=here>
                    <span class="tree-name">{role.name}</span>
                    <span class="muted">{t!(lang, CommonPeople, n = role.people)} " · " {scope_words(lang, role.scope)}</span>
                </a>
                <IconLink href=format!("/settings/roles/new?parent={id}") icon=Icon::Plus name=t!(lang, SettingsRoleAddBelow) />
            </li>
        }
    };
    let title = move || match alone.get() {
        true => view! { <h1>{t!(lang, NavRoles)}</h1> }.into_any(),
        false => view! { <h2>{t!(lang, NavRoles)}</h2> }.into_any(),
    };
    view! {
        <nav class="tree" aria-label=t!(lang, SettingsRoleTree)>
            <div class="page-head">
                {title}
                <LinkButton href="/settings/roles/new" kind=Kind::Plain icon=Icon::Plus>{t!(lang, SettingsRoleAdd)}</LinkButton>
            </div>
            <ul>
                <li class="tree-root" data-depth="0">{Icon::Company.draw()} {t!(lang, SettingsRoleCompany)}</li>
                <For each=rows key=|(depth, role)| format!("{depth}{role:?}") children=row />
            </ul>
        </nav>
    }
}
