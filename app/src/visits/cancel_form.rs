//! A visit that will not take place.
use super::api::CancelVisit;
use crate::answer::answer;
use crate::start::use_lang;
use crate::ui::{Button, Kind, ProblemText};
use domain::VisitId;
use domain::visit::Visit;
use leptos::form::ActionForm;
use leptos::prelude::*;
use messages::t;

/// Says what calling off means, and does it. It works without a script.
#[component]
pub fn CancelForm(
    /// The visit.
    visit: VisitId,
    /// It is called off.
    #[prop(into)]
    on_done: Callback<Visit>,
) -> impl IntoView {
    let lang = use_lang();
    let action = ServerAction::<CancelVisit>::new();
    let answer = answer(action, format!("cancel-{visit}"));
    Effect::new(move || {
        if let Some(Ok(visit)) = action.value().get() {
            on_done.run(visit);
        }
    });
    view! {
        <div class="visit-form" id=format!("cancel-{visit}")>
            <ActionForm action=action>
                <ProblemText error=answer.error />
                <input type="hidden" name="visit" value=visit.0 />
                <p class="prose">{t!(lang, CalendarCancelMeans)}</p>
                <footer class="form-foot">
                    <Button kind=Kind::Danger submit=true pending=answer.pending>{t!(lang, CalendarCancel)}</Button>
                </footer>
            </ActionForm>
        </div>
    }
}
