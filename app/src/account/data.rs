//! Who I am.
use crate::settings::scope_words;
use crate::start::{may, use_lang, use_me};
use crate::ui::{Group, KeyValue, Label, TimeText, permission_words};
use domain::Permission;
use domain::person::Account;
use leptos::prelude::*;
use messages::t;

/// Name, address, roles, and what they allow.
#[component]
pub fn Data(
    /// Mine.
    account: Signal<Account>,
) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let role = |role: String| view! { <Label colour="grey">{role}</Label> " " };
    let roles = move || account.with(|account| account.roles.clone()).into_iter().map(role).collect_view();
    let email = move || account.with(|account| account.email.clone());
    let (scope, count) = (scope_words(lang, me.scope), me.permissions.len());
    let allowed =
        me.permissions.iter().map(|one| view! { <li>{permission_words(lang, *one)}</li> }).collect_view();
    let edit = if may(Permission::ManagePeople) {
        view! { <a href=format!("/settings/people/{}", me.id)>{t!(lang, AccountEdit)}</a> }.into_any()
    } else {
        t!(lang, AccountAskAdmin).into_any()
    };
    view! {
        <section class="section" aria-labelledby="account-data">
            <header><h2 id="account-data">{t!(lang, AccountData)}</h2> <p>{edit}</p></header>
            <div>
                <Group>
                    <KeyValue label=t!(lang, SettingsPersonName)>{move || account.with(|account| account.name.clone())}</KeyValue>
                    <KeyValue label=t!(lang, SettingsPersonLogin)>{move || account.with(|account| account.login.clone())}</KeyValue>
                    <KeyValue label=t!(lang, SettingsPersonEmail) blank=Signal::derive(move || email().is_empty())>{email}</KeyValue>
                    <KeyValue label=t!(lang, SettingsPersonRoles)>{roles}</KeyValue>
                    <KeyValue label=t!(lang, SettingsRoleScope)>{scope}</KeyValue>
                    <KeyValue label=t!(lang, AccountSince)>{move || view! { <TimeText at=account.with(|account| account.since) /> }}</KeyValue>
                </Group>
                <details class="allowed">
                    <summary>{t!(lang, AccountAllowed, n = count)}</summary>
                    <ul class="actions">{allowed}</ul>
                </details>
            </div>
        </section>
    }
}
