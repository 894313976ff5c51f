//! The forms of a field: a new one, and one that is there.
use super::api::{AddField, ChangeField};
use super::page::Shared;
use super::words::field_kind_words;
use crate::AppError;
use crate::list::api::people_names;
use crate::loaded::awaited;
use crate::row_page::BoxesField;
use crate::settings::{Answer, Names, answer, on_done};
use crate::start::use_lang;
use crate::ui::{
    Button, Checkbox, Choices, Choosable, DateInput, Field, Icon, Kind, ProblemText, Select, TextInput,
    use_toasts,
};
use domain::choice::ChoiceKind;
use domain::custom::{CustomField, DECIMALS_MAX, FieldKey, FieldKind};
use domain::person::PersonName;
use domain::{FieldErrors, Subject};
use leptos::form::ActionForm;
use leptos::prelude::*;
use messages::t;

/// What is asked of the field.
#[component]
fn Asked(
    kind: Signal<FieldKind>,
    required: bool,
    unique: bool,
    errors: Signal<FieldErrors>,
) -> impl IntoView {
    let lang = use_lang();
    let (required, unique) = (RwSignal::new(required), RwSignal::new(unique));
    let wrong = move || {
        errors.with(|errors| {
            errors.of("unique").map(|problem| view! { <p class="field-error" role="alert">{crate::ui::field_words(lang, problem)}</p> })
        })
    };
    let apart = move || {
        kind.get().may_be_unique().then(|| {
            view! {
                <Checkbox checked=unique name="unique">{t!(lang, FieldsUnique)}</Checkbox>
                <p class="field-help">{t!(lang, FieldsUniqueHelp)}</p>
            }
        })
    };
    view! {
        <Checkbox checked=required name="required">{t!(lang, FieldsRequired)}</Checkbox>
        <p class="field-help">{t!(lang, FieldsRequiredHelp)}</p>
        {apart}
        {wrong}
    }
}

/// What new records begin with, of a field whose values need no list.
#[component]
fn PlainPreset(
    kind: FieldKind,
    #[prop(into)] initial: String,
    id: String,
    errors: Signal<FieldErrors>,
) -> impl IntoView {
    let lang = use_lang();
    let input = match kind {
        FieldKind::Date => view! { <DateInput initial=initial /> }.into_any(),
        FieldKind::Flag => {
            let options = crate::added::yes_or_no(lang).to_vec();
            view! { <Select options=options initial=initial blank=t!(lang, CommonNone) /> }.into_any()
        }
        _ => view! { <TextInput initial=initial /> }.into_any(),
    };
    view! {
        <Field name="preset" id=format!("{id}-preset") label=t!(lang, FieldsPreset) help=t!(lang, FieldsPresetHelp) errors=errors>
            {input}
        </Field>
    }
}

/// The same of any field that is there.
#[component]
fn Preset(field: CustomField, id: String, errors: Signal<FieldErrors>, shared: Shared) -> impl IntoView {
    let lang = use_lang();
    let FieldKey { id: number, kind } = field.key;
    let list = ChoiceKind::Added(number);
    let all = Memo::new(move |_| Choices::from(shared.all.with(|all| all.choices.clone())));
    let (label, key) = (t!(lang, FieldsPreset), field.key.key());
    let id = format!("{id}-preset");
    let pick = move |options: Signal<Vec<Choosable>>, initial: String, id: String| {
        view! {
            <Field name="preset" id=id label=label help=t!(lang, FieldsPresetHelp) errors=errors>
                <Select options=options initial=initial blank=t!(lang, CommonNone) />
            </Field>
        }
    };
    match kind {
        FieldKind::Choices => {
            let text = RwSignal::new(field.preset);
            view! { <BoxesField name=key label=label kind=list text=text errors=errors choices=all.into() /> }
                .into_any()
        }
        FieldKind::Choice => {
            let present = field.preset.parse().ok().map(domain::ChoiceId);
            let options = Signal::derive(move || {
                all.with(|all| {
                    let offered = all.offered(list, present);
                    offered.map(|choice| Choosable::new(choice.id, choice.label(lang))).collect::<Vec<_>>()
                })
            });
            pick(options, field.preset, id).into_any()
        }
        FieldKind::Person => {
            let people: Resource<Result<Vec<PersonName>, AppError>> =
                Resource::new_blocking(|| (), |()| people_names());
            let preset = field.preset;
            let drawn = move || {
                let present = preset.clone();
                let options = Signal::derive(move || {
                    let people = people.get().and_then(Result::ok).unwrap_or_default();
                    crate::added::choosable(&people, &present)
                });
                pick(options, preset, id)
            };
            awaited(people, drawn).into_any()
        }
        _ => view! { <PlainPreset kind=kind initial=field.preset id=id errors=errors /> }.into_any(),
    }
}

