//! What a role may do: a row for each module, a box for each action.
use crate::start::use_lang;
use crate::ui::{permission_why, permission_words};
use domain::{Lang, Permission};
use leptos::prelude::*;
use messages::t;

/// Modules in the order of their permissions.
fn modules() -> Vec<(&'static str, Vec<Permission>)> {
    let mut modules: Vec<(&'static str, Vec<Permission>)> = Vec::new();
    for permission in Permission::ALL {
        match modules.iter_mut().find(|(module, _)| *module == permission.module()) {
            Some((_, actions)) => actions.push(*permission),
            None => modules.push((permission.module(), vec![*permission])),
        }
    }
    modules
}

fn module_words(lang: Lang, module: &str) -> &'static str {
    match module {
        "leads" => t!(lang, UiModuleLeads),
        "customers" => t!(lang, UiModuleCustomers),
        "settings" => t!(lang, UiModuleSettings),
        "people" => t!(lang, UiModulePeople),
        "audit" => t!(lang, UiModuleAudit),
        "api" => t!(lang, UiModuleApi),
        _ => "",
    }
}

/// The permissions of a role.
#[component]
pub fn Matrix(
    /// The ones ticked at first.
    held: Vec<Permission>,
    /// The administrator's can not be changed.
    fixed: bool,
) -> impl IntoView {
    let lang = use_lang();
    let held = RwSignal::new(held);
    let rows = modules()
        .into_iter()
        .map(|(module, actions)| view! { <Module module=module actions=actions held=held fixed=fixed /> });
    view! {
        <table class="matrix" aria-label=t!(lang, SettingsRolePermissions)>
            <thead>
                <tr><th scope="col">{t!(lang, SettingsRoleModule)}</th><th scope="col">{t!(lang, SettingsRoleActions)}</th></tr>
            </thead>
            <tbody>{rows.collect_view()}</tbody>
        </table>
    }
}

#[component]
fn Module(
    module: &'static str,
    actions: Vec<Permission>,
    held: RwSignal<Vec<Permission>>,
    fixed: bool,
) -> impl IntoView {
    let lang = use_lang();
    let name = module_words(lang, module);
    let ticked = {
        let actions = actions.clone();
        move || held.with(|held| actions.iter().filter(|action| held.contains(action)).count())
    };
    let (of, count) = (actions.len(), Memo::new(move |_| ticked()));
    let all = {
        let actions = actions.clone();
        move |_| {
            let full = count.get_untracked() == of;
            held.update(|held| {
                held.retain(|action| !actions.contains(action));
                held.extend(actions.iter().filter(|_| !full));
            });
        }
    };
    let cells = actions.into_iter().map(|action| view! { <Action action=action held=held fixed=fixed /> });
    let whole = (of > 1 && !fixed).then(|| {
        view! {
            <input
                type="checkbox"
                class="script-only"
                aria-label=t!(lang, SettingsRoleWhole, module = name)
                title=t!(lang, SettingsRoleWhole, module = name)
                prop:checked=move || count.get() == of
                prop:indeterminate=move || (1..of).contains(&count.get())
                on:change=all
            />
        }
    });
    view! {
        <tr>
            <th scope="row"><span class="module">{whole} {name}</span></th>
            <td><ul class="actions">{cells.collect_view()}</ul></td>
        </tr>
    }
}

#[component]
fn Action(action: Permission, held: RwSignal<Vec<Permission>>, fixed: bool) -> impl IntoView {
    let tick = move |on: bool| {
        held.update(|held| {
            held.retain(|other| *other != action);
            held.extend(on.then_some(action));
        });
    };
    let lang = use_lang();
    let id = format!("{}-why", action.key());
    let why = permission_why(lang, action);
    let described = why.map(|_| id.clone());
    let why = why.map(|why| view! { <p class="action-why" id=id>{why}</p> });
    view! {
        <li>
            <label class="checkbox">
                <input
                    type="checkbox"
                    name="permissions[]"
                    value=action.key()
                    aria-describedby=described
                    disabled=fixed
                    checked=held.with_untracked(|held| held.contains(&action))
                    prop:checked=move || held.with(|held| held.contains(&action))
                    on:change:target=move |event| tick(event.target().checked())
                />
                <span>{permission_words(lang, action)}</span>
            </label>
            {why}
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_module_has_a_name_and_no_action_is_forgotten() {
        for lang in Lang::ALL {
            assert!(modules().iter().all(|(module, _)| !module_words(lang, module).is_empty()));
        }
        assert_eq!(modules().iter().map(|(_, actions)| actions.len()).sum::<usize>(), Permission::ALL.len());
    }
}
