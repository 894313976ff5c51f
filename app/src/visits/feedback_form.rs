//! What came of a visit. Sent twice, it is written once.
use super::api::WriteFeedback;
use crate::answer::answer;
use crate::leads::keep_draft;
use crate::start::use_lang;
use crate::ui::{Button, Field, Kind, ProblemText, TextArea};
use domain::VisitId;
use domain::record::Record;
use leptos::form::ActionForm;
use leptos::prelude::*;
use messages::t;

/// A form for the feedback of an open visit. It works without a script.
#[component]
pub fn FeedbackForm(
    /// The visit.
    visit: VisitId,
    /// The focus starts in it.
    #[prop(optional)]
    autofocus: bool,
    /// The feedback is written.
    #[prop(into)]
    on_done: Callback<Record>,
) -> impl IntoView {
    let lang = use_lang();
    let action = ServerAction::<WriteFeedback>::new();
    let content = RwSignal::new(String::new());
    keep_draft(format!("feedback.{visit}"), content);
    let answer = answer(action, format!("feedback-{visit}"));
    Effect::new(move || {
        if let Some(Ok(record)) = action.value().get() {
            content.set(String::new());
            on_done.run(record);
        }
    });
    let id = format!("feedback-{visit}-content");
    view! {
        <div class="visit-form" id=format!("feedback-{visit}")>
            <ActionForm action=action>
                <ProblemText error=answer.error />
                <input type="hidden" name="visit" value=visit.0 />
                <Field name="content" id=id label=t!(lang, CalendarFeedback) errors=answer.fields required=true>
                    <TextArea value=content rows=3 placeholder=t!(lang, CalendarFeedbackHint) autofocus=autofocus />
                </Field>
                <footer class="form-foot">
                    <Button kind=Kind::Primary submit=true pending=answer.pending>{t!(lang, CalendarWriteFeedback)}</Button>
                </footer>
            </ActionForm>
        </div>
    }
}
