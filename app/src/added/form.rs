//! The added fields of a noun in a form.
use super::{AddedInput, heading, offered, with_people};
use crate::row_page::Texts;
use crate::ui::Choices;
use domain::custom::CustomField;
use domain::person::PersonName;
use domain::{FieldErrors, Subject};
use leptos::prelude::*;

/// All that are offered, under a heading of their own unless they stand among others; nothing when there are none.
#[component]
pub fn AddedFields(
    /// Whose fields.
    noun: Subject,
    /// Before each key, when the form has several rows: `contacts.0.`
    #[prop(optional, into)]
    before: String,
    /// What stands in them.
    texts: Texts,
    /// What is wrong with them.
    errors: Signal<FieldErrors>,
    /// The drop-down lists.
    #[prop(into)]
    choices: Signal<Choices>,
    /// They stand among other fields.
    #[prop(optional)]
    among: bool,
) -> impl IntoView {
    let fields = untrack(|| offered(noun));
    if fields.is_empty() {
        return ().into_any();
    }
    let kept = fields.clone();
    let all = move |people: Signal<Vec<PersonName>>| {
        let one = |field: CustomField| {
            let text = texts.of(&format!("{before}{}", field.key.key()));
            let before = before.clone();
            view! { <AddedInput field=field before=before text=text errors=errors choices=choices people=people /> }
        };
        kept.into_iter().map(one).collect_view()
    };
    let fields = with_people(&fields, all);
    if among {
        return fields;
    }
    view! {
        <fieldset class="lead-group">
            <legend>{heading()}</legend>
            <div class="form grid">{fields}</div>
        </fieldset>
    }
    .into_any()
}
