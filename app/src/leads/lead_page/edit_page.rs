//! The form with all fields of a lead. When two people changed the same field, both wordings are shown.
use super::api::EditLead;
use super::form_fields::{FormFields, texts};
use super::opened::called;
use crate::AppError;
use crate::answer::answer;
use crate::leads::api::{all_choices, find_lead};
use crate::loaded::awaited;
use crate::refused::Refused;
use crate::row_page::{Conflict, Texts, WAS, conflicts_of};
use crate::start::use_lang;
use crate::ui::{Button, Choices, Icon, Kind, LinkButton, ProblemText};
use domain::choice::Choice;
use domain::error::FieldConflict;
use domain::lead::Lead;
use domain::{LeadId, Problem, Subject, query};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_params_map};
use messages::t;
use std::collections::BTreeMap;

/// `/leads/7/edit`.
#[component]
pub fn EditPage() -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<LeadId>().ok())));
    let lead = Resource::new_blocking(
        move || id.get(),
        |id| async move {
            let id = id.ok_or(AppError(Problem::NotFound))?;
            Ok((find_lead(id).await?, all_choices().await?))
        },
    );
    view! {
        <div class="page-box">
            {awaited(lead, move || view! { <Fetched lead=lead /> })}
        </div>
    }
}

#[component]
fn Fetched(lead: Resource<Result<(Lead, Vec<Choice>), AppError>>) -> impl IntoView {
    let got = Memo::new(move |_| lead.get());
    move || match got.get() {
        None => ().into_any(),
        Some(Ok((lead, choices))) => view! { <Edit lead=lead choices=choices.into() /> }.into_any(),
        Some(Err(error)) => view! { <Refused error=error /> }.into_any(),
    }
}

/// A field of the lead as the form shows it.
pub(super) fn text_of(lead: &Lead, field: &str) -> String {
    let id = match field {
        "status" => Some(lead.status),
        "source" => lead.source,
        "intake" => lead.intake,
        other => {
            let fixed =
                domain::lead::LeadField::from_key(other).map(|field| lead.details.get(field).to_owned());
            return fixed.or_else(|| lead.added.get(other).cloned()).unwrap_or_default();
        }
    };
    id.map(|id| id.to_string()).unwrap_or_default()
}

#[component]
fn Edit(lead: Lead, choices: Choices) -> impl IntoView {
    let lang = use_lang();
    let id = lead.id;
    let (title, back) = (t!(lang, LeadEditTitle, name = called(lang, &lead)), format!("/leads/{id}"));
    // Where no script runs, a refused form comes back in the address.
    let typed: BTreeMap<_, _> =
        use_location().search.with_untracked(|search| query::pairs(search)).into_iter().collect();
    let opened_on = typed.get("version").and_then(|version| version.parse().ok()).unwrap_or(lead.version);
    let texts = texts(|field| typed.get(field).cloned().unwrap_or_else(|| text_of(&lead, field)));
    let was = texts.all().into_iter().map(|(field, _)| {
        let name = format!("{WAS}{field}");
        let text = typed.get(&name).cloned().unwrap_or_else(|| text_of(&lead, &field));
        view! { <input type="hidden" name=name value=text /> }
    });
    let was = was.collect_view();
    let action = ServerAction::<EditLead>::new();
    let answer = answer(action, "lead-form");
    let conflict = Memo::new(move |_| answer.error.get().and_then(|error| conflicts_of(&error.0)));
    let version = Memo::new(move |_| {
        conflict.with(|conflict| conflict.as_ref().map_or(opened_on, |(_, version)| *version))
    });
    let settled = RwSignal::new(BTreeMap::<String, bool>::new());
    let open = Signal::derive(move || {
        let open = |conflict: &FieldConflict| settled.with(|settled| !settled.contains_key(&conflict.field));
        conflict.with(|conflict| conflict.iter().any(|(conflicts, _)| conflicts.iter().any(open)))
    });
    let navigate = use_navigate();
    let there = back.clone();
    Effect::new(move || match action.value().get() {
        Some(Ok(_)) => navigate(&there, NavigateOptions::default()),
        Some(Err(_)) => settled.set(BTreeMap::new()),
        None => {}
    });
    let lists = choices.clone();
    view! {
        <Title text=title.clone() />
        <a class="back" href=back.clone()>{Icon::Left.draw()} {t!(lang, LeadBackToLead)}</a>
        <div class="page-head"><h1>{title}</h1></div>
        <div id="lead-form" class="lead-form">
            <ActionForm action=action>
                <ProblemText error=answer.error />
                <Conflicts conflict=conflict settled=settled texts=texts choices=lists />
                <input type="hidden" name="lead" value=id.0 />
                <input type="hidden" name="version" value=move || version.get() />
                {was}
                <FormFields texts=texts errors=answer.fields choices=choices />
                <footer class="form-foot sticky-foot">
                    <Button kind=Kind::Primary submit=true pending=answer.pending disabled=open>{t!(lang, CommonSave)}</Button>
                    <LinkButton href=back>{t!(lang, CommonCancel)}</LinkButton>
                    <span class="muted wide-only">{t!(lang, LeadFormKeys)}</span>
                </footer>
            </ActionForm>
        </div>
    }
}

/// Each field both changed, with a choice. The others are kept as they were typed.
#[component]
fn Conflicts(
    conflict: Memo<Option<(Vec<FieldConflict>, i64)>>,
    settled: RwSignal<BTreeMap<String, bool>>,
    texts: Texts,
    choices: Choices,
) -> impl IntoView {
    let one = move |conflict: FieldConflict| {
        let field = conflict.field.clone();
        let (theirs, mine) = (conflict.theirs.clone(), conflict.mine.clone());
        let choose = move |keep_mine: bool| {
            texts.of(&field).set(if keep_mine { mine.clone() } else { theirs.clone() });
            settled.update(|settled| {
                settled.insert(field.clone(), keep_mine);
            });
        };
        let field = conflict.field.clone();
        let chosen = Signal::derive(move || settled.with(|settled| settled.get(&field).copied()));
        view! { <Conflict conflict=conflict noun=Subject::Lead choices=choices.clone() on_choice=choose chosen=chosen /> }
    };
    move || conflict.get().map(|(conflicts, _)| conflicts.into_iter().map(&one).collect_view())
}
