//! A visit with all there is to it, and what can be done with it.
use super::cancel_form::CancelForm;
use super::feedback_form::FeedbackForm;
use super::move_form::MoveForm;
use super::visit_card::state_label;
use super::words::{day_and_year, span_words};
use crate::start::{use_lang, use_me, use_now};
use crate::ui::{Icon, KeyValue};
use domain::visit::{Visit, VisitState};
use leptos::prelude::*;
use messages::t;

/// A visit, and the forms that move it on. They work without a script.
#[component]
pub fn VisitDetail(
    /// The visit.
    visit: Visit,
    /// Something was done with it.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let (lang, me, now) = (use_lang(), use_me(), use_now());
    let day = me.zone.day_of(visit.starts_at);
    let (state, at) = (visit.state, visit.starts_at);
    let overdue = move || state == VisitState::Open && at < now.get();
    let when = format!("{} {}", day_and_year(lang, day), span_words(&me.zone, &visit));
    let (name, who) = (visit.about_name.clone(), visit.person_name.clone());
    let (place, points) = (visit.place.clone(), visit.points.clone());
    let href = visit.about.path();
    let company =
        (!visit.company.is_empty()).then(|| view! { <span class="muted">{visit.company.clone()}</span> });
    let forms = (visit.may_edit && visit.state == VisitState::Open).then(|| {
        let visit = visit.clone();
        view! { <Forms visit=visit on_done=on_done /> }
    });
    let feedback = visit.feedback.clone().map(|feedback| {
        view! {
            <KeyValue label=t!(lang, CalendarFeedback)><span class="visit-text">{feedback}</span></KeyValue>
        }
    });
    view! {
        <div class="visit-detail">
            <dl>
                <KeyValue label=t!(lang, CalendarLead)>
                    <a href=href>{name}</a> " " {company}
                </KeyValue>
                <KeyValue label=t!(lang, CalendarTime)>
                    <time datetime=at.to_string() class:overdue=overdue>
                        {when}
                    </time>
                    " " {state_label(lang, state)}
                </KeyValue>
                <KeyValue label=t!(lang, CalendarPlace) blank=visit.place.is_empty()>{place}</KeyValue>
                <KeyValue label=t!(lang, CalendarPoints) blank=visit.points.is_empty()>
                    <span class="visit-text">{points}</span>
                </KeyValue>
                <KeyValue label=t!(lang, CalendarWho)>{who}</KeyValue>
                {feedback}
            </dl>
            {forms}
        </div>
    }
}

#[component]
fn Forms(visit: Visit, on_done: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    let id = visit.id;
    view! {
        <FeedbackForm visit=id on_done=move |_| on_done.run(()) />
        <details class="visit-more">
            <summary>{Icon::Schedule.draw()} {t!(lang, CalendarMove)}</summary>
            <MoveForm visit=visit on_done=move |_| on_done.run(()) />
        </details>
        <details class="visit-more">
            <summary>{Icon::Close.draw()} {t!(lang, CalendarCancel)}</summary>
            <CancelForm visit=id on_done=move |_| on_done.run(()) />
        </details>
    }
}
