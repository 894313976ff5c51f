//! A new lead, entered by hand.
use super::api::{all_choices, people_names};
use super::lead_page::api::AddLead;
use super::lead_page::{FormFields, texts};
use crate::AppError;
use crate::answer::answer;
use crate::list::keep_draft;
use crate::loaded::awaited;
use crate::refused::Refused;
use crate::start::{may, use_lang, use_me};
use crate::ui::{Button, Choices, Choosable, Field, Icon, Kind, LinkButton, ProblemText, Select, use_toasts};
use domain::choice::{Choice, ChoiceKind};
use domain::person::PersonName;
use domain::{Permission, Problem, query};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use messages::t;
use std::collections::BTreeMap;

type Lists = (Vec<Choice>, Vec<PersonName>);

/// `/leads/new`.
#[component]
pub fn NewLeadPage() -> impl IntoView {
    let assign = may(Permission::AssignLeads);
    let lists = Resource::new_blocking(
        || (),
        move |()| async move {
            let people = if assign { people_names().await? } else { Vec::new() };
            Ok((all_choices().await?, people))
        },
    );
    view! {
        <div class="page-box">
            {awaited(lists, move || view! { <Fetched lists=lists /> })}
        </div>
    }
}

#[component]
fn Fetched(lists: Resource<Result<Lists, AppError>>) -> impl IntoView {
    let got = Memo::new(move |_| lists.get());
    let permission = Permission::AddLeads;
    let allowed = may(permission);
    move || match got.get() {
        None => ().into_any(),
        Some(Ok(_)) if !allowed => {
            view! { <Refused error=AppError(Problem::Forbidden { permission }) /> }.into_any()
        }
        Some(Ok((choices, people))) => view! { <New choices=choices.into() people=people /> }.into_any(),
        Some(Err(error)) => view! { <Refused error=error /> }.into_any(),
    }
}

#[component]
fn New(choices: Choices, people: Vec<PersonName>) -> impl IntoView {
    let (lang, me, toasts) = (use_lang(), use_me(), use_toasts());
    // Where no script runs, a refused form comes back in the address.
    let typed: BTreeMap<_, _> =
        use_location().search.with_untracked(|search| query::pairs(search)).into_iter().collect();
    let first_status = choices.offered(ChoiceKind::Status, None).next().map(|choice| choice.id.to_string());
    let texts = texts(|field| match (typed.get(field), field) {
        (Some(typed), _) => typed.clone(),
        (None, "status") => first_status.clone().unwrap_or_default(),
        (None, "owner") => me.id.to_string(),
        (None, other) => crate::added::preset(other).unwrap_or_default(),
    });
    for (field, text) in texts.all() {
        keep_draft(format!("new.{field}"), text);
    }
    let action = ServerAction::<AddLead>::new();
    let answer = answer(action, "lead-form");
    let navigate = use_navigate();
    Effect::new(move || {
        if let Some(Ok(lead)) = action.value().get() {
            // Forgets the draft.
            for (_, text) in texts.all() {
                text.set(String::new());
            }
            toasts.say(t!(lang, LeadAdded));
            navigate(&format!("/leads/{}", lead.id), NavigateOptions::default());
        }
    });
    let owner = move || view! { <Owner text=texts.of("owner") errors=answer.fields people=people.clone() /> };
    view! {
        <Title text=t!(lang, LeadsNew) />
        <a class="back" href="/leads">{Icon::Left.draw()} {t!(lang, LeadBack)}</a>
        <div class="page-head"><h1>{t!(lang, LeadsNew)}</h1></div>
        <p class="muted lead-form-help">{t!(lang, LeadNewHelp)}</p>
        <div id="lead-form" class="lead-form">
            <ActionForm action=action>
                <ProblemText error=answer.error />
                <FormFields texts=texts errors=answer.fields choices=choices more=owner />
                <footer class="form-foot sticky-foot">
                    <Button kind=Kind::Primary submit=true pending=answer.pending>{t!(lang, LeadAdd)}</Button>
                    <LinkButton href="/leads">{t!(lang, CommonCancel)}</LinkButton>
                    <span class="muted wide-only">{t!(lang, LeadFormKeys)}</span>
                </footer>
            </ActionForm>
        </div>
    }
}

/// Me, nobody, or for those who may assign anybody.
#[component]
fn Owner(
    text: RwSignal<String>,
    errors: Signal<domain::FieldErrors>,
    people: Vec<PersonName>,
) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let mine = Choosable::new(me.id, t!(lang, LeadOwnerMe));
    let others = people.into_iter().filter(|person| !person.disabled && person.id != me.id);
    let others = others.map(|person| Choosable::new(person.id, person.name));
    let options: Vec<_> = [mine].into_iter().chain(others).collect();
    view! {
        <Field name="owner" label=t!(lang, ColumnOwner) errors=errors>
            <Select options=options value=text blank=t!(lang, LeadOwnerPool) />
        </Field>
    }
}
