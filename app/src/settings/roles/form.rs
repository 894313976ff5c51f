//! The forms that add and change a role.
use super::api::{AddRole, ChangeRole};
use super::matrix::Matrix;
use super::scope_words;
use crate::settings::people::depth;
use crate::settings::{Answer, Words, answer, on_done};
use crate::start::use_lang;
use crate::ui::{
    Button, Choosable, Field, Icon, Kind, LinkButton, Select, TextInput, problem_words, use_toasts,
};
use domain::person::Role;
use domain::{FieldErrors, Lang, Permission, Problem, RoleId, Scope};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_navigate;
use messages::t;

/// The roles a role can stand under: not itself, and none below it.
fn parents(all: &[Role], role: Option<RoleId>) -> Vec<Choosable> {
    let above = |one: &RoleId| all.iter().find(|other| other.id == *one).and_then(|one| one.parent);
    let inside =
        |one: RoleId| std::iter::successors(Some(one), above).take(all.len()).any(|each| Some(each) == role);
    let fits = all.iter().filter(|other| !inside(other.id));
    // No-break spaces: a drop-down list keeps no others at the start of a line.
    fits.map(|role| {
        Choosable::new(role.id, format!("{}{}", "\u{a0}\u{a0}\u{a0}".repeat(depth(all, role) + 1), role.name))
    })
    .collect()
}

/// Name, parent, scope, permissions.
#[component]
fn Data(
    name: RwSignal<String>,
    parent: Option<RoleId>,
    scope: Scope,
    held: Vec<Permission>,
    #[prop(optional)] fixed: bool,
    options: Signal<Vec<Choosable>>,
    errors: Signal<FieldErrors>,
) -> impl IntoView {
    let lang = use_lang();
    let parent = parent.map(|parent| parent.to_string()).unwrap_or_default();
    view! {
        <div class="form grid">
            <Field name="name" label=t!(lang, SettingsRoleName) errors=errors required=true>
                <TextInput value=name />
            </Field>
            <Field name="parent" label=t!(lang, SettingsRoleParent) errors=errors>
                <Select options=options initial=parent blank=t!(lang, SettingsRoleCompany) disabled=fixed />
            </Field>
        </div>
        <Scopes scope=scope fixed=fixed />
        <fieldset>
            <legend>{t!(lang, SettingsRolePermissions)}</legend>
            <Matrix held=held fixed=fixed />
        </fieldset>
    }
}

fn scope_help(lang: Lang, scope: Scope) -> &'static str {
    match scope {
        Scope::Own => t!(lang, SettingsScopeOwn),
        Scope::Subordinates => t!(lang, SettingsScopeSubordinates),
        Scope::Company => t!(lang, SettingsScopeCompany),
    }
}

#[component]
fn Scopes(scope: Scope, fixed: bool) -> impl IntoView {
    let lang = use_lang();
    let one = move |each: Scope| {
        view! {
            <label class="radio-card">
                <input type="radio" name="scope" value=each.key() checked=each == scope disabled=fixed />
                <span><strong>{scope_words(lang, each)}</strong> " " <span class="muted">{scope_help(lang, each)}</span></span>
            </label>
        }
    };
    view! {
        <fieldset>
            <legend>{t!(lang, SettingsRoleScope)}</legend>
            <div class="radio-cards">{Scope::ALL.map(one)}</div>
        </fieldset>
    }
}

