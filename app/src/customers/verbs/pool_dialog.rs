//! 放入公海: puts what lies in the bin into a pool.
use crate::answer::answer;
use crate::customers::api::PoolCustomers;
use crate::list::{PoolPick, Target, VerbDialog, doing, for_good};
use crate::start::use_lang;
use domain::list::Done;
use leptos::prelude::*;
use messages::t;

/// Asks into which pool, where there are several.
#[component]
pub fn PoolDialog(target: RwSignal<Option<Target>>, on_done: Callback<Done>) -> impl IntoView {
    let lang = use_lang();
    let pool = RwSignal::new(String::new());
    let said = move |n: String| t!(lang, CustomerListDoneIntoPool, n = n);
    let action = doing::<PoolCustomers>(target, said, for_good, on_done);
    let sent = answer(action, "verb-form");
    let submit = move |chosen| {
        action.dispatch(PoolCustomers { chosen, pool: pool.with_untracked(|pool| pool.parse().ok()) });
    };
    view! {
        <VerbDialog
            target=target
            title=t!(lang, CustomerListIntoPool)
            word=t!(lang, CustomerListIntoPool)
            sent=sent
            ready=true
            on_submit=submit
        >
            <PoolPick value=pool errors=sent.fields />
            <p class="muted">{t!(lang, CustomerListIntoPoolWhy)}</p>
        </VerbDialog>
    }
}
