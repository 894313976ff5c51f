//! Which roles a person has.
use super::rows::depth;
use crate::start::use_lang;
use crate::ui::{Checkbox, Icon, field_words};
use domain::person::Role;
use domain::{FieldErrors, RoleId};
use leptos::prelude::*;
use messages::t;

/// The role tree with a box before each role.
#[component]
pub fn RoleBoxes(
    /// All roles, each followed by those below it.
    roles: Vec<Role>,
    /// The ones to tick at first.
    held: Vec<RoleId>,
    /// What the server said is wrong.
    errors: Signal<FieldErrors>,
) -> impl IntoView {
    let lang = use_lang();
    let wrong = move || errors.with(|errors| errors.of("roles").map(|problem| field_words(lang, problem)));
    let boxes = roles
        .iter()
        .map(|role| {
            let ticked = RwSignal::new(held.contains(&role.id));
            let (name, scope) = (role.name.clone(), crate::settings::roles::scope_words(lang, role.scope));
            view! {
                <li data-depth=depth(&roles, role).min(6)>
                    <Checkbox checked=ticked name="roles[]" value=role.id.to_string()>
                        {name} " " <span class="muted">{scope}</span>
                    </Checkbox>
                </li>
            }
        })
        .collect_view();
    view! {
        <fieldset class="role-boxes wide">
            <legend>{t!(lang, SettingsPersonRoles)}</legend>
            <ul>{boxes}</ul>
            <p class="field-error" role="alert">
                {move || wrong().map(|words| view! { {Icon::Warning.draw()} <span>{words}</span> })}
            </p>
            <p class="field-help">{t!(lang, SettingsPersonRolesHelp)}</p>
        </fieldset>
    }
}