/// A new role.
#[component]
pub fn AddForm(
    /// All roles.
    all: Signal<Vec<Role>>,
    /// Where it shall stand.
    parent: Option<RoleId>,
    /// It was done.
    done: Callback<()>,
) -> impl IntoView {
    let (lang, toasts, go) = (use_lang(), use_toasts(), use_navigate());
    let action = ServerAction::<AddRole>::new();
    let Answer { error, fields, pending } = answer(action, "role-form");
    let name = RwSignal::new(String::new());
    on_done(action, move |id| {
        toasts.say(t!(lang, SettingsRoleAdded, name = name.get_untracked()));
        done.run(());
        go(&format!("/settings/roles/{id}"), Default::default());
    });
    let options = Signal::derive(move || all.with(|all| parents(all, None)));
    let words = move || error.get().map(|error| problem_words(lang, &error));
    // Most roles do what the one above does; what differs is taken away or added.
    let held = all.with_untracked(|all| {
        all.iter().find(|role| Some(role.id) == parent && !role.preset).map(|role| role.permissions.clone())
    });
    let held =
        held.unwrap_or_else(|| vec![Permission::ViewLeads, Permission::AddLeads, Permission::EditLeads]);
    view! {
        <Title text=t!(lang, SettingsRoleAdd) />
        <a class="back narrow-only" href="/settings/roles">{Icon::Left.draw()} {t!(lang, NavRoles)}</a>
        <div class="page-head"><h1>{t!(lang, SettingsRoleAdd)}</h1></div>
        <ActionForm action=action attr:id="role-form" attr:class="form settings-form" attr:novalidate=true>
            <Words words=Signal::derive(words) />
            <Data name=name parent=parent scope=Scope::Own held=held options=options errors=fields />
            <div class="form-foot">
                <Button kind=Kind::Primary submit=true pending=pending>{t!(lang, CommonAdd)}</Button>
                <LinkButton href="/settings/roles">{t!(lang, CommonCancel)}</LinkButton>
            </div>
        </ActionForm>
    }
}

/// A role as it is.
#[component]
pub fn ChangeForm(
    /// The role.
    role: Role,
    /// All roles.
    all: Signal<Vec<Role>>,
    /// It was done.
    done: Callback<()>,
) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let action = ServerAction::<ChangeRole>::new();
    let Answer { error, fields, pending } = answer(action, "role-form");
    on_done(action, move |()| {
        toasts.say(t!(lang, SettingsSaved));
        done.run(());
    });
    let id = role.id;
    let options = Signal::derive(move || all.with(|all| parents(all, Some(id))));
    let words = move || {
        error.get().map(|error| match error.0 {
            Problem::WrongState => t!(lang, SettingsRolePreset).to_owned(),
            _ => problem_words(lang, &error),
        })
    };
    // What can not be changed is not sent by its disabled inputs, and must arrive as it is.
    let fixed = role.preset.then(|| {
        let permissions = role
            .permissions
            .iter()
            .map(|held| view! { <input type="hidden" name="permissions[]" value=held.key() /> });
        view! { <input type="hidden" name="scope" value=role.scope.key() /> {permissions.collect_view()} }
    });
    view! {
        <ActionForm action=action attr:id="role-form" attr:class="form" attr:novalidate=true>
            <Words words=Signal::derive(words) />
            <input type="hidden" name="role" value=id.0 />
            {fixed}
            <Data
                name=RwSignal::new(role.name)
                parent=role.parent
                scope=role.scope
                held=role.permissions
                fixed=role.preset
                options=options
                errors=fields
            />
            <div class="form-foot">
                <Button kind=Kind::Primary submit=true pending=pending>{t!(lang, CommonSave)}</Button>
            </div>
        </ActionForm>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_can_stand_neither_under_itself_nor_under_what_is_below_it() {
        let role = |id, parent: Option<i64>| Role {
            id: RoleId(id),
            parent: parent.map(RoleId),
            name: format!("r{id}"),
            scope: Scope::Own,
            permissions: Vec::new(),
            people: 0,
            preset: false,
        };
        let all = [role(1, None), role(2, Some(1)), role(3, Some(2)), role(4, None)];
        let values = |role| parents(&all, role).into_iter().map(|each| each.value).collect::<Vec<_>>();
        assert_eq!(values(Some(RoleId(2))), ["1", "4"]);
        assert_eq!(values(None), ["1", "2", "3", "4"]);
    }
}
