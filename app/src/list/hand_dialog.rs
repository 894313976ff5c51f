//! 分配, 转移: gives rows to one person.
use super::{PeoplePick, Target, VerbDialog, Which, doing, for_good, name_among, people_for};
use crate::AppError;
use crate::answer::answer;
use crate::start::use_lang;
use domain::list::Done;
use domain::{Lang, PersonId};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// Asks to whom, gives, and says what was done. It opens when `target` becomes something.
#[component]
pub fn HandDialog<S>(
    /// The rows; `None` while closed.
    target: RwSignal<Option<Target>>,
    /// The heading, which is the verb on the button too.
    title: &'static str,
    /// What is asked.
    legend: &'static str,
    /// What it means.
    #[prop(optional)]
    why: Option<&'static str>,
    /// It can be done without naming anybody.
    #[prop(optional)]
    optional: bool,
    /// What is sent; nothing while somebody has still to be named.
    make: fn(Which, Option<PersonId>) -> Option<S>,
    /// What was done, to so many, for whom.
    said: fn(Lang, String, String) -> String,
    /// They are given.
    #[prop(into)]
    on_done: Callback<Done>,
) -> impl IntoView
where
    S: ServerFn<Output = Done, Error = AppError> + Clone + Send + Sync + 'static,
{
    let lang = use_lang();
    let people = people_for(target);
    let owner = RwSignal::new(Vec::<PersonId>::new());
    let one = move || owner.with_untracked(|owner| owner.first().copied());
    let name = move || one().map(|owner| name_among(people, owner)).unwrap_or_default();
    let action = doing::<S>(target, move |n| said(lang, n, name()), for_good, on_done);
    let submit = move |chosen| {
        if let Some(sent) = make(chosen, one()) {
            action.dispatch(sent);
        }
    };
    view! {
        <VerbDialog
            target=target
            title=title
            word=title
            sent=answer(action, "verb-form")
            ready=Signal::derive(move || optional || owner.with(|owner| !owner.is_empty()))
            on_submit=submit
        >
            <PeoplePick people=people value=owner legend=legend />
            {why.map(|why| view! { <p class="muted">{why}</p> })}
        </VerbDialog>
    }
}
