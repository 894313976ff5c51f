//! My password.
use super::Strength;
use super::api::ChangePassword;
use crate::settings::{Answer, answer, on_done};
use crate::start::use_lang;
use crate::ui::{Button, Field, Kind, PasswordInput, ProblemText, use_toasts};
use domain::person::Account;
use domain::{FieldErrors, FieldProblem};
use leptos::form::ActionForm;
use leptos::prelude::*;
use messages::t;

/// Changes it; the other devices have to sign in again.
#[component]
pub fn Password(
    /// Mine.
    account: Signal<Account>,
    /// It was done.
    done: Callback<()>,
) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let action = ServerAction::<ChangePassword>::new();
    let Answer { error, fields, pending } = answer(action, "account-password-form");
    let [present, password, again] = [(); 3].map(|()| RwSignal::new(String::new()));
    on_done(action, move |()| {
        for typed in [present, password, again] {
            typed.set(String::new());
        }
        toasts.say(t!(lang, AccountPasswordChanged));
        done.run(());
    });
    let known = Signal::derive(move || {
        account.with(|account| vec![account.name.clone(), account.login.clone(), account.email.clone()])
    });
    // Told while typing, as soon as it can not become equal any more.
    let errors = Signal::derive(move || {
        let differs = again.with(|again| {
            password.with(|password| !again.is_empty() && !password.starts_with(again.as_str()))
        });
        if differs { FieldErrors::one("again", FieldProblem::Differs) } else { fields.get() }
    });
    view! {
        <section class="section" aria-labelledby="account-password">
            <header>
                <h2 id="account-password">{t!(lang, SettingsPassword)}</h2>
                <p>{t!(lang, AccountPasswordWhy)}</p>
            </header>
            <ActionForm action=action attr:id="account-password-form" attr:class="form" attr:novalidate=true>
                <ProblemText error=error />
                <input class="hidden" type="text" name="login" value=account.with_untracked(|account| account.login.clone()) autocomplete="username" tabindex="-1" aria-hidden="true" readonly />
                <Field name="present" label=t!(lang, AccountPasswordPresent) errors=errors required=true>
                    <PasswordInput value=present autocomplete="current-password" />
                </Field>
                <Field name="password" label=t!(lang, SettingsPasswordNew) errors=errors required=true>
                    <PasswordInput value=password autocomplete="new-password" />
                    <Strength password=password known=known />
                </Field>
                <Field name="again" label=t!(lang, AccountPasswordAgain) errors=errors required=true>
                    <PasswordInput value=again autocomplete="new-password" />
                </Field>
                <div class="form-foot"><Button kind=Kind::Primary submit=true pending=pending>{t!(lang, AccountPasswordChange)}</Button></div>
            </ActionForm>
        </section>
    }
}
