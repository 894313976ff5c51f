//! What a record is about, and what records of that type are asked for.
use crate::start::use_lang;
use crate::ui::{Choices, Choosable, DateInput, Field, Select, TextInput};
use domain::choice::ChoiceKind;
use domain::custom::FieldKind;
use domain::record::RecordField;
use domain::{ChoiceId, FieldErrors, Lang};
use leptos::prelude::*;
use messages::t;

/// The type, and its fields. Where no script runs the fields of every type stand there, under its name.
#[component]
pub fn OfType(
    /// What is chosen.
    of_type: RwSignal<String>,
    /// The drop-down lists.
    choices: Signal<Choices>,
    /// What records of a type are asked for.
    fields: Signal<Vec<RecordField>>,
    /// What is wrong.
    errors: Signal<FieldErrors>,
) -> impl IntoView {
    let lang = use_lang();
    let awake = RwSignal::new(false);
    Effect::new(move || awake.set(true));
    let types = Signal::derive(move || {
        choices.with(|choices| {
            let offered = choices.offered(ChoiceKind::RecordType, None);
            offered.map(|choice| Choosable::new(choice.id, choice.label(lang))).collect::<Vec<_>>()
        })
    });
    let asked = move || {
        let chosen = of_type.get().parse().ok().map(ChoiceId);
        let mut asked = fields.get();
        asked.retain(|field| !field.retired && (!awake.get() || Some(field.of_type) == chosen));
        asked
    };
    let one = move |field: RecordField| {
        let named = choices.with_untracked(|choices| choices.name(field.of_type, lang).to_owned());
        // Beside each other the amounts of a receipt and of a payment would be called alike.
        let label = Signal::derive({
            let (name, whole) = (field.label(lang).to_owned(), whole_name(lang, &named, &field));
            move || if awake.get() { name.clone() } else { whole.clone() }
        });
        let (key, kind, required) = (RecordField::key(field.id), field.kind, field.required);
        view! {
            <Field name=key label=label errors=errors required=required>
                {match kind {
                    FieldKind::Date => view! { <DateInput /> }.into_any(),
                    _ => view! { <TextInput /> }.into_any(),
                }}
            </Field>
        }
    };
    view! {
        <div class="form grid record-asked">
            <Field name="of_type" label=t!(lang, CustomerRecordType) errors=errors>
                <Select options=types value=of_type blank=t!(lang, CommonNone) />
            </Field>
            <For each=asked key=|field| (field.id, field.name.clone(), field.required) children=one />
        </div>
    }
}

fn whole_name(lang: Lang, named: &str, field: &RecordField) -> String {
    t!(lang, CustomerRecordFieldOf, kind = named, field = field.label(lang))
}
