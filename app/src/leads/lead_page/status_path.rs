//! The statuses in their order: a click moves the lead to one.
use super::opened::Opened;
use crate::leads::Which;
use crate::leads::api::{SetLeadStatus, set_lead_status};
use crate::ui::{Icon, use_toasts};
use domain::ChoiceId;
use domain::choice::{Choice, ChoiceKind};
use domain::lead::LeadState;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::task::spawn_local;
use messages::t;

/// The path. It shows the new status at once, and works without a script.
#[component]
pub fn StatusPath(opened: Opened) -> impl IntoView {
    let (lang, toasts) = (opened.lang, use_toasts());
    let action = ServerAction::<SetLeadStatus>::new();
    let kept = Memo::new(move |_| opened.lead.with(|lead| lead.status));
    let present = RwSignal::new(kept.get_untracked());
    Effect::watch(move || kept.get(), move |kept, _, _| present.set(*kept), false);
    Effect::new(move || {
        if let Some(asked) = action.input().get() {
            present.set(asked.status);
        }
    });
    let undo = move |to: ChoiceId| {
        spawn_local(async move {
            match set_lead_status(opened.id.into(), to).await {
                Ok(_) => opened.refetch(),
                Err(error) => toasts.problem(&error),
            }
        });
    };
    Effect::watch(
        move || action.version().get(),
        move |_, _, _| match action.value().get_untracked() {
            Some(Ok(_)) => {
                let (before, after) = (kept.get_untracked(), present.get_untracked());
                let name = opened.choices.with_untracked(|choices| choices.name(after, lang).to_owned());
                if before != after {
                    toasts.undoable(t!(lang, LeadStatusSet, status = name), move || undo(before));
                }
                opened.refetch();
            }
            Some(Err(error)) => {
                toasts.problem(&error);
                present.set(kept.get_untracked());
            }
            None => {}
        },
        false,
    );
    let statuses = Memo::new(move |_| {
        opened.choices.with(|choices| {
            choices.offered(ChoiceKind::Status, Some(kept.get())).cloned().collect::<Vec<_>>()
        })
    });
    let off = Signal::derive(move || {
        !opened.may_change() || opened.lead.with(|lead| lead.state != LeadState::Claimed)
    });
    let step = move |choice: Choice| view! { <Step choice=choice present=present off=off /> };
    view! {
        <nav class="status-path" aria-label=t!(lang, LeadStatusPath)>
            <ActionForm action=action>
                <input type="hidden" name="chosen" value=String::from(Which::from(opened.id)) />
                <ol><For each=move || statuses.get() key=|choice| (choice.id, choice.name.clone(), choice.name_en.clone(), choice.colour.clone()) children=step /></ol>
            </ActionForm>
        </nav>
    }
}

#[component]
fn Step(choice: Choice, present: RwSignal<ChoiceId>, off: Signal<bool>) -> impl IntoView {
    let (lang, id) = (crate::start::use_lang(), choice.id);
    let here = Memo::new(move |_| present.get() == id);
    view! {
        <li data-colour=choice.colour.clone() class:here=here>
            <button
                type="submit"
                name="status"
                value=id.0
                disabled=move || off.get() || here.get()
                aria-current=move || here.get().then_some("step")
            >
                {move || here.get().then(|| Icon::Check.draw())}
                <span>{choice.label(lang).to_owned()}</span>
            </button>
        </li>
    }
}
