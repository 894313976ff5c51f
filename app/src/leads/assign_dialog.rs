//! 分配: gives leads to someone.
use super::api::AssignLeads;
use crate::list::{HandDialog, Target};
use crate::start::use_lang;
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
    view! {
        <HandDialog
            target=target
            title=t!(lang, LeadsAssign)
            legend=t!(lang, LeadsAssignTitle)
            make=|chosen, owner| owner.map(|owner| AssignLeads { chosen, owner })
            said=|lang, n, person| t!(lang, LeadsDoneAssign, n = n, person = person)
            on_done=on_done
        />
    }
}
