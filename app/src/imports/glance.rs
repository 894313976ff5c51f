//! What the dry run found, and the way on.
use super::api::Opened;
use super::findings::FindingsForm;
use super::rows::Rows;
use super::tiles::Tiles;
use crate::start::use_lang;
use crate::ui::{Button, Icon, Kind, LinkButton, number};
use leptos::prelude::*;
use messages::t;

/// The dry run's numbers, unknown values, rows that need somebody.
#[component]
pub fn Glance(
    /// The import.
    opened: Signal<Opened>,
) -> impl IntoView {
    let lang = use_lang();
    let tally = Memo::new(move |_| opened.with(|opened| opened.import.checked));
    let written = Memo::new(move |_| tally.get().map(|tally| tally.written()).unwrap_or_default());
    let path = opened.with_untracked(|opened| format!("/import/{}", opened.import.id));
    let run = {
        let action = format!("{path}/run");
        move || {
            let n = written.get();
            if n == 0 {
                return view! { <p class="muted">{t!(lang, ImportNothing)}</p> }.into_any();
            }
            let words = t!(lang, ImportRun, n = number(n));
            view! { <form method="post" action=action.clone()><Button kind=Kind::Primary submit=true>{words}</Button></form> }
                .into_any()
        }
    };
    let suspects = move || {
        let n = opened.with(|opened| opened.import.findings.suspects);
        (n > 0).then(|| view! { <p class="import-suspects">{Icon::Warning.draw()} <span>{t!(lang, ImportSuspects, n = number(n))}</span></p> })
    };
    view! {
        <Tiles tally=tally lead=true />
        <div class="row import-verbs">
            {run}
            <LinkButton href="?step=rules">{t!(lang, ImportChangeRules)}</LinkButton>
            <form method="post" action=format!("{path}/remove")>
                <Button kind=Kind::Quiet submit=true>{t!(lang, ImportDiscard)}</Button>
            </form>
        </div>
        {suspects}
        <FindingsForm opened=opened.get_untracked() />
        <Rows opened=opened mends=true />
    }
}
