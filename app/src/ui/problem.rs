//! Problems in words.
use super::Icon;
use crate::AppError;
use crate::start::use_lang;
use domain::{Lang, Problem};
use leptos::prelude::*;
pub use messages::problem::{field as field_words, permission as permission_words, permission_why};
use messages::{problem, t};

/// What happened and what to do.
#[must_use]
pub fn problem_words(lang: Lang, error: &AppError) -> String {
    if error.is_offline() { t!(lang, UiProblemOffline).to_owned() } else { problem::sentence(lang, &error.0) }
}

/// A problem where it belongs: above a form, in place of a list. Nothing while there is none.
#[component]
pub fn ProblemText(
    /// What went wrong.
    #[prop(into)]
    error: Signal<Option<AppError>>,
) -> impl IntoView {
    let lang = use_lang();
    let shown = move |error: AppError| {
        let again = (error.0 == Problem::SignedOut)
            .then(|| view! { <a href="/sign-in" rel="external">{t!(lang, UiSignInAgain)}</a> });
        view! {
            <p class="problem">{Icon::Warning.draw()} <span>{problem_words(lang, &error)} " " {again}</span></p>
        }
    };
    view! { <div class="problem-place" role="alert">{move || error.get().map(shown)}</div> }
}
