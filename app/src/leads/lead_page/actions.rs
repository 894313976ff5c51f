//! What can be done with the lead now, by its state and by what the viewer may.
use super::opened::{Opened, called};
use crate::AppError;
use crate::leads::api::{ClaimLeads, ReopenLeads};
use crate::leads::{
    AssignDialog, FinishDialog, GiveUpDialog, ScheduleDialog, Target, Verb, Which, done_words,
};
use crate::row_page::Compose;
use crate::start::use_me;
use crate::ui::{Button, Icon, Kind, use_toasts};
use domain::lead::LeadState;
use domain::list::Done;
use leptos::form::ActionForm;
use leptos::prelude::*;
use messages::t;

/// The buttons, and the dialogs behind them.
#[component]
pub fn Actions(opened: Opened) -> impl IntoView {
    let lang = opened.lang;
    let me = use_me();
    let state = Memo::new(move |_| opened.lead.with(|lead| lead.state));
    let held = move |verb: Verb| me.may(verb.needs());
    let held = StoredValue::new(held);
    let fits = move |verb: Verb| {
        let reach = matches!(verb, Verb::Claim | Verb::Assign) || opened.may_change();
        verb.fits(state.get()) && reach && held.with_value(|held| held(verb))
    };
    let target = move || Target::one(opened.id, opened.lead.with_untracked(|lead| called(lang, lead)));
    let [schedule, finish, assign, give_up] = [(); 4].map(|()| RwSignal::new(None::<Target>));
    let opens = move |verb: Verb, icon: Icon, words: &'static str, dialog: RwSignal<Option<Target>>| {
        move || {
            let open = move |_| dialog.set(Some(target()));
            fits(verb).then(
                || view! { <span class="awake-only"><Button icon=icon on:click=open>{words}</Button></span> },
            )
        }
    };
    let claim = move || fits(Verb::Claim).then(|| view! { <Claim opened=opened /> });
    let reopen = move || fits(Verb::Reopen).then(|| view! { <Reopen opened=opened /> });
    let process = move || {
        (state.get() == LeadState::Claimed && opened.may_process())
            .then(|| view! { <Process opened=opened /> })
    };
    let done = move |_: Done| opened.refetch();
    view! {
        <div class="lead-actions">
            {claim} {process} {reopen}
            {opens(Verb::Schedule, Icon::Schedule, t!(lang, LeadsSchedule), schedule)}
            {opens(Verb::Finish, Icon::Finish, t!(lang, LeadsFinish), finish)}
            {opens(Verb::Assign, Icon::Assign, t!(lang, LeadsAssign), assign)}
            {opens(Verb::GiveUp, Icon::Pool, t!(lang, LeadsGiveUp), give_up)}
        </div>
        <ScheduleDialog chosen=schedule on_done=move |done: Done| opened.scheduled(&done) />
        <FinishDialog target=finish choices=opened.choices on_done=done />
        <AssignDialog target=assign on_done=done />
        <GiveUpDialog target=give_up choices=opened.choices on_done=done />
    }
}

/// Leads to the composer.
#[component]
fn Process(opened: Opened) -> impl IntoView {
    let write = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        opened.compose.set(Compose::Write);
    };
    view! {
        <a class="button primary" href="#process-form" rel="external" on:click=write>
            {Icon::Process.draw()} <span>{t!(opened.lang, LeadsProcess)}</span>
        </a>
    }
}

#[component]
fn Claim(opened: Opened) -> impl IntoView {
    let lang = opened.lang;
    let action = ServerAction::<ClaimLeads>::new();
    let words = move |done: &Done| done_words(lang, |n| t!(lang, LeadsDoneClaim, n = n), done);
    answered(opened, action.version(), move || action.value().get_untracked(), words);
    view! {
        <ActionForm action=action>
            <input type="hidden" name="chosen" value=String::from(Which::from(opened.id)) />
            <Button kind=Kind::Primary icon=Icon::Claim submit=true pending=action.pending()>{t!(lang, LeadsClaim)}</Button>
        </ActionForm>
    }
}

#[component]
fn Reopen(opened: Opened) -> impl IntoView {
    let lang = opened.lang;
    let action = ServerAction::<ReopenLeads>::new();
    let words = move |done: &Done| done_words(lang, |n| t!(lang, LeadsDoneReopen, n = n), done);
    answered(opened, action.version(), move || action.value().get_untracked(), words);
    view! {
        <ActionForm action=action>
            <input type="hidden" name="chosen" value=String::from(Which::from(opened.id)) />
            <Button kind=Kind::Primary icon=Icon::Reopen submit=true pending=action.pending()>{t!(lang, LeadsReopen)}</Button>
        </ActionForm>
    }
}

/// Says what a verb did, and shows the lead as it is now.
fn answered(
    opened: Opened,
    version: RwSignal<usize>,
    answer: impl Fn() -> Option<Result<Done, AppError>> + 'static,
    words: impl Fn(&Done) -> String + 'static,
) {
    let toasts = use_toasts();
    Effect::new(move |_| {
        version.track();
        match answer() {
            Some(Ok(done)) => {
                toasts.say(words(&done));
                opened.refetch();
            }
            Some(Err(error)) => toasts.problem(&error),
            None => {}
        }
    });
}
