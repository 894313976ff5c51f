//! What a pool is called, whom it is for, what it hides, and its limits.
use super::api::{AddPool, ChangePool, Offered};
use super::levels::Levels;
use crate::settings::{Answer, answer, on_done};
use crate::start::use_lang;
use crate::ui::{
    Button, Checkbox, Field, Icon, Kind, LinkButton, ProblemText, TextInput, field_words, use_toasts,
};
use domain::customer::{CustomerChoice, CustomerField};
use domain::pool::{CONTACTS, PoolForm};
use domain::{FieldErrors, Lang, PoolId};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use messages::{column, t};

/// The fields a pool can hide, with their names.
fn hideable(lang: Lang, present: &[String]) -> Vec<(String, String)> {
    let texts = CustomerField::ALL.iter().filter(|field| **field != CustomerField::Name);
    let texts = texts.map(|field| (field.key(), column::customer_field(lang, *field)));
    let choices = CustomerChoice::ALL.into_iter();
    let choices = choices.map(|field| (field.key(), column::customer_choice(lang, field)));
    let contacts = std::iter::once((CONTACTS, t!(lang, PoolsContacts)));
    let mut all: Vec<_> =
        contacts.chain(texts).chain(choices).map(|(key, name)| (key.to_owned(), name.to_owned())).collect();
    // Added fields that are hidden already stay so.
    let known: Vec<_> = all.iter().map(|(key, _)| key.clone()).collect();
    all.extend(present.iter().filter(|key| !known.contains(key)).map(|key| (key.clone(), key.clone())));
    all
}

fn boxes(name: &'static str, all: Vec<(String, String)>, ticked: &[String]) -> impl IntoView + use<> {
    let one = |(value, label): (String, String)| {
        let checked = RwSignal::new(ticked.contains(&value));
        view! { <li><Checkbox checked=checked name=name value=value>{label}</Checkbox></li> }
    };
    view! { <ul class="actions">{all.into_iter().map(one).collect_view()}</ul> }
}

#[component]
fn Wrong(field: &'static str, errors: Signal<FieldErrors>) -> impl IntoView {
    let lang = use_lang();
    let wrong = move || errors.with(|errors| errors.of(field).map(|problem| field_words(lang, problem)));
    view! { <p class="field-error" role="alert">{move || wrong().map(|words| view! { {Icon::Warning.draw()} <span>{words}</span> })}</p> }
}

/// Whom it is for.
#[component]
fn Members(form: PoolForm, offered: Signal<Offered>, errors: Signal<FieldErrors>) -> impl IntoView {
    let lang = use_lang();
    let everyone = RwSignal::new(form.everyone);
    let (people, roles) = offered.with_untracked(|offered| (offered.people.clone(), offered.roles.clone()));
    let held: Vec<String> = form.roles.iter().map(ToString::to_string).collect();
    let roles = roles.into_iter().map(|(id, name)| (id.to_string(), name)).collect();
    let person = |person: domain::person::PersonName| {
        view! { <option value=person.id.0 selected=form.people.contains(&person.id)>{person.name}</option> }
    };
    view! {
        <fieldset>
            <legend>{t!(lang, PoolsFor)}</legend>
            <Checkbox checked=everyone name="everyone" value="1">{t!(lang, PoolsEveryone)}</Checkbox>
            <p class="field-help">{t!(lang, PoolsForHelp)}</p>
            <div class="rule-part" data-chosen=move || (!everyone.get()).to_string()>
                {boxes("roles[]", roles, &held)}
                <Wrong field="roles" errors=errors />
                <div class="field">
                    <label for="f-people">{t!(lang, PoolsPeople)}</label>
                    <select class="input" id="f-people" name="people[]" multiple=true size="6">
                        {people.into_iter().map(person).collect_view()}
                    </select>
                </div>
            </div>
        </fieldset>
    }
}

