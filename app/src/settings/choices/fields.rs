//! What records of a type are asked for beside their text.
use super::api::{
    AddRecordField, ChangeRecordField, ReorderRecordFields, RetireRecordField, record_fields_to_change,
};
use super::page::Shared;
use crate::live::use_live;
use crate::settings::{Answer, Grip, Names, Reorder, answer, field_kind_words, loaded, on_done};
use crate::start::use_lang;
use crate::ui::{
    Button, Checkbox, Choosable, Field, Icon, Kind, Label, LinkButton, ProblemText, Select, use_toasts,
};
use domain::choice::Choice;
use domain::custom::FieldKind;
use domain::record::RecordField;
use domain::{ChoiceId, RecordFieldId};
use leptos::form::ActionForm;
use leptos::prelude::*;
use messages::t;

/// The fields of a type of records: added, renamed, ordered, retired.
#[component]
pub fn FieldsOf(
    /// The type.
    choice: Choice,
    shared: Shared,
) -> impl IntoView {
    let lang = use_lang();
    let (of_type, name) = (choice.id, choice.label(lang).to_owned());
    let (changed, live) = (RwSignal::new(0u32), use_live().settings());
    let all = Resource::new_blocking(move || (changed.get(), live.get()), |_| record_fields_to_change());
    let done = Callback::new(move |()| changed.update(|changed| *changed += 1));
    let list = move |all: Signal<Vec<RecordField>>| {
        view! { <List of_type=of_type all=all done=done /> }
    };
    view! {
        <section class="record-fields" aria-label=t!(lang, SettingsRecordFields, name = name)>
            <h3>{t!(lang, SettingsRecordFields, name = name)}</h3>
            <p class="muted">{t!(lang, SettingsRecordFieldsWhy)}</p>
            {loaded(all, list)}
            <p><LinkButton href=shared.href()>{t!(lang, CommonClose)}</LinkButton></p>
        </section>
    }
}

#[component]
fn List(of_type: ChoiceId, all: Signal<Vec<RecordField>>, done: Callback<()>) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let of = move |retired: bool| {
        all.with(|all| {
            let mine = all.iter().filter(|field| field.of_type == of_type && field.retired == retired);
            mine.map(|field| field.id.0).collect::<Vec<_>>()
        })
    };
    let (active, retired) = (Memo::new(move |_| of(false)), Memo::new(move |_| of(true)));
    let order = ServerAction::<ReorderRecordFields>::new();
    let settle = Callback::new(move |ids: Vec<i64>| {
        let order_of = ids.into_iter().chain(retired.get_untracked()).map(RecordFieldId).collect();
        order.dispatch(ReorderRecordFields { of_type, order: order_of });
    });
    on_done(order, move |()| {
        toasts.say(t!(lang, SettingsOrderSaved));
        done.run(());
    });
    let reorder = Reorder::new(active.into(), settle);
    let one = move |id: i64| view! { <One id=RecordFieldId(id) all=all done=done reorder=reorder /> };
    let add = move || {
        view! { <AddForm of_type=of_type done=done /> }
    };
    view! {
        <ul class="settings-list">
            <For each=move || reorder.ids() key=|id| *id children=one />
            <For each=move || retired.get() key=|id| *id children=one />
        </ul>
        {reorder.said()}
        {add()}
    }
}

