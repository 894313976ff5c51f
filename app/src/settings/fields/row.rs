//! A field: read, and changed when it is opened.
use super::api::RetireField;
use super::form::ChangeForm;
use super::page::Shared;
use super::words::field_kind_words;
use crate::settings::{Grip, on_done};
use crate::start::use_lang;
use crate::ui::{Button, Kind, Label, number};
use domain::FieldId;
use domain::choice::ChoiceKind;
use domain::custom::{CustomField, FieldKind};
use leptos::form::ActionForm;
use leptos::prelude::*;
use messages::t;

#[component]
pub fn FieldRow(id: FieldId, shared: Shared) -> impl IntoView {
    let lang = use_lang();
    let field = Memo::new(move |_| {
        shared.all.with(|all| all.fields.iter().find(|field| field.key.id == id).cloned())
    });
    let retire = ServerAction::<RetireField>::new();
    on_done(retire, move |()| shared.done.run(()));
    let name =
        move || field.with(|field| field.as_ref().map(|one| one.label(lang).to_owned()).unwrap_or_default());
    let retired = Memo::new(move |_| field.with(|field| field.as_ref().is_some_and(|one| one.retired)));
    let about = move || field.get().map(|field| view! { <About field=field /> });
    let choices = move || field.get().map(|field| view! { <Values field=field shared=shared /> });
    let form = field.get_untracked().map(|field| view! { <ChangeForm field=field shared=shared /> });
    let verb = move || if retired.get() { t!(lang, FieldsRestore) } else { t!(lang, FieldsRetire) };
    view! {
        <li class="settings-row" data-place data-drop=move || shared.reorder.drop_line(id.0)>
            {move || (!retired.get()).then(|| view! { <Grip reorder=shared.reorder id=id.0 name=Signal::derive(name) /> })}
            <details class="settings-row-name record-field">
                <summary><strong>{name}</strong> " " {about}</summary>
                {form}
            </details>
            {choices}
            <ActionForm action=retire>
                <input type="hidden" name="field" value=id.0 />
                <input type="hidden" name="retired" value=move || (!retired.get()).to_string() />
                <Button kind=Kind::Quiet submit=true>{verb}</Button>
            </ActionForm>
        </li>
    }
}

/// What it holds, and what is asked of it.
#[component]
fn About(field: CustomField) -> impl IntoView {
    let lang = use_lang();
    let required =
        field.required.then(|| view! { <Label colour="orange">{t!(lang, FieldsRequired)}</Label> });
    let unique = field.unique.then(|| view! { <Label colour="blue">{t!(lang, FieldsUnique)}</Label> });
    let decimals = (field.key.kind == FieldKind::Number && field.decimals > 0)
        .then(|| format!(" · {}", t!(lang, FieldsDecimalsOf, n = field.decimals)));
    view! { <span class="muted">{field_kind_words(lang, field.key.kind)} {decimals}</span> " " {required} " " {unique} }
}

/// The way to the values of its drop-down list.
#[component]
fn Values(field: CustomField, shared: Shared) -> impl IntoView {
    let lang = use_lang();
    let list = ChoiceKind::Added(field.key.id);
    let there = move || {
        let count =
            shared.all.with(|all| all.choices.iter().filter(|one| one.kind == list && !one.retired).count());
        i64::try_from(count).unwrap_or_default()
    };
    field.key.kind.has_choices().then(|| {
        let href = format!("/settings/choices/{}", list.key());
        view! { <a class="button quiet" href=href>{move || t!(lang, FieldsChoices, n = number(there()))}</a> }
    })
}
