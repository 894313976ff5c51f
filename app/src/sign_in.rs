//! Signing in. A plain form that works without a script; with one, nothing typed is lost.
pub(crate) mod door;

use crate::AppError;
use crate::settings::Words;
use crate::start::{use_lang, use_start};
use crate::ui::{Button, Field, Kind, PasswordInput, TextInput, problem_words};
use domain::{Lang, Problem, query};
use door::{Door, Doorway, LangLinks, use_door};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use messages::t;

/// `/sign-in`.
#[component]
pub fn SignInPage() -> impl IntoView {
    let lang = use_lang();
    let map = use_query_map();
    let next = map.with_untracked(|map| map.get("next").unwrap_or_default());
    let Door { error, fields, pending, send } = use_door("/sign-in", "sign-in");
    let typed = query::pairs(&use_start().typed);
    let login =
        typed.into_iter().find(|(name, _)| name == "login").map(|(_, login)| login).unwrap_or_default();
    let again = !login.is_empty();
    let words = move || error.get().map(|error| refused(lang, &error));
    view! {
        <Title text=t!(lang, SigninTitle) />
        <Doorway title=t!(lang, SigninTitle) why=t!(lang, SigninWhy)>
            <form id="sign-in" class="form" method="post" action="/sign-in" on:submit=move |event| send.run(event)>
                <Words words=Signal::derive(words) />
                <input type="hidden" name="next" value=next />
                <Field name="login" label=t!(lang, SettingsPersonLogin) errors=fields required=true>
                    <TextInput initial=login autocomplete="username" autofocus=!again />
                </Field>
                <Field name="password" label=t!(lang, SigninPassword) errors=fields required=true>
                    <PasswordInput autocomplete="current-password" autofocus=again />
                </Field>
                <Button kind=Kind::Primary submit=true pending=pending>{t!(lang, SigninDo)}</Button>
            </form>
            <p class="doorway-help">{t!(lang, SigninForgotten)}</p>
            <LangLinks path="/sign-in" />
        </Doorway>
    }
}

/// The wait after too many tries in minutes, as people count them.
fn refused(lang: Lang, error: &AppError) -> String {
    match error.0 {
        Problem::TooMany { seconds } => t!(lang, SigninTooMany, n = (seconds + 59) / 60),
        Problem::SignedOut => t!(lang, SigninEnded).to_owned(),
        _ => problem_words(lang, error),
    }
}
