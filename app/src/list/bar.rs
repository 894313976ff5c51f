//! The verbs for the chosen rows. Each says before to how many it can be done.
use super::export::ExportMenu;
use super::noun::{Drawn, Verb};
use super::page::ListPage;
use super::target::counted;
use crate::start::{use_lang, use_me};
use crate::ui::{Button, SelectionBar, number};
use leptos::prelude::*;
use messages::t;

/// The bar.
#[component]
pub fn VerbBar<N: Drawn>(page: ListPage<N>, acts: N::Acts) -> impl IntoView {
    let (me, listing) = (use_me(), page.listing);
    let allowed = Signal::derive(move || {
        let allowed = N::verbs(page.view()).iter().copied().filter(|verb| me.may(verb.needs()));
        allowed.collect::<Vec<_>>()
    });
    let one = move |verb: N::Verb| view! { <VerbButton page=page acts=acts verb=verb /> };
    let inside = move || {
        view! {
            {move || allowed.get().into_iter().map(one).collect_view()}
            <ExportMenu page=page chosen=true />
        }
    };
    view! {
        <SelectionBar selection=listing.selection total=listing.count>
            {inside()}
        </SelectionBar>
    }
}

#[component]
fn VerbButton<N: Drawn>(page: ListPage<N>, acts: N::Acts, verb: N::Verb) -> impl IntoView {
    let lang = use_lang();
    let (icon, words) = verb.face(lang);
    let target = Memo::new(move |_| {
        page.listing.selection.track();
        page.listing.rows.track();
        page.target(verb)
    });
    let none = Signal::derive(move || target.with(|target| target.fits == Some(0)));
    let preview = move || {
        target.with(|target| {
            let whole = counted(lang, N::SUBJECT, target.count);
            let skipped = target.count - target.fits.unwrap_or(target.count);
            let skipped = (skipped > 0).then(|| t!(lang, LeadsPreviewSkipped, n = number(skipped)));
            [Some(whole), skipped].into_iter().flatten().collect::<Vec<_>>().join(t!(lang, LeadsAnd))
        })
    };
    let offered = Memo::new(move |_| N::is_offered(acts, verb));
    move || {
        offered.get().then(|| {
            view! { <Button icon=icon disabled=none attr:title=preview on:click=move |_| N::begin(acts, verb)>{words}</Button> }
        })
    }
}
