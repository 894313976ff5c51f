//! Who has a role.
use super::api::SetPersonRole;
use crate::AppError;
use crate::settings::{Answer, Words, answer, loaded, on_done};
use crate::start::{may, use_lang};
use crate::ui::{Avatar, Button, Choosable, Icon, IconButton, Label, Select, problem_words, use_toasts};
use domain::person::{Person, Role};
use domain::{Permission, Problem};
use leptos::form::ActionForm;
use leptos::prelude::*;
use messages::t;

/// The people of a role: put in and taken out. Those who may not manage people see how many there are.
#[component]
pub fn Members(
    /// The role.
    role: Memo<Role>,
    /// Everybody.
    people: Resource<Result<Vec<Person>, AppError>>,
    /// Somebody was put in or taken out.
    done: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let count = move || t!(lang, CommonPeople, n = role.with(|role| role.people));
    let list = may(Permission::ManagePeople)
        .then(|| loaded(people, move |people| view! { <Inside role=role people=people done=done /> }));
    view! {
        <section class="section" aria-labelledby="role-people">
            <header>
                <h2 id="role-people">{t!(lang, SettingsRolePeople)}</h2>
                <p>{count}</p>
            </header>
            {list}
        </section>
    }
}

#[component]
fn Inside(role: Memo<Role>, people: Signal<Vec<Person>>, done: Callback<()>) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let action = ServerAction::<SetPersonRole>::new();
    let Answer { error, pending, .. } = answer(action, "role-people-form");
    let id = role.with_untracked(|role| role.id);
    on_done(action, move |()| {
        toasts.say(t!(lang, SettingsSaved));
        done.run(());
    });
    let words = move || {
        error.get().map(|error| match error.0 {
            Problem::Invalid { .. } => t!(lang, SettingsRolePutInFirst).to_owned(),
            Problem::WrongState => t!(lang, SettingsPersonLastAdmin).to_owned(),
            _ => problem_words(lang, &error),
        })
    };
    let inside = move || {
        people.with(|all| all.iter().filter(|person| person.roles.contains(&id)).cloned().collect::<Vec<_>>())
    };
    let others = move || {
        people.with(|all| {
            let outside = all.iter().filter(|person| !person.roles.contains(&id) && !person.disabled);
            outside
                .map(|person| Choosable::new(person.id, format!("{} · {}", person.name, person.login)))
                .collect::<Vec<_>>()
        })
    };
    let member = move |person: Person| {
        let name = person.name.clone();
        view! {
            <li>
                <Avatar name=person.name.clone() />
                <a href=format!("/settings/people/{}", person.id)>{person.name.clone()}</a>
                <span class="muted">{person.login.clone()}</span>
                {person.disabled.then(|| view! { <Label colour="red">{t!(lang, SettingsPersonDisabled)}</Label> })}
                <ActionForm action=action>
                    <input type="hidden" name="person" value=person.id.0 />
                    <input type="hidden" name="role" value=id.0 />
                    <input type="hidden" name="holds" value="false" />
                    <IconButton icon=Icon::Close name=t!(lang, SettingsRoleTakeOut, name = name) submit=true pending=pending />
                </ActionForm>
            </li>
        }
    };
    view! {
        <Words words=Signal::derive(words) />
        <ul class="members"><For each=inside key=|person| format!("{person:?}") children=member /></ul>
        <ActionForm action=action attr:id="role-people-form" attr:class="row put-in">
            <input type="hidden" name="role" value=id.0 />
            <input type="hidden" name="holds" value="true" />
            <Select options=Signal::derive(others) name="person" label=t!(lang, SettingsRolePutIn) blank=t!(lang, SettingsRolePutInWho) />
            <Button submit=true pending=pending icon=Icon::Plus>{t!(lang, CommonAdd)}</Button>
        </ActionForm>
    }
}
