//! A visit by itself: for a link sent to others, and where no script runs.
use super::address::PATH;
use super::api::find_visit;
use super::visit_detail::VisitDetail;
use crate::AppError;
use crate::loaded::awaited;
use crate::refused::Refused;
use crate::start::use_lang;
use crate::ui::Icon;
use domain::visit::Visit;
use domain::{Problem, VisitId};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use messages::t;

/// `/calendar/visits/7`.
#[component]
pub fn VisitPage() -> impl IntoView {
    let params = use_params_map();
    let id =
        Memo::new(move |_| params.with(|params| params.get("id").and_then(|id| id.parse::<VisitId>().ok())));
    let visit = Resource::new_blocking(
        move || id.get(),
        |id| async move {
            match id {
                Some(id) => find_visit(id).await,
                None => Err(AppError(Problem::NotFound)),
            }
        },
    );
    let shown = move || match visit.get()? {
        Ok(found) => Some(view! { <Found visit=found on_done=move || visit.refetch() /> }.into_any()),
        Err(error) => Some(view! { <Refused error=error /> }.into_any()),
    };
    view! {
        <div class="page-box">
            {awaited(visit, move || shown)}
        </div>
    }
}

#[component]
fn Found(visit: Visit, #[prop(into)] on_done: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    let title = t!(lang, CalendarVisitTitle, name = visit.about_name);
    view! {
        <Title text=title.clone() />
        <a class="back" href=PATH>{Icon::Left.draw()} {t!(lang, CalendarTitle)}</a>
        <div class="page-head"><h1>{title}</h1></div>
        <VisitDetail visit=visit on_done=on_done />
    }
}
