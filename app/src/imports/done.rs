//! The result.
use super::api::Opened;
use super::rows::Rows;
use super::tiles::Tiles;
use super::undo::Undoing;
use crate::start::use_lang;
use crate::ui::{Icon, Kind, LinkButton};
use domain::import::{ImportKind, ImportState};
use leptos::prelude::*;
use messages::{import as words, t};

/// What the run did, and what it left.
#[component]
pub fn Done(
    /// The import.
    opened: Signal<Opened>,
) -> impl IntoView {
    let lang = use_lang();
    let import = opened.with_untracked(|opened| opened.import.clone());
    let stopped = import.state == ImportState::Stopped;
    let title = if stopped { t!(lang, ImportStoppedTitle) } else { t!(lang, ImportDoneTitle) };
    let failure = import.failure.as_ref().map(|failure| {
        view! { <p class="problem">{Icon::Warning.draw()} <span>{words::failure(lang, failure)}</span></p> }
    });
    let kept = (stopped && import.result.is_some())
        .then(|| view! { <p class="muted">{t!(lang, ImportStoppedHelp)}</p> });
    let left = import.result.filter(|tally| tally.error + tally.duplicate + tally.skipped > 0);
    let file = left.map(|_| {
        let href = format!("/import/{}/errors.csv", import.id);
        view! { <a class="button" href=href rel="external" download>{Icon::Export.draw()} <span>{t!(lang, ImportErrorsDownload)}</span></a> }
    });
    let (place, see) = match import.kind {
        ImportKind::Customers => ("/customers/query", t!(lang, ImportSeeCustomers)),
        ImportKind::Contacts => ("/contacts", t!(lang, ImportSeeContacts)),
        _ => ("/leads/query", t!(lang, ImportSeeLeads)),
    };
    let result = import.result.map(|tally| {
        view! {
            <Tiles tally=Some(tally) lead=true />
            <div class="row import-verbs">
                <LinkButton href=place kind=Kind::Primary>{see}</LinkButton>
                {file}
                <LinkButton href="/import">{t!(lang, ImportAnother)}</LinkButton>
            </div>
            <Undoing opened=opened />
            <Rows opened=opened mends=false />
        }
    });
    view! {
        <h2>{title}</h2>
        {failure}
        {kept}
        {result}
    }
}
