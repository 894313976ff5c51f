//! Another password for a person.
use super::api::SetPersonPassword;
use crate::account::Strength;
use crate::settings::{Answer, answer, on_done};
use crate::start::use_lang;
use crate::ui::{Button, Field, PasswordInput, ProblemText, use_toasts};
use domain::person::Person;
use leptos::form::ActionForm;
use leptos::prelude::*;
use messages::t;

/// Sets it at once; the person's sessions end.
#[component]
pub fn PasswordForm(
    /// Whose.
    person: Person,
) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let action = ServerAction::<SetPersonPassword>::new();
    let Answer { error, fields, pending } = answer(action, "password-form");
    let password = RwSignal::new(String::new());
    on_done(action, move |()| {
        password.set(String::new());
        toasts.say(t!(lang, SettingsPersonPasswordSet));
    });
    let known = Signal::stored(vec![person.name, person.login.clone(), person.email]);
    view! {
        <ActionForm action=action attr:id="password-form" attr:class="form" attr:novalidate=true>
            <ProblemText error=error />
            <input type="hidden" name="person" value=person.id.0 />
            <input class="hidden" type="text" name="login" value=person.login autocomplete="username" tabindex="-1" aria-hidden="true" readonly />
            <Field name="password" label=t!(lang, SettingsPasswordNew) errors=fields required=true>
                <PasswordInput value=password autocomplete="new-password" />
                <Strength password=password known=known />
            </Field>
            <div class="form-foot">
                <Button submit=true pending=pending>{t!(lang, SettingsPersonSetPassword)}</Button>
            </div>
        </ActionForm>
    }
}
