//! 完结: ends the tracking of leads, with a reason.
use super::api::{FinishLeads, reopen_leads};
use crate::answer::{answer, on_done as when_done};
use crate::list::{ChoiceRadios, Target, VerbDialog, Which, done_words, say_done};
use crate::start::{may, use_lang};
use crate::ui::{Choices, use_toasts};
use domain::choice::ChoiceKind;
use domain::list::{Chosen, Done};
use domain::{ChoiceId, Permission};
use leptos::prelude::*;
use leptos::task::spawn_local;
use messages::t;

/// Asks why, finishes, and says what was done. It opens when `target` becomes something.
#[component]
pub fn FinishDialog(
    /// The leads; `None` while closed.
    target: RwSignal<Option<Target>>,
    /// The drop-down lists.
    #[prop(into)]
    choices: Signal<Choices>,
    /// They are finished, or taken up again after all.
    #[prop(into)]
    on_done: Callback<Done>,
) -> impl IntoView {
    let (lang, toasts, may_reopen) = (use_lang(), use_toasts(), may(Permission::ReopenLeads));
    let action = ServerAction::<FinishLeads>::new();
    let reason = RwSignal::new(None::<ChoiceId>);
    let undo = move |done: &Done| {
        let which = Which(Chosen::Ids(done.done.clone()));
        let take_back = move |()| {
            let which = which.clone();
            spawn_local(async move {
                match reopen_leads(which).await {
                    Ok(done) => on_done.run(done),
                    Err(error) => toasts.problem(&error),
                }
            });
        };
        may_reopen.then(|| Callback::new(take_back))
    };
    when_done(action, move |done: Done| {
        target.set(None);
        let words = done_words(lang, |n| t!(lang, LeadsDoneFinish, n = n), &done);
        say_done(toasts, words, &done, undo(&done));
        on_done.run(done);
    });
    let submit = move |chosen| {
        if let Some(reason) = reason.get_untracked() {
            action.dispatch(FinishLeads { chosen, reason });
        }
    };
    view! {
        <VerbDialog
            target=target
            title=t!(lang, LeadsFinishTitle)
            word=t!(lang, LeadsFinish)
            sent=answer(action, "verb-form")
            ready=Signal::derive(move || reason.with(Option::is_some))
            on_submit=submit
        >
            <ChoiceRadios kind=ChoiceKind::FinishReason legend=t!(lang, LeadsFinishReason) choices=choices value=reason />
            <p class="muted">{t!(lang, LeadsFinishWhy)}</p>
        </VerbDialog>
    }
}
