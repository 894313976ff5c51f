//! What a value of an added field is typed into.
use super::{choosable, yes_or_no};
use crate::row_page::{BoxesField, ChoiceField, FormLine, Line};
use crate::start::use_lang;
use crate::ui::{Choices, Field, Select};
use domain::FieldErrors;
use domain::choice::ChoiceKind;
use domain::custom::{CustomField, FieldKind};
use domain::person::PersonName;
use leptos::prelude::*;
use messages::t;

/// An input that fits what the field holds.
#[component]
pub fn AddedInput(
    /// The field.
    field: CustomField,
    /// Before its key, when the form has several rows: `contacts.0.`
    #[prop(optional, into)]
    before: String,
    /// What stands in it.
    text: RwSignal<String>,
    /// What is wrong.
    errors: Signal<FieldErrors>,
    /// The drop-down lists.
    #[prop(into)]
    choices: Signal<Choices>,
    /// The people one can be chosen from.
    people: Signal<Vec<PersonName>>,
) -> impl IntoView {
    let lang = use_lang();
    let (key, required) = (field.key.key(), field.required);
    let (name, label) = (format!("{before}{key}"), field.label(lang).to_owned());
    let list = ChoiceKind::Added(field.key.id);
    let none = t!(lang, CommonNone);
    match field.key.kind {
        FieldKind::Text | FieldKind::Number | FieldKind::Money | FieldKind::Date => {
            let line = Line { key, name: label, kind: field.key.cell(), long: false };
            view! { <FormLine line=line before=before text=text errors=errors required=required /> }.into_any()
        }
        FieldKind::Choice => {
            let choices = choices.get_untracked();
            view! { <ChoiceField name=name label=label kind=list text=text errors=errors choices=choices blank=none required=required /> }
                .into_any()
        }
        FieldKind::Choices => {
            view! { <BoxesField name=name label=label kind=list text=text errors=errors choices=choices required=required /> }
                .into_any()
        }
        FieldKind::Person => {
            let options = Signal::derive(move || {
                text.with(|present| people.with(|people| choosable(people, present)))
            });
            view! {
                <Field name=name label=label errors=errors required=required>
                    <Select options=options value=text blank=none />
                </Field>
            }
            .into_any()
        }
        FieldKind::Flag => view! {
            <Field name=name label=label errors=errors required=required>
                <Select options=yes_or_no(lang).to_vec() value=text blank=none />
            </Field>
        }
        .into_any(),
    }
}
