//! 加日程: a visit or a plan in the calendar and a record in the timeline, for one row or for many.
use super::api::ScheduleRows;
use super::{Target, TargetLine, Which, done_words, new_once, open_while, say_done};
use crate::answer::{answer, on_done as when_done};
use crate::leads::wall_time::{Soon, on_day};
use crate::start::{use_lang, use_me, use_now};
use crate::ui::{
    Button, ChipPick, Choosable, DateTimeInput, Dialog, Field, Kind, ProblemText, Select, TextArea,
    TextInput, use_toasts,
};
use domain::list::Done;
use domain::visit::PlanKind;
use domain::{Lang, Subject};
use leptos::form::ActionForm;
use leptos::prelude::*;
use messages::t;

/// The lengths a visit is offered with, in minutes.
const LENGTHS: [i64; 5] = [30, 60, 90, 120, 240];

/// A form that puts one visit for each row into the calendar. It works without a script.
#[component]
pub fn ScheduleForm(
    /// The rows.
    target: Target,
    /// Offers a way out beside the verb.
    #[prop(optional, into)]
    on_cancel: Option<Callback<()>>,
    /// The visits are made.
    #[prop(into)]
    on_done: Callback<Done>,
) -> impl IntoView {
    let (lang, me, now) = (use_lang(), use_me(), use_now());
    let action = ServerAction::<ScheduleRows>::new();
    let (sent, once) = (answer(action, "schedule-form"), RwSignal::new(new_once()));
    when_done(action, move |done| {
        once.set(new_once());
        on_done.run(done);
    });
    let today = me.zone.day_of(now.get_untracked());
    let starts_at = RwSignal::new(on_day(Soon::Tomorrow.from(today), ""));
    let pick = move |soon: Soon| {
        let words = match soon {
            Soon::Tomorrow => t!(lang, LeadsSoonTomorrow),
            Soon::InThreeDays => t!(lang, LeadsSoonThreeDays),
            Soon::NextMonday => t!(lang, LeadsSoonMonday),
        };
        let day = soon.from(today);
        let chosen = Signal::derive(move || starts_at.with(|at| at.starts_with(&day.to_string())));
        let pick = move |()| starts_at.update(|at| *at = on_day(day, at));
        view! { <ChipPick on_pick=pick chosen=chosen>{words}</ChipPick> }
    };
    let length = |minutes: i64| {
        let words = if minutes < 60 {
            t!(lang, LeadsMinutes, n = minutes)
        } else if minutes % 60 == 0 {
            t!(lang, LeadsHours, n = minutes / 60)
        } else {
            t!(lang, LeadsHours, n = format!("{}.{}", minutes / 60, minutes % 60 / 6))
        };
        Choosable::new(minutes, words)
    };
    let lengths: Vec<_> = LENGTHS.into_iter().map(length).collect();
    let (noun, chosen) = (target.noun, String::from(Which(target.chosen.clone())));
    let kinds = (noun != Subject::Lead).then(|| view! { <PlanKinds /> });
    let cancel = on_cancel
        .map(|cancel| view! { <Button on:click=move |_| cancel.run(())>{t!(lang, CommonCancel)}</Button> });
    view! {
        <div class="schedule" id="schedule-form">
            <TargetLine target=target />
            <ActionForm action=action>
                <ProblemText error=sent.error />
                <input type="hidden" name="noun" value=noun.key() />
                <input type="hidden" name="chosen" value=chosen />
                <input type="hidden" name="once" value=once.get_untracked() prop:value=once />
                {kinds}
                <div class="form grid">
                    <div class="field-with-chips">
                        <Field name="starts_at" id="schedule-starts" label=t!(lang, LeadsStartsAt) errors=sent.fields required=true>
                            <DateTimeInput value=starts_at attr:autofocus=true />
                        </Field>
                        <div class="chips">{Soon::ALL.map(pick)}</div>
                    </div>
                    <Field name="minutes" id="schedule-minutes" label=t!(lang, LeadsLength) errors=sent.fields>
                        <Select options=lengths initial="60" />
                    </Field>
                    <Field name="place" id="schedule-place" label=t!(lang, LeadsPlace) help=place_help(lang, noun) errors=sent.fields wide=true>
                        <TextInput />
                    </Field>
                    <Field name="points" id="schedule-points" label=t!(lang, LeadsPoints) errors=sent.fields wide=true>
                        <TextArea placeholder=t!(lang, LeadsPointsHint) />
                    </Field>
                </div>
                <footer class="form-foot">
                    <span class="form-keys">{t!(lang, LeadsSaveKeys)}</span>
                    {cancel}
                    <Button kind=Kind::Primary submit=true pending=sent.pending>{t!(lang, LeadsSchedule)}</Button>
                </footer>
            </ActionForm>
        </div>
    }
}

const fn place_key(noun: Subject) -> messages::Key {
    match noun {
        Subject::Lead => messages::Key::LeadsPlaceHelp,
        Subject::Customer | Subject::Contact => messages::Key::CustomersPlaceHelp,
    }
}

fn place_help(lang: Lang, noun: Subject) -> &'static str {
    messages::text(lang, place_key(noun))
}

/// Whether somebody goes there, or gets in touch.
#[component]
fn PlanKinds() -> impl IntoView {
    let lang = use_lang();
    let one = |kind: PlanKind, words: &'static str, first: bool| {
        view! {
            <label class="pill">
                <input type="radio" name="kind" value=kind.key() checked=first />
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <fieldset class="pills">
            <legend>{t!(lang, CustomersPlanKind)}</legend>
            {one(PlanKind::Plan, t!(lang, CustomersPlanKindPlan), true)}
            {one(PlanKind::Visit, t!(lang, CustomersPlanKindVisit), false)}
        </fieldset>
    }
}

/// The form in a dialog. It opens when `chosen` becomes something, and takes it away again when it closes.
#[component]
pub fn ScheduleDialog(
    /// The rows; `None` while closed.
    chosen: RwSignal<Option<Target>>,
    /// The visits are made, and the dialog closed.
    #[prop(into)]
    on_done: Callback<Done>,
) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let open = open_while(chosen);
    let form = move || {
        let target = chosen.get_untracked()?;
        let done = move |done: Done| {
            open.set(false);
            say_done(toasts, done_words(lang, |n| t!(lang, LeadsDoneSchedule, n = n), &done), &done, None);
            on_done.run(done);
        };
        let cancel = move |()| open.set(false);
        Some(view! { <ScheduleForm target=target on_cancel=cancel on_done=done /> })
    };
    view! { <Dialog open=open title=t!(lang, LeadsSchedule)>{form}</Dialog> }
}
