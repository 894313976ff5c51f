//! The right column: what comes next, the visits, and what else is known.
use super::opened::{Opened, called};
use crate::leads::{ScheduleDialog, ScheduleForm, Target, Verb};
use crate::row_page::{Attachments, Moves, Plans};
use crate::start::may;
use crate::ui::{Button, Group, Icon, KeyValue, TimeText};
use domain::lead::{LeadColumn, LeadState};
use domain::list::Done;
use leptos::prelude::*;
use messages::{column, t};

/// The next visit, all visits with the form for their feedback, the facts, and the way through hands.
#[component]
pub fn NextSteps(opened: Opened) -> impl IntoView {
    let way = move || view! { <Schedule opened=opened /> };
    view! {
        <Plans visits=opened.visits way=way on_done=move |()| opened.refetch()>
            <Facts opened=opened />
            <Attachments about=opened.id.into() files=opened.files may_add=Signal::derive(move || opened.may_change()) refetch=opened.refetch />
            <Moves moves=opened.moves choices=opened.choices />
        </Plans>
    }
}

/// The way to plan what comes next: a dialog, and where no script runs the form itself.
#[component]
fn Schedule(opened: Opened) -> impl IntoView {
    let lang = opened.lang;
    let chosen = RwSignal::new(None::<Target>);
    let awake = RwSignal::new(false);
    Effect::new(move || awake.set(true));
    let allowed = may(Verb::Schedule.needs());
    let target = move || Target::one(opened.id, opened.lead.with_untracked(|lead| called(lang, lead)));
    let done = move |done: Done| opened.scheduled(&done);
    let fits = Memo::new(move |_| {
        allowed && opened.may_change() && opened.lead.with(|lead| Verb::Schedule.fits(lead.state))
    });
    let way = move || match (fits.get(), awake.get()) {
        (false, _) => ().into_any(),
        (true, false) => view! {
            <details class="visit-more">
                <summary class="button">{Icon::Schedule.draw()} {t!(lang, LeadsSchedule)}</summary>
                <ScheduleForm target=target() on_done=done />
            </details>
        }
        .into_any(),
        (true, true) => {
            let open = move |_| chosen.set(Some(target()));
            view! { <Button icon=Icon::Schedule on:click=open>{t!(lang, LeadsSchedule)}</Button> }.into_any()
        }
    };
    view! {
        {way}
        <ScheduleDialog chosen=chosen on_done=done />
    }
}

#[component]
fn Facts(opened: Opened) -> impl IntoView {
    let lang = opened.lang;
    let last = Memo::new(move |_| opened.lead.with(|lead| lead.last_record_at));
    let reason = Memo::new(move |_| {
        opened.lead.with(|lead| lead.finish_reason.filter(|_| lead.state == LeadState::Finished))
    });
    let reason = move || {
        let choice = reason.get().and_then(|id| opened.choices.with(|choices| choices.get(id).cloned()))?;
        Some(
            view! { <KeyValue label=column::lead(lang, LeadColumn::FinishReason)>{choice.label(lang).to_owned()}</KeyValue> },
        )
    };
    let owner = Memo::new(move |_| opened.lead.with(|lead| lead.owner_name.clone().unwrap_or_default()));
    view! {
        <Group title=t!(lang, LeadFacts)>
            <KeyValue label=column::lead(lang, LeadColumn::Owner) blank=Signal::derive(move || owner.read().is_empty())>{owner}</KeyValue>
            <KeyValue label=column::lead(lang, LeadColumn::LastRecordAt) blank=Signal::derive(move || last.get().is_none())>
                {move || last.get().map(|at| view! { <TimeText at=at /> })}
            </KeyValue>
            {reason}
        </Group>
    }
}
