//! The dialogs of verbs that need a word more: why, to whom, to what.
use super::{Target, TargetLine, Which, open_while};
use crate::answer::Answer;
use crate::start::use_lang;
use crate::ui::{Button, Dialog, Kind, ProblemText};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use messages::t;

/// A dialog that says to how many a verb will be done, asks for what the verb needs, and does it.
/// It opens when `target` becomes something; whoever did the verb takes it away again.
#[component]
pub fn VerbDialog(
    /// The rows; `None` while closed.
    target: RwSignal<Option<Target>>,
    /// The heading.
    title: &'static str,
    /// The verb on the button.
    word: &'static str,
    /// What came of it.
    sent: Answer,
    /// What the verb needs is there.
    #[prop(into)]
    ready: Signal<bool>,
    /// It ends or removes something.
    #[prop(optional)]
    danger: bool,
    /// Does it.
    #[prop(into)]
    on_submit: Callback<Which>,
    /// What is asked.
    children: ChildrenFn,
) -> impl IntoView {
    let open = open_while(target);
    let kind = if danger { Kind::Danger } else { Kind::Primary };
    let cancel = t!(use_lang(), CommonCancel);
    let children = StoredValue::new(children);
    let inside = move || {
        let target = target.get_untracked()?;
        let which = Which(target.chosen.clone());
        let submit = move |event: SubmitEvent| {
            event.prevent_default();
            if ready.get_untracked() && !sent.pending.get_untracked() {
                on_submit.run(which.clone());
            }
        };
        Some(view! {
            <form class="verb-form" id="verb-form" on:submit=submit>
                <TargetLine target=target />
                <ProblemText error=sent.error />
                {children.with_value(|children| children())}
                <footer class="dialog-foot">
                    <Button on:click=move |_| open.set(false)>{cancel}</Button>
                    <Button kind=kind submit=true pending=sent.pending disabled=Signal::derive(move || !ready.get())>{word}</Button>
                </footer>
            </form>
        })
    };
    view! { <Dialog open=open title=title>{inside}</Dialog> }
}
