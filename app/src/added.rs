//! Fields the administrator has added: what they are called, how they are typed, shown, and changed in place.
pub mod api;
mod form;
mod input;
mod lines;
mod values;

pub use form::AddedFields;
pub use input::AddedInput;
pub use lines::AddedLines;
pub use values::AddedValues;

use crate::AppError;
use crate::list::api::people_names;
use crate::live::use_live;
use crate::loaded::awaited;
use crate::start::{use_added, use_lang};
use crate::ui::Choosable;
use domain::choice::ChoiceKind;
use domain::custom::{CustomField, FieldKey, FieldKind};
use domain::person::PersonName;
use domain::{Lang, Subject};
use leptos::prelude::*;
use leptos::task::spawn_local;
use messages::t;

/// The fields that are offered for a noun; followed.
#[must_use]
pub fn offered(noun: Subject) -> Vec<CustomField> {
    use_added().with(|all| all.iter().filter(|field| field.noun == noun && !field.retired).cloned().collect())
}

/// The keys of the fields that are offered for a noun.
#[must_use]
pub fn keys(noun: Subject) -> Vec<String> {
    untrack(|| offered(noun)).into_iter().map(|field| field.key.key().to_owned()).collect()
}

/// What a field of a new row begins with.
#[must_use]
pub fn preset(field: &str) -> Option<String> {
    let key = FieldKey::from_key(field)?;
    use_added().with_untracked(|all| {
        all.iter().find(|one| one.key == key && !one.retired).map(|one| one.preset.clone())
    })
}

/// What a field is called; followed.
#[must_use]
pub fn name_of(lang: Lang, field: FieldKey) -> String {
    let found =
        use_added().with(|all| all.iter().find(|one| one.key == field).map(|one| one.label(lang).to_owned()));
    found.unwrap_or_else(|| field.key().to_owned())
}

/// What the drop-down list of a field is called; followed. `None` for the lists that are always there.
#[must_use]
pub fn list_name(lang: Lang, kind: ChoiceKind) -> Option<String> {
    let ChoiceKind::Added(id) = kind else { return None };
    use_added().with(|all| all.iter().find(|one| one.key.id == id).map(|one| one.label(lang).to_owned()))
}

/// Keeps the fields true while the page is open.
pub fn keep_true() {
    let (added, settings) = (use_added(), use_live().settings());
    Effect::watch(
        move || settings.get(),
        move |_, _, _| {
            spawn_local(async move {
                if let Ok(all) = api::added_fields().await {
                    let _ = added.try_set(all);
                }
            });
        },
        false,
    );
}

/// Yes and no, to choose.
pub fn yes_or_no(lang: Lang) -> [Choosable; 2] {
    [Choosable::new("1", t!(lang, CommonYes)), Choosable::new("0", t!(lang, CommonNo))]
}

/// The people to choose, with the one that stands there.
pub fn choosable(people: &[PersonName], present: &str) -> Vec<Choosable> {
    let here = |person: &&PersonName| !person.disabled || person.id.to_string() == present;
    people.iter().filter(here).map(|person| Choosable::new(person.id, person.name.clone())).collect()
}

/// What a person is called.
#[must_use]
pub fn person_name(people: &[PersonName], id: &str) -> String {
    let found = people.iter().find(|person| person.id.to_string() == id);
    found.map(|person| person.name.clone()).unwrap_or_default()
}

/// Draws fields together with the people one can be chosen from, where a field asks for one.
fn with_people<V: IntoView + 'static>(
    fields: &[CustomField],
    draw: impl FnOnce(Signal<Vec<PersonName>>) -> V + Send + 'static,
) -> AnyView {
    people_if(fields.iter().any(|field| field.key.kind == FieldKind::Person), draw)
}

/// Draws something together with the people it may speak of.
pub fn people_if<V: IntoView + 'static>(
    any: bool,
    draw: impl FnOnce(Signal<Vec<PersonName>>) -> V + Send + 'static,
) -> AnyView {
    if !any {
        return draw(Signal::stored(Vec::new())).into_any();
    }
    let people: Resource<Result<Vec<PersonName>, AppError>> =
        Resource::new_blocking(|| (), |()| people_names());
    let drawn = move || {
        let known = Memo::new(move |_| people.get().and_then(Result::ok).unwrap_or_default());
        draw(known.into())
    };
    awaited(people, drawn).into_any()
}

/// The heading above added fields.
fn heading() -> &'static str {
    t!(use_lang(), FieldsGroup)
}
