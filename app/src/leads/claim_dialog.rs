//! 领取: takes leads from the pool.
use super::api::ClaimLeads;
use crate::list::{PlainDialog, Target};
use crate::start::use_lang;
use domain::list::Done;
use leptos::prelude::*;
use messages::t;

/// Says how many, claims, and says what was done. It opens when `target` becomes something.
#[component]
pub fn ClaimDialog(
    /// The leads; `None` while closed.
    target: RwSignal<Option<Target>>,
    /// They are claimed.
    #[prop(into)]
    on_done: Callback<Done>,
) -> impl IntoView {
    let lang = use_lang();
    view! {
        <PlainDialog
            target=target
            title=t!(lang, LeadsClaimTitle)
            word=t!(lang, LeadsClaim)
            why=t!(lang, LeadsClaimWhy)
            make=|chosen| ClaimLeads { chosen }
            said=|lang, n| t!(lang, LeadsDoneClaim, n = n)
            on_done=on_done
        />
    }
}
