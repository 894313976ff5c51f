//! The fields of a row as a form: to enter one, and to change many fields at once.
use super::Line;
use crate::start::use_lang;
use crate::ui::{Choices, Choosable, DateInput, Field, Select, TextArea, TextInput};
use domain::FieldErrors;
use domain::choice::ChoiceKind;
use domain::column::CellKind;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What stands in each field.
#[derive(Clone, Copy)]
pub struct Texts(StoredValue<BTreeMap<String, RwSignal<String>>>);

impl Texts {
    /// With what stands in each at first.
    pub fn new(keys: impl IntoIterator<Item = String>, first: impl Fn(&str) -> String) -> Self {
        let with_text = |key: String| {
            let text = RwSignal::new(first(&key));
            (key, text)
        };
        Self(StoredValue::new(keys.into_iter().map(with_text).collect()))
    }

    /// One of them.
    pub fn of(self, field: &str) -> RwSignal<String> {
        let found = self.0.with_value(|all| all.get(field).copied());
        found.unwrap_or_else(|| RwSignal::new(String::new()))
    }

    /// Each with its name.
    pub fn all(self) -> Vec<(String, RwSignal<String>)> {
        self.0.with_value(|all| all.iter().map(|(field, text)| (field.clone(), *text)).collect())
    }
}

/// A text, in one line or in several.
#[component]
pub fn FormLine(
    /// The field.
    line: Line,
    /// Before its key, when the form has several of its kind: `contacts.0.`
    #[prop(optional, into)]
    before: String,
    /// What stands in it.
    text: RwSignal<String>,
    /// What is wrong.
    errors: Signal<FieldErrors>,
    /// It must be filled in.
    #[prop(optional)]
    required: bool,
    /// Over the whole width.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    let Line { key, name, kind, long } = line;
    view! {
        <Field name=format!("{before}{key}") label=name errors=errors required=required wide=wide || long>
            {match kind {
                _ if long => view! { <TextArea value=text rows=4 /> }.into_any(),
                CellKind::Date => view! { <DateInput value=text /> }.into_any(),
                CellKind::Phone => view! { <TextInput value=text kind="tel" /> }.into_any(),
                CellKind::Number | CellKind::Money => {
                    view! { <TextInput value=text attr:inputmode="decimal" /> }.into_any()
                }
                _ => view! { <TextInput value=text /> }.into_any(),
            }}
        </Field>
    }
}

/// A value of a drop-down list.
#[component]
pub fn ChoiceField(
    /// The field.
    #[prop(into)]
    name: String,
    /// Its name.
    #[prop(into)]
    label: String,
    /// The list.
    kind: ChoiceKind,
    /// The id of what is chosen.
    text: RwSignal<String>,
    /// What is wrong.
    errors: Signal<FieldErrors>,
    /// The drop-down lists.
    choices: Choices,
    /// The words for choosing nothing; without them something must be chosen.
    #[prop(optional_no_strip, into)]
    blank: Option<&'static str>,
    /// Something must be chosen.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let lang = use_lang();
    let present = text.get_untracked().parse().ok().map(domain::ChoiceId);
    let offered = choices.offered(kind, present);
    let options: Vec<_> = offered.map(|choice| Choosable::new(choice.id, choice.label(lang))).collect();
    view! {
        <Field name=name label=label errors=errors required=required>
            {match blank {
                Some(blank) => view! { <Select options=options value=text blank=blank /> }.into_any(),
                None => view! { <Select options=options value=text /> }.into_any(),
            }}
        </Field>
    }
}
