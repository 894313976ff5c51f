//! 分配: gives leads to someone.
use super::api::AssignLeads;
use crate::answer::answer;
use crate::list::{PeoplePick, Target, VerbDialog, doing, for_good, name_among, people_for};
use crate::start::use_lang;
use domain::PersonId;
use domain::list::Done;
use leptos::prelude::*;
use messages::t;

/// Asks to whom, assigns, and says what was done. It opens when `target` becomes something.
#[component]
pub fn AssignDialog(
    /// The leads; `None` while closed.
    target: RwSignal<Option<Target>>,
    /// They are assigned.
    #[prop(into)]
    on_done: Callback<Done>,
) -> impl IntoView {
    let lang = use_lang();
    let people = people_for(target);
    let owner = RwSignal::new(Vec::<PersonId>::new());
    let name = move || owner.with_untracked(|owner| owner.first().map(|owner| name_among(people, *owner)));
    let said = move |n: String| t!(lang, LeadsDoneAssign, n = n, person = name().unwrap_or_default());
    let action = doing::<AssignLeads>(target, said, for_good, on_done);
    let submit = move |chosen| {
        if let Some(owner) = owner.with_untracked(|owner| owner.first().copied()) {
            action.dispatch(AssignLeads { chosen, owner });
        }
    };
    view! {
        <VerbDialog
            target=target
            title=t!(lang, LeadsAssign)
            word=t!(lang, LeadsAssign)
            sent=answer(action, "verb-form")
            ready=Signal::derive(move || owner.with(|owner| !owner.is_empty()))
            on_submit=submit
        >
            <PeoplePick people=people value=owner legend=t!(lang, LeadsAssignTitle) />
        </VerbDialog>
    }
}
