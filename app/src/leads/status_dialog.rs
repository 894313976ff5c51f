//! 改状态: gives leads a status.
use super::api::SetLeadStatus;
use crate::answer::{answer, on_done as when_done};
use crate::list::{ChoiceRadios, Target, VerbDialog, done_words, say_done};
use crate::start::use_lang;
use crate::ui::{Choices, use_toasts};
use domain::ChoiceId;
use domain::choice::ChoiceKind;
use domain::list::Done;
use leptos::prelude::*;
use messages::t;

/// Asks for the status, sets it, and says what was done. It opens when `target` becomes something.
#[component]
pub fn StatusDialog(
    /// The leads; `None` while closed.
    target: RwSignal<Option<Target>>,
    /// The drop-down lists.
    #[prop(into)]
    choices: Signal<Choices>,
    /// They have the status.
    #[prop(into)]
    on_done: Callback<Done>,
) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let action = ServerAction::<SetLeadStatus>::new();
    let status = RwSignal::new(None::<ChoiceId>);
    let name = move || {
        let status = status.get_untracked();
        choices
            .with_untracked(|choices| status.map(|status| choices.name(status, lang).to_owned()))
            .unwrap_or_default()
    };
    when_done(action, move |done: Done| {
        target.set(None);
        let words = done_words(lang, |n| t!(lang, LeadsDoneStatus, n = n, status = name()), &done);
        say_done(toasts, words, &done, None);
        on_done.run(done);
    });
    let submit = move |chosen| {
        if let Some(status) = status.get_untracked() {
            action.dispatch(SetLeadStatus { chosen, status });
        }
    };
    view! {
        <VerbDialog
            target=target
            title=t!(lang, LeadsSetStatus)
            word=t!(lang, LeadsSetStatus)
            sent=answer(action, "verb-form")
            ready=Signal::derive(move || status.with(Option::is_some))
            on_submit=submit
        >
            <ChoiceRadios kind=ChoiceKind::Status legend=t!(lang, LeadsSetStatusTitle) choices=choices value=status />
        </VerbDialog>
    }
}
