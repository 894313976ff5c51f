//! The added fields of a row, to be read.
use super::{offered, people_if};
use crate::row_page::{field_text, is_person};
use crate::start::use_lang;
use crate::ui::{Choices, KeyValue};
use domain::Subject;
use domain::custom::CustomField;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Those that are filled in, for a panel beside a list.
#[component]
pub fn AddedValues(
    /// Whose fields.
    noun: Subject,
    /// What they hold, by their keys.
    held: BTreeMap<String, String>,
    /// The drop-down lists.
    choices: Choices,
) -> impl IntoView {
    let lang = use_lang();
    let filled = |field: CustomField| {
        let text = held.get(field.key.key()).filter(|text| !text.is_empty())?.clone();
        Some((field, text))
    };
    let filled: Vec<_> = untrack(|| offered(noun)).into_iter().filter_map(filled).collect();
    let any_person = filled.iter().any(|(field, _)| is_person(noun, field.key.key()));
    people_if(any_person, move |people| {
        let one = move |(field, text): (CustomField, String)| {
            let (key, choices) = (field.key, choices.clone());
            let label = field.label(lang).to_owned();
            let words =
                move || people.with(|people| field_text(lang, noun, &choices, people, key.key(), &text));
            view! { <KeyValue label=label>{words}</KeyValue> }
        };
        filled.into_iter().map(one).collect_view()
    })
}
