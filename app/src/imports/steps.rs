//! The way from the file to the rows, and where on it one stands.
use crate::start::use_lang;
use crate::ui::Icon;
use domain::import::ImportState;
use leptos::prelude::*;
use messages::t;

/// The steps.
#[component]
pub fn Steps(
    /// How far the import has come.
    #[prop(into)]
    state: Signal<ImportState>,
    /// The rules are being changed once more.
    #[prop(into)]
    edits: Signal<bool>,
) -> impl IntoView {
    let lang = use_lang();
    let words = [
        t!(lang, ImportStepUpload),
        t!(lang, ImportStepMap),
        t!(lang, ImportStepRules),
        t!(lang, ImportStepCheck),
        t!(lang, ImportStepRun),
        t!(lang, ImportStepResult),
    ];
    // Columns and rules stand on one page.
    let here = move || match state.get() {
        ImportState::Uploaded => 1..3,
        ImportState::Checked if edits.get() => 1..3,
        ImportState::Checking | ImportState::Checked => 3..4,
        ImportState::Running => 4..5,
        ImportState::Done | ImportState::Stopped => 5..6,
    };
    let step = move |(at, word): (usize, &'static str)| {
        let current = move || here().contains(&at).then_some("step");
        let past = move || at < here().start;
        view! {
            <li aria-current=current class:past=past>
                <span class="step-mark">{move || if past() { Icon::Check.draw().into_any() } else { (at + 1).into_any() }}</span>
                {word}
            </li>
        }
    };
    view! { <ol class="steps" aria-label=t!(lang, ImportSteps)>{words.into_iter().enumerate().map(step).collect_view()}</ol> }
}
