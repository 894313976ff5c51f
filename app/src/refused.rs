//! A page that is not to be had.
use crate::AppError;
use crate::start::use_lang;
use crate::ui::{Empty, Icon, problem_words};
use domain::Problem;
use leptos::prelude::*;
use leptos_meta::Title;
use messages::t;

/// Stands in place of a page the store refused, and says why.
#[component]
pub fn Refused(
    /// Why.
    error: AppError,
) -> impl IntoView {
    let lang = use_lang();
    let (title, icon) = match error.0 {
        Problem::NotFound => (t!(lang, NavNotFoundTitle), Icon::Empty),
        Problem::Forbidden { .. } => (t!(lang, SettingsForbidden), Icon::Lock),
        _ => (t!(lang, SettingsNotLoaded), Icon::Warning),
    };
    view! {
        <Title text=title />
        <Empty title=title why=problem_words(lang, &error) icon=icon />
    }
}