#[component]
fn One(
    id: RecordFieldId,
    all: Signal<Vec<RecordField>>,
    done: Callback<()>,
    reorder: Reorder,
) -> impl IntoView {
    let lang = use_lang();
    let field = Memo::new(move |_| all.with(|all| all.iter().find(|field| field.id == id).cloned()));
    let retire = ServerAction::<RetireRecordField>::new();
    on_done(retire, move |()| done.run(()));
    let name =
        move || field.with(|field| field.as_ref().map(|one| one.label(lang).to_owned()).unwrap_or_default());
    let retired = Memo::new(move |_| field.with(|field| field.as_ref().is_some_and(|one| one.retired)));
    let labels = move || {
        field.get().map(|field| {
            let required =
                field.required.then(|| view! { <Label colour="orange">{t!(lang, CommonRequired)}</Label> });
            let gone = field
                .retired
                .then(|| view! { <Label colour="grey">{t!(lang, SettingsChoicesRetired)}</Label> });
            view! { <span class="muted">{field_kind_words(lang, field.kind)}</span> " " {required} " " {gone} }
        })
    };
    let form = field.get_untracked().map(|field| view! { <ChangeForm field=field done=done /> });
    let verb =
        move || if retired.get() { t!(lang, SettingsChoiceRestore) } else { t!(lang, SettingsChoiceRetire) };
    view! {
        <li class="settings-row" data-place data-drop=move || reorder.drop_line(id.0)>
            {move || (!retired.get()).then(|| view! { <Grip reorder=reorder id=id.0 name=Signal::derive(name) /> })}
            <details class="settings-row-name record-field">
                <summary><strong>{name}</strong> " " {labels}</summary>
                {form}
            </details>
            <ActionForm action=retire>
                <input type="hidden" name="field" value=id.0 />
                <input type="hidden" name="retired" value=move || (!retired.get()).to_string() />
                <Button kind=Kind::Quiet submit=true>{verb}</Button>
            </ActionForm>
        </li>
    }
}

/// Names, what it holds, and whether it must be filled in.
#[component]
fn Data(
    #[prop(into)] name: String,
    #[prop(into)] name_en: String,
    kind: FieldKind,
    required: bool,
    /// What it holds is chosen once, when it is made.
    fixed: bool,
    id: String,
    answer: Answer,
) -> impl IntoView {
    let lang = use_lang();
    let errors = answer.fields;
    let kind_field = if fixed {
        view! { <input type="hidden" name="kind" value=kind.key() /> }.into_any()
    } else {
        let kinds: Vec<_> =
            RecordField::KINDS.map(|kind| Choosable::new(kind.key(), field_kind_words(lang, kind))).to_vec();
        view! {
            <Field name="kind" id=format!("{id}-kind") label=t!(lang, SettingsRecordFieldKind) help=t!(lang, SettingsRecordFieldKindHelp) errors=errors>
                <Select options=kinds initial=kind.key() />
            </Field>
        }
        .into_any()
    };
    view! {
        <ProblemText error=answer.error />
        <Names name=name name_en=name_en id=id errors=errors>{kind_field}</Names>
        <Checkbox checked=RwSignal::new(required) name="required">{t!(lang, CommonRequired)}</Checkbox>
    }
}

#[component]
fn ChangeForm(field: RecordField, done: Callback<()>) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let action = ServerAction::<ChangeRecordField>::new();
    let id = format!("record-field-{}", field.id);
    let sent = answer(action, id.clone());
    on_done(action, move |()| {
        toasts.say(t!(lang, SettingsSaved));
        done.run(());
    });
    let (name_en, form) = (field.name_en.clone().unwrap_or_default(), id.clone());
    view! {
        <ActionForm action=action attr:id=form attr:class="form">
            <input type="hidden" name="field" value=field.id.0 />
            <Data name=field.name name_en=name_en kind=field.kind required=field.required fixed=true id=id answer=sent />
            <div class="form-foot"><Button kind=Kind::Primary submit=true pending=sent.pending>{t!(lang, CommonSave)}</Button></div>
        </ActionForm>
    }
}

#[component]
fn AddForm(of_type: ChoiceId, done: Callback<()>) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let action = ServerAction::<AddRecordField>::new();
    let sent = answer(action, "record-field-new");
    // The form is made anew for the next field.
    let made = RwSignal::new(0u32);
    on_done(action, move |_| {
        toasts.say(t!(lang, SettingsRecordFieldAdded));
        made.update(|made| *made += 1);
        done.run(());
    });
    let inside = move || {
        made.track();
        let id = "record-field-new".to_owned();
        view! { <Data name="" name_en="" kind=FieldKind::Text required=false fixed=false id=id answer=sent /> }
    };
    view! {
        <details class="visit-more">
            <summary>{Icon::Plus.draw()} {t!(lang, SettingsRecordFieldAdd)}</summary>
            <ActionForm action=action attr:id="record-field-new" attr:class="form">
                <input type="hidden" name="of_type" value=of_type.0 />
                {inside}
                <div class="form-foot"><Button kind=Kind::Primary submit=true pending=sent.pending>{t!(lang, CommonAdd)}</Button></div>
            </ActionForm>
        </details>
    }
}