#[component]
fn Limits(form: PoolForm, errors: Signal<FieldErrors>) -> impl IntoView {
    let lang = use_lang();
    let text = |number: Option<i64>| number.map(|number| number.to_string()).unwrap_or_default();
    let one = move |name: &'static str, label: &'static str, help: &'static str, value: Option<i64>| {
        view! { <Field name=name label=label help=help errors=errors><TextInput initial=text(value) kind="number" /></Field> }
    };
    view! {
        <div class="form grid">
            {one("claims_per_day", t!(lang, PoolsClaims), t!(lang, PoolsClaimsHelp), form.claims_per_day)}
            {one("cool_down_days", t!(lang, PoolsCoolDown), t!(lang, PoolsCoolDownHelp), form.cool_down_days)}
            {one("protect_days", t!(lang, PoolsProtect), t!(lang, PoolsProtectHelp), Some(form.protect_days))}
            {one("warn_days", t!(lang, PoolsWarn), t!(lang, PoolsWarnHelp), Some(form.warn_days))}
        </div>
    }
}

#[component]
fn Data(form: PoolForm, offered: Signal<Offered>, errors: Signal<FieldErrors>) -> impl IntoView {
    let lang = use_lang();
    let hidden = boxes("hidden[]", hideable(lang, &form.hidden), &form.hidden);
    let (name, name_en, levels) = (form.name.clone(), form.name_en.clone(), form.levels.clone());
    let for_whom = view! { <Members form=form.clone() offered=offered errors=errors /> };
    view! {
        <div class="form grid">
            <Field name="name" label=t!(lang, SettingsName) errors=errors required=true>
                <TextInput initial=name />
            </Field>
            <Field name="name_en" label=t!(lang, SettingsNameEn) help=t!(lang, SettingsNameEnHelp) errors=errors>
                <TextInput initial=name_en />
            </Field>
        </div>
        {for_whom}
        <Limits form=form errors=errors />
        <fieldset>
            <legend>{t!(lang, PoolsHidden)}</legend>
            <p class="field-help">{t!(lang, PoolsHiddenHelp)}</p>
            {hidden}
            <Wrong field="hidden" errors=errors />
        </fieldset>
        <Levels limits=levels offered=offered />
    }
}

/// A new pool.
#[component]
pub fn AddForm(offered: Signal<Offered>) -> impl IntoView {
    let (lang, toasts, go) = (use_lang(), use_toasts(), use_navigate());
    let action = ServerAction::<AddPool>::new();
    let Answer { error, fields, pending } = answer(action, "pool-form");
    on_done(action, move |id| {
        toasts.say(t!(lang, SettingsSaved));
        go(&format!("/settings/pools/{id}"), Default::default());
    });
    let form = PoolForm { everyone: true, warn_days: 3, ..PoolForm::default() };
    view! {
        <ActionForm action=action attr:id="pool-form" attr:class="form" attr:novalidate=true>
            <ProblemText error=error />
            <Data form=form offered=offered errors=fields />
            <div class="form-foot">
                <Button kind=Kind::Primary submit=true pending=pending>{t!(lang, CommonAdd)}</Button>
                <LinkButton href="/settings/pools">{t!(lang, CommonCancel)}</LinkButton>
            </div>
        </ActionForm>
    }
}

/// A pool as it is.
#[component]
pub fn ChangeForm(
    pool: PoolId,
    form: PoolForm,
    offered: Signal<Offered>,
    done: Callback<()>,
) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let action = ServerAction::<ChangePool>::new();
    let Answer { error, fields, pending } = answer(action, "pool-form");
    on_done(action, move |()| {
        toasts.say(t!(lang, SettingsSaved));
        done.run(());
    });
    view! {
        <ActionForm action=action attr:id="pool-form" attr:class="form" attr:novalidate=true>
            <ProblemText error=error />
            <input type="hidden" name="pool" value=pool.0 />
            <Data form=form offered=offered errors=fields />
            <div class="form-foot">
                <Button kind=Kind::Primary submit=true pending=pending>{t!(lang, CommonSave)}</Button>
            </div>
        </ActionForm>
    }
}
