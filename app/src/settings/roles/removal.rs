//! Removing a role.
use super::api::RemoveRole;
use crate::settings::{Answer, Words, answer, on_done};
use crate::start::use_lang;
use crate::ui::{Button, Confirm, Kind, problem_words, use_toasts};
use domain::Problem;
use domain::person::Role;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use messages::t;

/// Removes a role nobody has, after a question; of others it says what stands in the way.
#[component]
pub fn Removal(
    /// The role.
    role: Memo<Role>,
    /// All roles.
    all: Signal<Vec<Role>>,
    /// It was done.
    done: Callback<()>,
) -> impl IntoView {
    let (lang, toasts, go) = (use_lang(), use_toasts(), use_navigate());
    let action = ServerAction::<RemoveRole>::new();
    let Answer { error, pending, .. } = answer(action, "role-removal");
    let asking = RwSignal::new(false);
    let id = role.with_untracked(|role| role.id);
    let name = move || role.with(|role| role.name.clone());
    on_done(action, move |()| {
        toasts.say(t!(lang, SettingsRoleRemoved, name = role.with_untracked(|role| role.name.clone())));
        done.run(());
        go("/settings/roles", Default::default());
    });
    let words = move || {
        error.get().map(|error| match error.0 {
            Problem::InUse => t!(lang, SettingsRoleInUse).to_owned(),
            _ => problem_words(lang, &error),
        })
    };
    let in_use = Memo::new(move |_| {
        let below = all.with(|all| all.iter().filter(|other| other.parent == Some(id)).count());
        let people = role.with(|role| role.people);
        (people > 0 || below > 0).then(|| t!(lang, SettingsRoleUsedBy, people = people, roles = below))
    });
    let why = move || in_use.get().unwrap_or_else(|| t!(lang, SettingsRoleRemoveWhat).to_owned());
    let yes = move |()| {
        asking.set(false);
        action.dispatch(RemoveRole { role: id });
    };
    let ask = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        asking.set(true);
    };
    view! {
        <section class="section" aria-labelledby="role-removal-title">
            <header>
                <h2 id="role-removal-title">{t!(lang, SettingsRoleRemove)}</h2>
                <p>{why}</p>
            </header>
            <ActionForm action=action attr:id="role-removal" attr:class="form">
                <Words words=Signal::derive(words) />
                <input type="hidden" name="role" value=id.0 />
                <div class="form-foot">
                    <Button kind=Kind::Danger submit=true pending=pending disabled=Signal::derive(move || in_use.with(Option::is_some)) on:click=ask>
                        {t!(lang, SettingsRoleRemove)}
                    </Button>
                </div>
            </ActionForm>
            <Confirm
                open=asking
                title=Signal::derive(move || t!(lang, SettingsRoleRemoveAsk, name = name()))
                verb=t!(lang, CommonDelete)
                danger=true
                on_yes=yes
            >
                <p>{t!(lang, SettingsRoleRemoveWhat)}</p>
            </Confirm>
        </section>
    }
}
