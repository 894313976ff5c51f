//! A visit in the list of a day.
use super::board::Board;
use super::words::span_words;
use crate::start::{use_lang, use_me, use_now};
use crate::ui::{Icon, Label};
use domain::visit::{Visit, VisitState};
use domain::{Lang, VisitId};
use leptos::prelude::*;
use messages::t;

/// Whether a visit has been made, as a label. An open one needs none.
pub fn state_label(lang: Lang, state: VisitState) -> impl IntoView {
    match state {
        VisitState::Open => None,
        VisitState::Done => Some(("green", t!(lang, CalendarDone))),
        VisitState::Cancelled => Some(("grey", t!(lang, CalendarCancelled))),
    }
    .map(|(colour, words)| view! { <Label colour=colour>{words}</Label> })
}

/// Opens the dialog of a visit; a click that asks for another tab stays a link.
pub fn open_dialog(board: Board, id: VisitId) -> impl Fn(leptos::ev::MouseEvent) + 'static {
    move |event| {
        let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key() || event.button() != 0;
        if !elsewhere {
            event.prevent_default();
            board.chosen.set(Some(id));
        }
    }
}

/// A visit, as it stands in the list of its day.
#[component]
pub fn VisitCard(
    /// The calendar.
    board: Board,
    /// The visit.
    visit: Visit,
) -> impl IntoView {
    let (lang, me, now) = (use_lang(), use_me(), use_now());
    let overdue = move || visit.state == VisitState::Open && visit.starts_at < now.get();
    let line = |icon: Icon, text: &str| {
        let text = text.to_owned();
        (!text.is_empty()).then(|| view! { <p class="visit-line">{icon.draw()} <span>{text}</span></p> })
    };
    let other = (visit.person != me.id).then(|| line(Icon::Person, &visit.person_name));
    let feedback = visit.feedback.as_deref().and_then(|feedback| line(Icon::Check, feedback));
    let id = visit.id;
    let act = (visit.state == VisitState::Open && visit.may_edit).then(|| t!(lang, CalendarWriteFeedback));
    view! {
        <article class="visit-card" data-state=visit.state.key()>
            <p class="visit-time" class:overdue=overdue>{span_words(&me.zone, &visit)}</p>
            <div class="visit-box">
                <h3>
                    <a href=format!("{}/{}", super::address::VISITS, visit.id) on:click=open_dialog(board, visit.id)>
                        {visit.about_name.clone()}
                    </a>
                    {(!visit.company.is_empty()).then(|| view! { <span class="muted">{visit.company.clone()}</span> })}
                    {state_label(lang, visit.state)}
                </h3>
                {line(Icon::Place, &visit.place)}
                {line(Icon::Info, &visit.points)}
                {other}
                {feedback}
                {act.map(|act| view! { <button class="link" type="button" on:click=open_dialog(board, id)>{act}</button> })}
            </div>
        </article>
    }
}
