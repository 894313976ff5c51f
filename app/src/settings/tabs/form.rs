//! The forms that add and change a tab.
use super::api::{AddTab, ChangeTab};
use super::conditions;
use super::page::Shared;
use super::rule::{kind_help, kind_words};
use crate::settings::{Answer, answer, on_done};
use crate::start::use_lang;
use crate::ui::{
    Button, Checkbox, ChoiceLabel, Field, Icon, Kind, LinkButton, ProblemText, TextInput, field_words,
    use_toasts,
};
use domain::choice::{Choice, ChoiceKind};
use domain::lead::LeadFilter;
use domain::tab::{Tab, TabRule};
use domain::{ChoiceId, FieldErrors};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use messages::t;

/// Names, and what the tab holds.
#[component]
fn Data(
    name: RwSignal<String>,
    #[prop(into)] name_en: String,
    rule: TabRule,
    shared: Shared,
    errors: Signal<FieldErrors>,
) -> impl IntoView {
    let lang = use_lang();
    let chosen = RwSignal::new(rule.kind().to_owned());
    let one = move |each: &'static str| {
        view! {
            <label class="radio-card">
                <input
                    type="radio"
                    name="kind"
                    value=each
                    checked=chosen.with_untracked(|chosen| chosen == each)
                    on:change=move |_| chosen.set(each.to_owned())
                />
                <span><strong>{kind_words(lang, each)}</strong> " " <span class="muted">{kind_help(lang, each)}</span></span>
            </label>
        }
    };
    let (statuses, query) = match rule {
        TabRule::Statuses { statuses } => (statuses, String::new()),
        TabRule::Filter { query } => (Vec::new(), query),
        _ => (Vec::new(), String::new()),
    };
    view! {
        <div class="form grid">
            <Field name="name" label=t!(lang, SettingsName) errors=errors required=true>
                <TextInput value=name autofocus=true />
            </Field>
            <Field name="name_en" label=t!(lang, SettingsNameEn) help=t!(lang, SettingsNameEnHelp) errors=errors>
                <TextInput initial=name_en />
            </Field>
        </div>
        <fieldset>
            <legend>{t!(lang, SettingsTabHolds)}</legend>
            <div class="radio-cards">{TabRule::KINDS.map(one)}</div>
        </fieldset>
        // Not left out when another kind is chosen: without a script nobody could come back to them.
        <div class="rule-part" data-chosen=move || (chosen.get() == "statuses").to_string()>
            <Statuses held=statuses shared=shared errors=errors />
        </div>
        <div class="rule-part" data-chosen=move || (chosen.get() == "filter").to_string()>
            <SavedFilter first=query shared=shared errors=errors />
        </div>
    }
}

#[component]
fn Statuses(held: Vec<ChoiceId>, shared: Shared, errors: Signal<FieldErrors>) -> impl IntoView {
    let lang = use_lang();
    let wrong = move || errors.with(|errors| errors.of("statuses").map(|problem| field_words(lang, problem)));
    let offered = |one: &&Choice| one.kind == ChoiceKind::Status && (!one.retired || held.contains(&one.id));
    let offered: Vec<Choice> =
        shared.all.with_untracked(|(_, choices, _)| choices.iter().filter(offered).cloned().collect());
    let one = |choice: Choice| {
        let ticked = RwSignal::new(held.contains(&choice.id));
        view! { <li><Checkbox checked=ticked name="statuses[]" value=choice.id.to_string()><ChoiceLabel choice=choice /></Checkbox></li> }
    };
    view! {
        <fieldset>
            <legend>{t!(lang, SettingsTabStatuses)}</legend>
            <ul class="actions">{offered.into_iter().map(one).collect_view()}</ul>
            <p class="field-error" role="alert">{move || wrong().map(|words| view! { {Icon::Warning.draw()} <span>{words}</span> })}</p>
        </fieldset>
    }
}

/// The address of the query page, and what it means.
#[component]
fn SavedFilter(first: String, shared: Shared, errors: Signal<FieldErrors>) -> impl IntoView {
    let lang = use_lang();
    let query = RwSignal::new(first);
    let found = Memo::new(move |_| {
        let filter = query.with(|query| LeadFilter::of_address(query));
        shared.all.with(|(_, choices, people)| conditions(lang, &filter, choices, people))
    });
    let chip = |(label, value): (String, String)| {
        view! { <li class="chip filter"><span class="chip-label">{label}</span> " " <span class="chip-value">{value}</span></li> }
    };
    let chips = move || found.get().into_iter().map(chip).collect_view();
    let none = move || {
        (found.with(Vec::is_empty) && query.with(|query| !query.is_empty()))
            .then(|| t!(lang, SettingsTabFilterNothing))
    };
    view! {
        <Field name="query" label=t!(lang, SettingsTabFilterAddress) help=t!(lang, SettingsTabFilterHelp) errors=errors>
            <TextInput value=query placeholder="/leads/query?…" />
        </Field>
        <ul class="row" aria-label=t!(lang, SettingsTabFilterMeans)>{chips}</ul>
        <p class="muted" role="status">{none}</p>
    }
}

fn leave() -> impl Fn() {
    let go = use_navigate();
    move || {
        go("/settings/tabs", NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() })
    }
}

/// A new tab, behind the others.
#[component]
pub fn AddForm(shared: Shared) -> impl IntoView {
    let (lang, toasts, leave) = (use_lang(), use_toasts(), leave());
    // What the work list was narrowed by, when it sent us here.
    let rule = match use_query_map().with_untracked(|query| query.get("filter")) {
        Some(query) => TabRule::Filter { query },
        None => TabRule::Statuses { statuses: Vec::new() },
    };
    let action = ServerAction::<AddTab>::new();
    let Answer { error, fields, pending } = answer(action, "tab-form");
    let name = RwSignal::new(String::new());
    on_done(action, move |_| {
        toasts.say(t!(lang, SettingsTabAdded, name = name.get_untracked()));
        shared.done.run(());
        leave();
    });
    view! {
        <ActionForm action=action attr:id="tab-form" attr:class="form settings-row-form" attr:novalidate=true>
            <ProblemText error=error />
            <Data name=name name_en="" rule=rule shared=shared errors=fields />
            <div class="form-foot">
                <Button kind=Kind::Primary submit=true pending=pending>{t!(lang, CommonAdd)}</Button>
                <LinkButton href="/settings/tabs">{t!(lang, CommonCancel)}</LinkButton>
            </div>
        </ActionForm>
    }
}

/// A tab as it is.
#[component]
pub fn ChangeForm(tab: Tab, shared: Shared) -> impl IntoView {
    let (lang, toasts, leave) = (use_lang(), use_toasts(), leave());
    let action = ServerAction::<ChangeTab>::new();
    let Answer { error, fields, pending } = answer(action, "tab-form");
    on_done(action, move |()| {
        toasts.say(t!(lang, SettingsSaved));
        shared.done.run(());
        leave();
    });
    view! {
        <ActionForm action=action attr:id="tab-form" attr:class="form settings-row-form" attr:novalidate=true>
            <ProblemText error=error />
            <input type="hidden" name="tab" value=tab.id.0 />
            <Data name=RwSignal::new(tab.name) name_en=tab.name_en.unwrap_or_default() rule=tab.rule shared=shared errors=fields />
            <div class="form-foot">
                <Button kind=Kind::Primary submit=true pending=pending>{t!(lang, CommonSave)}</Button>
                <LinkButton href="/settings/tabs">{t!(lang, CommonCancel)}</LinkButton>
            </div>
        </ActionForm>
    }
}
