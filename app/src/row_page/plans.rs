//! The right column: what comes next, with the form for what came of it, and what lies behind.
use crate::start::{use_lang, use_me};
use crate::ui::{Icon, Label, TimeText};
use crate::visits::{FeedbackForm, day_words, span_words, state_label};
use domain::visit::{PlanKind, Visit, VisitState};
use leptos::prelude::*;
use messages::t;

/// The visits and plans for a row: the open ones, the way to plan more, those of the past, and what else is given.
#[component]
pub fn Plans(
    /// All of them, the earliest first.
    visits: Memo<Vec<Visit>>,
    /// The way to plan more.
    #[prop(into)]
    way: ViewFn,
    /// Something was done with one.
    #[prop(into)]
    on_done: Callback<()>,
    /// What stands below.
    children: Children,
) -> impl IntoView {
    let lang = use_lang();
    let of = move |open: bool| {
        let mut visits = visits.get();
        visits.retain(|visit| (visit.state == VisitState::Open) == open);
        if !open {
            visits.reverse();
        }
        visits
    };
    // A visit is drawn anew when it changed: a half-written feedback is kept as a draft.
    let key = |visit: &Visit| (visit.id, visit.starts_at, visit.state, visit.may_edit);
    let one = move |visit: Visit| view! { <Plan visit=visit on_done=on_done /> };
    let past = move || {
        (!of(false).is_empty()).then(|| {
            view! {
                <details class="visits-past" open=of(true).is_empty()>
                    <summary>{t!(lang, LeadVisitsPast)} " " <span class="count">{move || of(false).len()}</span></summary>
                    <For each=move || of(false) key=key children=one />
                </details>
            }
        })
    };
    let has_past = Memo::new(move |_| !of(false).is_empty());
    let none = Memo::new(move |_| of(true).is_empty());
    view! {
        <section class="lead-next" aria-label=t!(lang, LeadNext)>
            <header class="lead-part-head"><h2>{t!(lang, LeadNext)}</h2></header>
            <For each=move || of(true) key=key children=one />
            <div class="next-way">
                {move || none.get().then(|| view! { <p class="muted">{t!(lang, LeadNothingPlanned)}</p> })}
                {way.run()}
            </div>
            {move || has_past.get().then(|| untrack(past))}
            {children()}
        </section>
    }
}

/// One visit or plan.
#[component]
fn Plan(visit: Visit, on_done: Callback<()>) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let line = |icon: Icon, text: &str| {
        let text = text.to_owned();
        (!text.is_empty()).then(|| view! { <p class="visit-line">{icon.draw()} <span>{text}</span></p> })
    };
    let open = visit.state == VisitState::Open;
    let words =
        format!("{} {}", day_words(lang, me.zone.day_of(visit.starts_at)), span_words(&me.zone, &visit));
    let other = (visit.person != me.id).then(|| line(Icon::Person, &visit.person_name));
    let due = open.then(|| view! { <TimeText at=visit.starts_at due=true /> });
    let plan = (visit.kind == PlanKind::Plan)
        .then(|| view! { <Label colour="teal">{t!(lang, CustomersPlanKindPlan)}</Label> });
    let done = move |_| {
        let _ = on_done.try_run(());
    };
    let feedback = (open && visit.may_edit).then(|| {
        view! {
            <details class="visit-more">
                <summary>{Icon::Process.draw()} {t!(lang, CalendarWriteFeedback)}</summary>
                <FeedbackForm visit=visit.id on_done=done />
            </details>
        }
    });
    view! {
        <article class="visit-of-lead" data-state=visit.state.key()>
            <p class="visit-when"><a href=format!("/calendar/visits/{}", visit.id)>{words}</a> {state_label(lang, visit.state)} {plan}</p>
            {due}
            {line(Icon::Place, &visit.place)}
            {line(Icon::Info, &visit.points)}
            {other}
            {visit.feedback.as_deref().and_then(|feedback| line(Icon::Check, feedback))}
            {feedback}
        </article>
    }
}
