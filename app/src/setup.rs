//! The first visit: whoever comes first becomes the administrator.
use crate::account::Strength;
use crate::settings::Words;
use crate::sign_in::door::{Door, Doorway, LangLinks, use_door};
use crate::start::{use_lang, use_start};
use crate::ui::{Button, Field, Kind, PasswordInput, TextInput, problem_words};
use domain::{Problem, query};
use leptos::prelude::*;
use leptos_meta::Title;
use messages::t;

/// `/setup`.
#[component]
pub fn SetupPage() -> impl IntoView {
    let lang = use_lang();
    let Door { error, fields, pending, send } = use_door("/setup", "setup");
    let typed = query::pairs(&use_start().typed);
    let of = |name: &str| typed.iter().find(|(key, _)| key == name).map(|(_, value)| value.clone());
    let name = RwSignal::new(of("name").unwrap_or_default());
    let login = RwSignal::new(of("login").unwrap_or_else(|| "admin".to_owned()));
    let password = RwSignal::new(String::new());
    let known = Signal::derive(move || vec![name.get(), login.get()]);
    let words = move || {
        error.get().map(|error| match error.0 {
            Problem::TooLate => t!(lang, SigninSetupTaken).to_owned(),
            _ => problem_words(lang, &error),
        })
    };
    view! {
        <Title text=t!(lang, SigninSetup) />
        <Doorway title=t!(lang, SigninSetup) why=t!(lang, SigninSetupWhy)>
            <form id="setup" class="form" method="post" action="/setup" on:submit=move |event| send.run(event)>
                <Words words=Signal::derive(words) />
                <Field name="name" label=t!(lang, SigninYourName) errors=fields required=true>
                    <TextInput value=name autocomplete="name" autofocus=true />
                </Field>
                <Field name="login" label=t!(lang, SettingsPersonLogin) help=t!(lang, SettingsPersonLoginHelp) errors=fields required=true>
                    <TextInput value=login autocomplete="username" />
                </Field>
                <Field name="password" label=t!(lang, SigninPassword) errors=fields required=true>
                    <PasswordInput value=password autocomplete="new-password" />
                    <Strength password=password known=known />
                </Field>
                <Field name="again" label=t!(lang, AccountPasswordAgain) errors=fields required=true>
                    <PasswordInput autocomplete="new-password" />
                </Field>
                <Button kind=Kind::Primary submit=true pending=pending>{t!(lang, SigninSetupDo)}</Button>
            </form>
            <LangLinks path="/setup" />
        </Doorway>
    }
}
