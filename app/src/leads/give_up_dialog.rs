//! 放回公海: gives leads back to the pool, with a reason.
use super::api::GiveUpLeads;
use crate::answer::{answer, on_done as when_done};
use crate::list::{ChoiceRadios, Target, VerbDialog, done_words, say_done};
use crate::start::use_lang;
use crate::ui::{Choices, Field, TextArea, use_toasts};
use domain::ChoiceId;
use domain::choice::ChoiceKind;
use domain::list::Done;
use leptos::prelude::*;
use messages::t;

/// Asks why, gives back, and says what was done. It opens when `target` becomes something.
#[component]
pub fn GiveUpDialog(
    /// The leads; `None` while closed.
    target: RwSignal<Option<Target>>,
    /// The drop-down lists.
    #[prop(into)]
    choices: Signal<Choices>,
    /// They lie in the pool.
    #[prop(into)]
    on_done: Callback<Done>,
) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let action = ServerAction::<GiveUpLeads>::new();
    let (reason, note) = (RwSignal::new(None::<ChoiceId>), RwSignal::new(String::new()));
    when_done(action, move |done: Done| {
        target.set(None);
        note.set(String::new());
        let words = done_words(lang, |n| t!(lang, LeadsDoneGiveUp, n = n), &done);
        say_done(toasts, words, &done, None);
        on_done.run(done);
    });
    let submit = move |chosen| {
        if let Some(reason) = reason.get_untracked() {
            action.dispatch(GiveUpLeads { chosen, reason, note: note.get_untracked() });
        }
    };
    let sent = answer(action, "verb-form");
    view! {
        <VerbDialog
            target=target
            title=t!(lang, LeadsGiveUp)
            word=t!(lang, LeadsGiveUp)
            sent=sent
            ready=Signal::derive(move || reason.with(Option::is_some))
            on_submit=submit
        >
            <ChoiceRadios kind=ChoiceKind::PoolReason legend=t!(lang, LeadsGiveUpReason) choices=choices value=reason />
            <Field name="note" id="give-up-note" label=t!(lang, LeadsGiveUpNote) errors=sent.fields>
                <TextArea value=note />
            </Field>
            <p class="muted">{t!(lang, LeadsGiveUpWhy)}</p>
        </VerbDialog>
    }
}
