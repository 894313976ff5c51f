//! The viewer's star on the lead.
use super::opened::Opened;
use crate::leads::Which;
use crate::leads::api::FocusLeads;
use crate::ui::{Icon, IconButton, use_toasts};
use leptos::form::ActionForm;
use leptos::prelude::*;
use messages::t;

/// A star that answers at once. It works without a script.
#[component]
pub fn Star(opened: Opened) -> impl IntoView {
    let (lang, toasts) = (opened.lang, use_toasts());
    let action = ServerAction::<FocusLeads>::new();
    let kept = Memo::new(move |_| opened.lead.with(|lead| lead.focus));
    let on = RwSignal::new(kept.get_untracked());
    Effect::watch(move || kept.get(), move |kept, _, _| on.set(*kept), false);
    Effect::watch(
        move || action.version().get(),
        move |_, _, _| match action.value().get_untracked() {
            Some(Ok(_)) => opened.refetch(),
            Some(Err(error)) => {
                toasts.problem(&error);
                on.set(kept.get_untracked());
            }
            None => {}
        },
        false,
    );
    let icon = Signal::derive(move || if on.get() { Icon::Starred } else { Icon::Star });
    let name =
        Signal::derive(move || if on.get() { t!(lang, LeadsUnstar) } else { t!(lang, LeadsStar) }.to_owned());
    // The form is read first, then the star turns.
    let turn = move |_| request_animation_frame(move || on.update(|on| *on = !*on));
    view! {
        <div class="star" class:on=on on:submit=turn>
            <ActionForm action=action>
                <input type="hidden" name="chosen" value=String::from(Which::from(opened.id)) />
                <input type="hidden" name="on" value=move || (!on.get()).to_string() />
                <IconButton icon=icon name=name pressed=Signal::from(on) submit=true />
            </ActionForm>
        </div>
    }
}
