//! The forms that add and change a value of a list.
use super::api::{AddChoice, ChangeChoice};
use super::page::Shared;
use crate::AppError;
use crate::settings::{Answer, Words, answer, on_done};
use crate::start::use_lang;
use crate::ui::{
    Button, Field, Icon, Kind, Label, LinkButton, TextInput, field_words, problem_words, use_toasts,
};
use domain::choice::{COLOURS, Choice, ChoiceKind};
use domain::{FieldErrors, Lang, Problem};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use messages::t;

/// The name of a colour.
pub fn colour_words(lang: Lang, colour: &str) -> &'static str {
    match colour {
        "blue" => t!(lang, SettingsColourBlue),
        "teal" => t!(lang, SettingsColourTeal),
        "green" => t!(lang, SettingsColourGreen),
        "yellow" => t!(lang, SettingsColourYellow),
        "orange" => t!(lang, SettingsColourOrange),
        "red" => t!(lang, SettingsColourRed),
        "purple" => t!(lang, SettingsColourPurple),
        _ => t!(lang, SettingsColourGrey),
    }
}

/// Names, colour, of a status whether tracking goes on, and of a level what it means.
#[component]
fn Data(
    name: RwSignal<String>,
    #[prop(into)] name_en: String,
    #[prop(into)] colour: String,
    open: bool,
    #[prop(optional)] meaning: String,
    kind: ChoiceKind,
    errors: Signal<FieldErrors>,
) -> impl IntoView {
    let lang = use_lang();
    let colour = RwSignal::new(colour);
    let meaning = match kind {
        ChoiceKind::Level => view! {
            <Field name="meaning" label=t!(lang, SettingsChoiceMeaning) help=t!(lang, SettingsChoiceMeaningHelp) errors=errors>
                <TextInput initial=meaning />
            </Field>
        }
        .into_any(),
        _ => view! { <input type="hidden" name="meaning" value=meaning /> }.into_any(),
    };
    view! {
        <input type="hidden" name="kind" value=kind.key() />
        <div class="form grid">
            <Field name="name" label=t!(lang, SettingsName) errors=errors required=true>
                <TextInput value=name autofocus=true />
            </Field>
            <Field name="name_en" label=t!(lang, SettingsNameEn) help=t!(lang, SettingsNameEnHelp) errors=errors>
                <TextInput initial=name_en />
            </Field>
        </div>
        {meaning}
        <Colours colour=colour errors=errors />
        <Openness open=open kind=kind />
        <p class="row"><span class="muted">{t!(lang, SettingsChoicePreview)}</span> " " {move || preview(&colour.get(), name)}</p>
    }
}

fn preview(colour: &str, name: RwSignal<String>) -> impl IntoView + use<> {
    view! { <Label colour=colour.to_owned()>{move || Some(name.get()).filter(|name| !name.is_empty()).unwrap_or_else(|| "—".to_owned())}</Label> }
}

#[component]
fn Colours(colour: RwSignal<String>, errors: Signal<FieldErrors>) -> impl IntoView {
    let lang = use_lang();
    let wrong = move || errors.with(|errors| errors.of("colour").map(|problem| field_words(lang, problem)));
    let one = move |each: &'static str| {
        view! {
            <label class="swatch" data-colour=each title=colour_words(lang, each)>
                <input
                    type="radio"
                    name="colour"
                    value=each
                    checked=colour.with_untracked(|colour| colour == each)
                    aria-label=colour_words(lang, each)
                    on:change=move |_| colour.set(each.to_owned())
                />
                {Icon::Check.draw()}
            </label>
        }
    };
    view! {
        <fieldset>
            <legend>{t!(lang, SettingsColour)}</legend>
            <div class="swatches">{COLOURS.map(one)}</div>
            <p class="field-error" role="alert">{wrong}</p>
        </fieldset>
    }
}

#[component]
fn Openness(open: bool, kind: ChoiceKind) -> impl IntoView {
    let lang = use_lang();
    if kind != ChoiceKind::Status {
        return view! { <input type="hidden" name="open" value="true" /> }.into_any();
    }
    let one = |value: bool, words: &'static str, help: &'static str| {
        view! {
            <label class="radio-card">
                <input type="radio" name="open" value=value.to_string() checked=value == open />
                <span><strong>{words}</strong> " " <span class="muted">{help}</span></span>
            </label>
        }
    };
    view! {
        <fieldset>
            <legend>{t!(lang, SettingsChoiceTracking)}</legend>
            <div class="radio-cards">
                {one(true, t!(lang, SettingsChoiceOpen), t!(lang, SettingsChoiceOpenWhy))}
                {one(false, t!(lang, SettingsChoiceEnded), t!(lang, SettingsChoiceEndedWhy))}
            </div>
        </fieldset>
    }
    .into_any()
}

/// Goes back to the list, without a step in the history for the form.
pub(super) fn leave(shared: Shared) -> impl Fn() {
    let go = use_navigate();
    move || go(&shared.href(), NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() })
}

pub(super) fn refused(lang: Lang, error: &AppError) -> String {
    match error.0 {
        Problem::WrongState => t!(lang, SettingsChoiceLastOpen).to_owned(),
        _ => problem_words(lang, error),
    }
}

/// A new value, at the end of the list.
#[component]
pub fn AddForm(shared: Shared) -> impl IntoView {
    let (lang, toasts, leave) = (use_lang(), use_toasts(), leave(shared));
    let action = ServerAction::<AddChoice>::new();
    let Answer { error, fields, pending } = answer(action, "choice-form");
    let name = RwSignal::new(String::new());
    on_done(action, move |_| {
        toasts.say(t!(lang, SettingsChoiceAdded, name = name.get_untracked()));
        shared.done.run(());
        leave();
    });
    view! {
        <ActionForm action=action attr:id="choice-form" attr:class="form settings-row-form" attr:novalidate=true>
            <Words words=Signal::derive(move || error.get().map(|error| refused(lang, &error))) />
            <Data name=name name_en="" colour="blue" open=true kind=shared.kind errors=fields />
            <div class="form-foot">
                <Button kind=Kind::Primary submit=true pending=pending>{t!(lang, CommonAdd)}</Button>
                <LinkButton href=shared.href()>{t!(lang, CommonCancel)}</LinkButton>
            </div>
        </ActionForm>
    }
}

/// A value as it is.
#[component]
pub fn ChangeForm(choice: Choice, shared: Shared) -> impl IntoView {
    let (lang, toasts, leave) = (use_lang(), use_toasts(), leave(shared));
    let action = ServerAction::<ChangeChoice>::new();
    let Answer { error, fields, pending } = answer(action, "choice-form");
    on_done(action, move |()| {
        toasts.say(t!(lang, SettingsSaved));
        shared.done.run(());
        leave();
    });
    view! {
        <ActionForm action=action attr:id="choice-form" attr:class="form settings-row-form" attr:novalidate=true>
            <Words words=Signal::derive(move || error.get().map(|error| refused(lang, &error))) />
            <input type="hidden" name="choice" value=choice.id.0 />
            <Data
                name=RwSignal::new(choice.name)
                name_en=choice.name_en.unwrap_or_default()
                colour=choice.colour
                open=choice.open
                meaning=choice.meaning
                kind=shared.kind
                errors=fields
            />
            <div class="form-foot">
                <Button kind=Kind::Primary submit=true pending=pending>{t!(lang, CommonSave)}</Button>
                <LinkButton href=shared.href()>{t!(lang, CommonCancel)}</LinkButton>
            </div>
        </ActionForm>
    }
}
