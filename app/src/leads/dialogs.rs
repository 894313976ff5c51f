//! The dialogs of a list page, each closed until its verb is asked for.
use super::verbs::Verbs;
use super::{AssignDialog, ClaimDialog, FinishDialog, GiveUpDialog, ScheduleDialog, StatusDialog};
use crate::list::{Changed, WriteDialog};
use domain::About;
use domain::list::Done;
use leptos::prelude::*;

/// All of them.
#[component]
pub fn Dialogs(verbs: Verbs) -> impl IntoView {
    let done = move |done: Done| verbs.page.done(&done);
    let processed = move |about: About| verbs.page.listing.follow(Changed::Rows([about.id].into()));
    view! {
        <WriteDialog subject=verbs.process choices=verbs.page.choices on_done=processed />
        <ScheduleDialog chosen=verbs.schedule on_done=done />
        <StatusDialog target=verbs.status choices=verbs.page.choices on_done=done />
        <FinishDialog target=verbs.finish choices=verbs.page.choices on_done=done />
        <AssignDialog target=verbs.assign on_done=done />
        <ClaimDialog target=verbs.claim on_done=done />
        <GiveUpDialog target=verbs.give_up choices=verbs.page.choices on_done=done />
    }
}
