//! 取消共享: ends what one person was shared.
use crate::customers::api::UnshareCustomers;
use crate::list::{HandDialog, Target};
use crate::start::use_lang;
use domain::list::Done;
use leptos::prelude::*;
use messages::t;

/// Asks whose share is to end.
#[component]
pub fn UnshareDialog(target: RwSignal<Option<Target>>, on_done: Callback<Done>) -> impl IntoView {
    let lang = use_lang();
    view! {
        <HandDialog
            target=target
            title=t!(lang, CustomerListUnshare)
            legend=t!(lang, CustomerListUnshareWith)
            make=|chosen, person| person.map(|person| UnshareCustomers { chosen, person })
            said=|lang, n, person| t!(lang, CustomerListDoneUnshare, n = n, person = person)
            on_done=on_done
        />
    }
}
