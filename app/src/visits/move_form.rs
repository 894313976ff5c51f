//! Another time for a visit.
use super::api::MoveVisit;
use crate::answer::answer;
use crate::leads::wall_time::{self, Soon};
use crate::start::{use_lang, use_me, use_now};
use crate::ui::{Button, ChipPick, DateTimeInput, Field, Kind, ProblemText};
use domain::visit::Visit;
use leptos::form::ActionForm;
use leptos::prelude::*;
use messages::t;

/// A form for another time. It works without a script.
#[component]
pub fn MoveForm(
    /// The visit.
    visit: Visit,
    /// It is moved.
    #[prop(into)]
    on_done: Callback<Visit>,
) -> impl IntoView {
    let (lang, me, now) = (use_lang(), use_me(), use_now());
    let action = ServerAction::<MoveVisit>::new();
    let id = visit.id;
    let answer = answer(action, format!("move-{id}"));
    Effect::new(move || {
        if let Some(Ok(visit)) = action.value().get() {
            on_done.run(visit);
        }
    });
    let today = me.zone.day_of(now.get_untracked());
    let starts_at = RwSignal::new(wall_time::write(me.zone.local(visit.starts_at)));
    let chip = move |soon: Soon| {
        let words = match soon {
            Soon::Tomorrow => t!(lang, LeadsSoonTomorrow),
            Soon::InThreeDays => t!(lang, LeadsSoonThreeDays),
            Soon::NextMonday => t!(lang, LeadsSoonMonday),
        };
        let day = soon.from(today);
        let chosen = Signal::derive(move || starts_at.with(|at| at.starts_with(&day.to_string())));
        let pick = move |()| starts_at.update(|at| *at = wall_time::on_day(day, at));
        view! { <ChipPick on_pick=pick chosen=chosen>{words}</ChipPick> }
    };
    view! {
        <div class="visit-form" id=format!("move-{id}")>
            <ActionForm action=action>
                <ProblemText error=answer.error />
                <input type="hidden" name="visit" value=id.0 />
                <Field
                    name="starts_at"
                    id=format!("move-{id}-starts")
                    label=t!(lang, CalendarNewTime)
                    errors=answer.fields
                    required=true
                >
                    <DateTimeInput value=starts_at />
                </Field>
                <div class="row">{Soon::ALL.map(chip)}</div>
                <footer class="form-foot">
                    <Button kind=Kind::Plain submit=true pending=answer.pending>{t!(lang, CalendarMove)}</Button>
                </footer>
            </ActionForm>
        </div>
    }
}
