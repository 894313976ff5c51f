//! 放回公海: gives rows back to a pool, with a reason.
use super::{ChoiceRadios, PoolPick, Target, VerbDialog, Which, doing, for_good};
use crate::AppError;
use crate::answer::answer;
use crate::start::use_lang;
use crate::ui::{Choices, Field, TextArea};
use domain::choice::ChoiceKind;
use domain::list::Done;
use domain::{ChoiceId, Lang, PoolId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use messages::t;

/// Why rows are given up, and where they go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenUp {
    /// The rows.
    pub chosen: Which,
    /// The pool; the first when none is named.
    pub pool: Option<PoolId>,
    /// The reason, out of a list.
    pub reason: ChoiceId,
    /// More words.
    pub note: String,
}

/// Asks why, gives back, and says what was done. It opens when `target` becomes something.
#[component]
pub fn GiveUpDialog<S>(
    /// The rows; `None` while closed.
    target: RwSignal<Option<Target>>,
    /// The drop-down lists.
    choices: Signal<Choices>,
    /// There are pools to choose from.
    #[prop(optional)]
    pools: bool,
    /// What is sent.
    make: fn(GivenUp) -> S,
    /// What was done, to so many.
    said: fn(Lang, String) -> String,
    /// They lie in the pool.
    #[prop(into)]
    on_done: Callback<Done>,
) -> impl IntoView
where
    S: ServerFn<Output = Done, Error = AppError> + Clone + Send + Sync + 'static,
{
    let lang = use_lang();
    let (reason, pool) = (RwSignal::new(None::<ChoiceId>), RwSignal::new(String::new()));
    let note = RwSignal::new(String::new());
    let done = move |done: Done| {
        note.set(String::new());
        on_done.run(done);
    };
    let action = doing::<S>(target, move |n| said(lang, n), for_good, Callback::new(done));
    let submit = move |chosen| {
        if let Some(reason) = reason.get_untracked() {
            let pool = pool.with_untracked(|pool| pool.parse().ok());
            action.dispatch(make(GivenUp { chosen, pool, reason, note: note.get_untracked() }));
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
            {pools.then(|| view! { <PoolPick value=pool errors=sent.fields /> })}
            <Field name="note" id="give-up-note" label=t!(lang, LeadsGiveUpNote) errors=sent.fields>
                <TextArea value=note />
            </Field>
            <p class="muted">{t!(lang, LeadsGiveUpWhy)}</p>
        </VerbDialog>
    }
}
