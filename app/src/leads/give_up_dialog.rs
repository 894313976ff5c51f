//! 放回公海: gives leads back to the pool, with a reason.
use super::api::GiveUpLeads;
use crate::list::{self, GivenUp, Target};
use crate::ui::Choices;
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
    view! {
        <list::GiveUpDialog
            target=target
            choices=choices
            make=|GivenUp { chosen, reason, note, .. }| GiveUpLeads { chosen, reason, note }
            said=|lang, n| t!(lang, LeadsDoneGiveUp, n = n)
            on_done=on_done
        />
    }
}
