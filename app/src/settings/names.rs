//! What a field is called, in both languages.
use crate::start::use_lang;
use crate::ui::{Field, TextInput};
use domain::FieldErrors;
use leptos::prelude::*;
use messages::t;

/// The names of a field, and what else stands in the grid.
#[component]
pub fn Names(
    #[prop(into)] name: String,
    #[prop(into)] name_en: String,
    id: String,
    errors: Signal<FieldErrors>,
    children: Children,
) -> impl IntoView {
    let lang = use_lang();
    let of = |field: &str| format!("{id}-{field}");
    view! {
        <div class="form grid">
            <Field name="name" id=of("name") label=t!(lang, SettingsName) errors=errors required=true>
                <TextInput initial=name />
            </Field>
            <Field name="name_en" id=of("name_en") label=t!(lang, SettingsNameEn) help=t!(lang, SettingsNameEnHelp) errors=errors>
                <TextInput initial=name_en />
            </Field>
            {children()}
        </div>
    }
}
