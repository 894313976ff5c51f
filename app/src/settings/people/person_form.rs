//! The forms that add and change a person.
use super::api::{AddPerson, ChangePerson};
use super::role_boxes::RoleBoxes;
use crate::AppError;
use crate::account::Strength;
use crate::settings::{Answer, Words, answer, on_done};
use crate::start::{use_lang, use_me};
use crate::ui::{
    Button, Choosable, Field, Kind, LinkButton, PasswordInput, Select, TextInput, problem_words, use_toasts,
};
use domain::customer::Security;
use domain::person::{Person, Role};
use domain::{FieldErrors, Lang, Problem};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use messages::{column, t};

/// Name, sign-in name, e-mail.
#[component]
fn Data(
    name: RwSignal<String>,
    login: RwSignal<String>,
    #[prop(into)] email: String,
    errors: Signal<FieldErrors>,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <Field name="name" label=t!(lang, SettingsPersonName) errors=errors required=true>
            <TextInput value=name />
        </Field>
        <Field name="login" label=t!(lang, SettingsPersonLogin) help=t!(lang, SettingsPersonLoginHelp) errors=errors required=true>
            <TextInput value=login />
        </Field>
        <Field name="email" label=t!(lang, SettingsPersonEmail) errors=errors>
            <TextInput initial=email kind="email" />
        </Field>
    }
}

/// How far the person is trusted, and how many customers that person may have.
#[component]
fn OfCustomers(clearance: Security, most: Option<i64>, errors: Signal<FieldErrors>) -> impl IntoView {
    let lang = use_lang();
    let options: Vec<_> =
        Security::ALL.map(|one| Choosable::new(one.key(), column::security(lang, one))).into();
    let most = most.map(|most| most.to_string()).unwrap_or_default();
    view! {
        <Field name="clearance" label=t!(lang, SettingsPersonClearance) help=t!(lang, SettingsPersonClearanceHelp) errors=errors>
            <Select options=options initial=clearance.key() />
        </Field>
        <Field name="most_customers" label=t!(lang, SettingsPersonMost) help=t!(lang, SettingsPersonMostHelp) errors=errors>
            <TextInput initial=most kind="number" />
        </Field>
    }
}

/// A new person.
#[component]
pub fn AddForm(
    /// All roles.
    roles: Vec<Role>,
    /// Someone was added.
    on_added: Callback<()>,
) -> impl IntoView {
    let (lang, toasts, go) = (use_lang(), use_toasts(), use_navigate());
    let action = ServerAction::<AddPerson>::new();
    let Answer { error, fields, pending } = answer(action, "person-form");
    let (name, login, password) = (RwSignal::default(), RwSignal::default(), RwSignal::default());
    on_done(action, move |id| {
        toasts.say(t!(lang, SettingsPersonAdded, name = name.get_untracked()));
        on_added.run(());
        go(&format!("/settings/people/{id}"), Default::default());
    });
    let known = Signal::derive(move || vec![name.get(), login.get()]);
    view! {
        <ActionForm action=action attr:id="person-form" attr:class="form grid settings-form" attr:novalidate=true>
            <Words words=Signal::derive(move || error.get().map(|error| problem_words(lang, &error))) />
            <Data name=name login=login email="" errors=fields />
            <Field name="password" label=t!(lang, SettingsPersonFirstPassword) help=t!(lang, SettingsPersonFirstPasswordHelp) errors=fields>
                <PasswordInput value=password autocomplete="new-password" />
                <Strength password=password known=known />
            </Field>
            <RoleBoxes roles=roles held=Vec::new() errors=fields />
            <OfCustomers clearance=Security::Open most=None errors=fields />
            <div class="form-foot">
                <Button kind=Kind::Primary submit=true pending=pending>{t!(lang, CommonAdd)}</Button>
                <LinkButton href="/settings/people">{t!(lang, CommonCancel)}</LinkButton>
            </div>
        </ActionForm>
    }
}

/// A person as they are.
#[component]
pub fn ChangeForm(
    /// The person.
    person: Person,
    /// All roles.
    roles: Vec<Role>,
    /// Something was changed.
    on_done: Callback<()>,
) -> impl IntoView {
    let (lang, toasts, me) = (use_lang(), use_toasts(), use_me());
    let action = ServerAction::<ChangePerson>::new();
    let Answer { error, fields, pending } = answer(action, "person-form");
    self::on_done(action, move |()| {
        toasts.say(t!(lang, SettingsSaved));
        on_done.run(());
    });
    let mine = me.id == person.id;
    let words = move || error.get().map(|error| refused(lang, &error, mine));
    let (name, login) = (RwSignal::new(person.name), RwSignal::new(person.login));
    view! {
        <ActionForm action=action attr:id="person-form" attr:class="form grid" attr:novalidate=true>
            <Words words=Signal::derive(words) />
            <input type="hidden" name="person" value=person.id.0 />
            <Data name=name login=login email=person.email errors=fields />
            <RoleBoxes roles=roles held=person.roles errors=fields />
            <OfCustomers clearance=person.clearance most=person.most_customers errors=fields />
            <div class="form-foot">
                <Button kind=Kind::Primary submit=true pending=pending>{t!(lang, CommonSave)}</Button>
            </div>
        </ActionForm>
    }
}

/// A state that forbids it is one of two here.
fn refused(lang: Lang, error: &AppError, mine: bool) -> String {
    match error.0 {
        Problem::WrongState if mine => t!(lang, SettingsPersonKeepsRight).to_owned(),
        Problem::WrongState => t!(lang, SettingsPersonLastAdmin).to_owned(),
        _ => problem_words(lang, error),
    }
}
