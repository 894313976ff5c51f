//! One of many people, or several, found by typing.
use super::api::people_names;
use crate::start::use_lang;
use crate::ui::{Avatar, TextInput, use_toasts};
use domain::PersonId;
use domain::person::PersonName;
use leptos::prelude::*;
use leptos::task::spawn_local;
use messages::t;

/// As many as one looks through before typing.
const SHOWN: usize = 50;

/// The people who may be given something, fetched each time `target` becomes something.
#[must_use]
pub fn people_for<T: Send + Sync + 'static>(target: RwSignal<Option<T>>) -> RwSignal<Vec<PersonName>> {
    let (people, toasts) = (RwSignal::new(Vec::<PersonName>::new()), use_toasts());
    Effect::new(move || {
        if target.with(Option::is_none) {
            return;
        }
        spawn_local(async move {
            match people_names().await {
                Ok(names) => {
                    drop(people.try_set(names.into_iter().filter(|person| !person.disabled).collect()));
                }
                Err(error) => toasts.problem(&error),
            }
        });
    });
    people
}

/// The name of a person among those known.
#[must_use]
pub fn name_among(people: RwSignal<Vec<PersonName>>, id: PersonId) -> String {
    people.with_untracked(|people| {
        people.iter().find(|person| person.id == id).map(|person| person.name.clone()).unwrap_or_default()
    })
}

/// People to choose from: one of them, or with `many` several.
#[component]
pub fn PeoplePick(
    /// The people.
    people: RwSignal<Vec<PersonName>>,
    /// Who is chosen.
    value: RwSignal<Vec<PersonId>>,
    /// What is asked.
    legend: &'static str,
    /// Several may be chosen.
    #[prop(optional)]
    many: bool,
) -> impl IntoView {
    let lang = use_lang();
    value.set(Vec::new());
    let typed = RwSignal::new(String::new());
    let found = move || {
        let wanted = typed.get().trim().to_lowercase();
        let fits = |person: &&PersonName| person.name.to_lowercase().contains(&wanted);
        people.with(|people| people.iter().filter(fits).take(SHOWN).cloned().collect::<Vec<_>>())
    };
    let none = move || {
        (found().is_empty() && !people.with(Vec::is_empty))
            .then(|| view! { <p class="muted">{t!(lang, LeadsAssignNone)}</p> })
    };
    let press = move |id: PersonId| {
        value.update(|chosen| match chosen.iter().position(|known| *known == id) {
            Some(at) if many => drop(chosen.remove(at)),
            _ if many => chosen.push(id),
            _ => *chosen = vec![id],
        });
    };
    let one = move |person: PersonName| {
        let id = person.id;
        view! {
            <label class="person-radio">
                <input
                    type=if many { "checkbox" } else { "radio" }
                    name="owner"
                    value=id.0
                    prop:checked=move || value.with(|chosen| chosen.contains(&id))
                    on:change=move |_| press(id)
                />
                <Avatar name=person.name.clone() />
                <span>{person.name}</span>
            </label>
        }
    };
    view! {
        <fieldset class="person-radios">
            <legend>{legend}</legend>
            <label class="hidden" for="f-find-person">{t!(lang, LeadsAssignFind)}</label>
            <TextInput value=typed kind="search" name="find-person" placeholder=t!(lang, LeadsAssignFind) autofocus=true />
            <div class="person-list">
                <For each=found key=|person| person.id children=one />
                {none}
            </div>
        </fieldset>
    }
}
