//! A verb on its way: when it is done its dialog closes, and says what was done.
use super::{Target, VerbDialog, Which, done_words, say_done};
use crate::AppError;
use crate::answer::{answer, on_done as when_done};
use crate::start::use_lang;
use crate::ui::use_toasts;
use domain::Lang;
use domain::list::Done;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The action of a verb. `said` tells what was done to how many; `undo` may take it back.
pub fn doing<S>(
    target: RwSignal<Option<Target>>,
    said: impl Fn(String) -> String + 'static,
    undo: impl Fn(&Done) -> Option<Callback<()>> + 'static,
    on_done: Callback<Done>,
) -> ServerAction<S>
where
    S: ServerFn<Output = Done, Error = AppError> + Clone + Send + Sync + 'static,
{
    let (lang, toasts) = (use_lang(), use_toasts());
    let action = ServerAction::<S>::new();
    when_done(action, move |done: Done| {
        target.set(None);
        say_done(toasts, done_words(lang, &said, &done), &done, undo(&done));
        on_done.run(done);
    });
    action
}

/// Nothing takes it back.
pub fn for_good(_: &Done) -> Option<Callback<()>> {
    None
}

/// A verb that needs no more than a yes. It opens when `target` becomes something.
#[component]
pub fn PlainDialog<S>(
    /// The rows; `None` while closed.
    target: RwSignal<Option<Target>>,
    /// The heading.
    title: &'static str,
    /// The verb on the button.
    word: &'static str,
    /// What it means.
    why: &'static str,
    /// It ends or removes something.
    #[prop(optional)]
    danger: bool,
    /// What is sent.
    make: fn(Which) -> S,
    /// What was done, to so many.
    said: fn(Lang, String) -> String,
    /// What may take it back.
    #[prop(optional, into)]
    undo: Option<Callback<Done, Option<Callback<()>>>>,
    /// It is done.
    #[prop(into)]
    on_done: Callback<Done>,
) -> impl IntoView
where
    S: ServerFn<Output = Done, Error = AppError> + Clone + Send + Sync + 'static,
{
    let lang = use_lang();
    let undo = move |done: &Done| undo.and_then(|undo| undo.run(done.clone()));
    let action = doing::<S>(target, move |n| said(lang, n), undo, on_done);
    let submit = move |chosen| {
        action.dispatch(make(chosen));
    };
    view! {
        <VerbDialog
            target=target
            title=title
            word=word
            sent=answer(action, "verb-form")
            ready=true
            danger=danger
            on_submit=submit
        >
            <p class="muted">{why}</p>
        </VerbDialog>
    }
}