/// Changes a field. What it holds was chosen when it was made.
#[component]
pub fn ChangeForm(field: CustomField, shared: Shared) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let action = ServerAction::<ChangeField>::new();
    let id = format!("field-{}", field.key.id);
    let form = id.clone();
    let Answer { error, fields: errors, pending } = answer(action, id.clone());
    on_done(action, move |()| {
        toasts.say(t!(lang, SettingsSaved));
        shared.done.run(());
    });
    let (kind, name_en) = (field.key.kind, field.name_en.clone().unwrap_or_default());
    let (name, required, unique) = (field.name.clone(), field.required, field.unique);
    view! {
        <ActionForm action=action attr:id=form attr:class="form">
            <ProblemText error=error />
            <input type="hidden" name="field" value=field.key.id.0 />
            <input type="hidden" name="kind" value=kind.key() />
            <input type="hidden" name="decimals" value=field.decimals />
            <Names name=name name_en=name_en id=id.clone() errors=errors>
                <Preset field=field id=id errors=errors shared=shared />
            </Names>
            <Asked kind=Signal::stored(kind) required=required unique=unique errors=errors />
            <div class="form-foot"><Button kind=Kind::Primary submit=true pending=pending>{t!(lang, CommonSave)}</Button></div>
        </ActionForm>
    }
}

/// Adds a field.
#[component]
pub fn AddForm(noun: Subject, done: Callback<()>) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let action = ServerAction::<AddField>::new();
    let sent = answer(action, "field-new");
    // The form is made anew for the next field.
    let made = RwSignal::new(0u32);
    let open = RwSignal::new(false);
    on_done(action, move |_| {
        toasts.say(t!(lang, SettingsRecordFieldAdded));
        open.set(false);
        made.update(|made| *made += 1);
        done.run(());
    });
    let inside = move || {
        made.track();
        view! { <NewField errors=sent.fields /> }
    };
    view! {
        <details class="visit-more" prop:open=open on:toggle:target=move |event| open.set(event.target().open())>
            <summary>{Icon::Plus.draw()} {t!(lang, FieldsAdd)}</summary>
            <ActionForm action=action attr:id="field-new" attr:class="form">
                <ProblemText error=sent.error />
                <input type="hidden" name="noun" value=noun.key() />
                {inside}
                <div class="form-foot"><Button kind=Kind::Primary submit=true pending=sent.pending>{t!(lang, CommonAdd)}</Button></div>
            </ActionForm>
        </details>
    }
}

#[component]
fn NewField(errors: Signal<FieldErrors>) -> impl IntoView {
    let lang = use_lang();
    let id = "field-new".to_owned();
    let chosen = RwSignal::new(FieldKind::Text.key().to_owned());
    let kind = Memo::new(move |_| chosen.with(|key| FieldKind::from_key(key)).unwrap_or(FieldKind::Text));
    let kinds: Vec<_> =
        FieldKind::ALL.map(|kind| Choosable::new(kind.key(), field_kind_words(lang, kind))).to_vec();
    let decimals = move || {
        let counts: Vec<_> =
            (0..=DECIMALS_MAX).map(|count| Choosable::new(count, count.to_string())).collect();
        (kind.get() == FieldKind::Number).then(|| {
            view! {
                <Field name="decimals" id="field-new-decimals" label=t!(lang, FieldsDecimals) help=t!(lang, FieldsDecimalsHelp) errors=errors>
                    <Select options=counts initial="0" />
                </Field>
            }
        })
    };
    let preset = {
        let id = id.clone();
        move || match kind.get() {
            FieldKind::Choice | FieldKind::Choices | FieldKind::Person => {
                view! { <p class="muted">{t!(lang, FieldsPresetLater)}</p> }.into_any()
            }
            kind => view! { <PlainPreset kind=kind initial="" id=id.clone() errors=errors /> }.into_any(),
        }
    };
    view! {
        <Names name="" name_en="" id=id errors=errors>
            <Field name="kind" id="field-new-kind" label=t!(lang, FieldsKind) help=t!(lang, FieldsKindHelp) errors=errors>
                <Select options=kinds value=chosen />
            </Field>
            {decimals}
            {preset}
        </Names>
        <Asked kind=kind.into() required=false unique=false errors=errors />
    }
}
