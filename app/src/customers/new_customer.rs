//! A new customer, entered by hand with its first contacts.
use super::card::api::{AddCustomer, FormLists, customer_form};
use super::form::{FormFields, texts};
use super::twins::{AskForms, Suspected, There};
use super::typed::POOL;
use crate::AppError;
use crate::answer::answer;
use crate::list::keep_draft;
use crate::loaded::awaited;
use crate::refused::Refused;
use crate::start::{may, use_lang, use_me};
use crate::ui::{Button, Choosable, Field, Icon, Kind, LinkButton, ProblemText, Select, use_toasts};
use domain::choice::ChoiceKind;
use domain::person::PersonName;
use domain::{Permission, query};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use messages::{column, t};
use std::collections::BTreeMap;

/// `/customers/new`.
#[component]
pub fn NewCustomerPage() -> impl IntoView {
    let lists = Resource::new_blocking(|| (), |()| customer_form());
    view! {
        <div class="page-box">
            {awaited(lists, move || view! { <Fetched lists=lists /> })}
        </div>
    }
}

#[component]
fn Fetched(lists: Resource<Result<FormLists, AppError>>) -> impl IntoView {
    let got = Memo::new(move |_| lists.get());
    move || match got.get() {
        None => ().into_any(),
        Some(Ok(lists)) => view! { <New lists=lists /> }.into_any(),
        Some(Err(error)) => view! { <Refused error=error /> }.into_any(),
    }
}

#[component]
fn New(lists: FormLists) -> impl IntoView {
    let (lang, me, toasts) = (use_lang(), use_me(), use_toasts());
    let choices = crate::ui::Choices::from(lists.choices);
    // Where no script runs, a refused form comes back in the address.
    let typed: BTreeMap<_, _> =
        use_location().search.with_untracked(|search| query::pairs(search)).into_iter().collect();
    let first_status =
        choices.offered(ChoiceKind::CustomerStatus, None).next().map(|choice| choice.id.to_string());
    let texts = texts(|field| match (typed.get(field), field) {
        (Some(typed), _) => typed.clone(),
        (None, "status") => first_status.clone().unwrap_or_default(),
        (None, "owner") => me.id.to_string(),
        (None, "kind") => "company".to_owned(),
        (None, "security") => "open".to_owned(),
        (None, other) => preset(other),
    });
    for (field, text) in texts.all() {
        keep_draft(format!("customer.{field}"), text);
    }
    let action = ServerAction::<AddCustomer>::new();
    let answer = answer(action, "customer-form");
    let there = There::new(texts, answer.error, None);
    let navigate = use_navigate();
    Effect::new(move || {
        if let Some(Ok(customer)) = action.value().get() {
            // Forgets the draft.
            for (_, text) in texts.all() {
                text.set(String::new());
            }
            toasts.say(t!(lang, CustomerAdded));
            navigate(&format!("/customers/{}", customer.id), NavigateOptions::default());
        }
    });
    let people = lists.people;
    let owner = move || view! { <Owner text=texts.of("owner") errors=answer.fields people=people.clone() /> };
    view! {
        <Title text=t!(lang, CustomerNew) />
        <a class="back" href="/customers">{Icon::Left.draw()} {t!(lang, CustomerBack)}</a>
        <div class="page-head"><h1>{t!(lang, CustomerNew)}</h1></div>
        <p class="muted lead-form-help">{t!(lang, CustomerNewHelp)}</p>
        <div id="customer-form" class="lead-form" on:focusout=move |_| there.left()>
            <ActionForm action=action>
                <ProblemText error=answer.error />
                <FormFields texts=texts errors=answer.fields there=there choices=choices cleared=lists.cleared more=owner />
                <Suspected there=there words=t!(lang, DuplicatesConfirm) />
                <footer class="form-foot sticky-foot">
                    <Button kind=Kind::Primary submit=true pending=answer.pending>{t!(lang, CustomerAdd)}</Button>
                    <LinkButton href="/customers">{t!(lang, CommonCancel)}</LinkButton>
                    <span class="muted wide-only">{t!(lang, LeadFormKeys)}</span>
                </footer>
            </ActionForm>
            <AskForms there=there />
        </div>
    }
}

/// What a field begins with, that of a contact too.
fn preset(field: &str) -> String {
    let key = field.rsplit_once('.').map_or(field, |(_, key)| key);
    crate::added::preset(key).unwrap_or_default()
}

/// Me, or for those who may assign anybody, or the pool.
#[component]
fn Owner(
    text: RwSignal<String>,
    errors: Signal<domain::FieldErrors>,
    people: Vec<PersonName>,
) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let mine = Choosable::new(me.id, t!(lang, CustomerOwnerMe));
    let others = people.into_iter().filter(|person| !person.disabled && person.id != me.id);
    let others = others.map(|person| Choosable::new(person.id, person.name));
    let pool = may(Permission::AssignCustomers).then(|| Choosable::new(POOL, t!(lang, CustomerOwnerPool)));
    let options: Vec<_> = [mine].into_iter().chain(pool).chain(others).collect();
    let label = column::customer(lang, domain::customer::CustomerColumn::Owner);
    view! {
        <Field name="owner" label=label errors=errors>
            <Select options=options value=text />
        </Field>
    }
}
