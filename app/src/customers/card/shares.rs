//! With whom the customer is shared, and ending it.
use super::api::EndShare;
use super::opened::Opened;
use crate::answer::{answer, on_done};
use crate::start::{may, use_me};
use crate::ui::{Icon, IconButton, Label, full_time, use_toasts};
use domain::Permission;
use domain::customer::{Share, Through};
use leptos::prelude::*;
use messages::t;

/// The shares; nothing for those with whom it is shared, when there are no others.
#[component]
pub fn Shares(opened: Opened) -> impl IntoView {
    let lang = opened.lang;
    let mine = Memo::new(move |_| opened.customer.with(|customer| customer.through == Through::Ownership));
    let allowed = may(Permission::ShareCustomers);
    let action = ServerAction::<EndShare>::new();
    let (sent, toasts) = (answer(action, ""), use_toasts());
    on_done(action, move |()| {
        toasts.say(t!(lang, CustomerShareEnded));
        opened.refetch();
    });
    Effect::new(move || {
        if let Some(error) = sent.error.get() {
            toasts.problem(&error);
        }
    });
    let none = move || {
        opened
            .shares
            .with(Vec::is_empty)
            .then(|| view! { <p class="muted">{t!(lang, CustomerSharesNone)}</p> })
    };
    let one = move |share: Share| {
        let may_end = move || mine.get() && allowed;
        view! { <One opened=opened share=share action=action may_end=Signal::derive(may_end) /> }
    };
    view! {
        <section class="card-part" aria-labelledby="shares-title">
            <header class="lead-part-head"><h2 id="shares-title">{t!(lang, CustomerShares)}</h2></header>
            {none}
            <ul class="share-list">
                <For each=move || opened.shares.get() key=|share| (share.person, share.may_edit, share.until, share.over) children=one />
            </ul>
        </section>
    }
}

#[component]
fn One(opened: Opened, share: Share, action: ServerAction<EndShare>, may_end: Signal<bool>) -> impl IntoView {
    let (lang, me) = (opened.lang, use_me());
    let right = if share.may_edit { t!(lang, CustomerShareEdit) } else { t!(lang, CustomerShareRead) };
    let until = share.until.map(|at| t!(lang, CustomerShareUntil, time = full_time(&me.zone, at)));
    let over = share.over.then(|| view! { <Label colour="grey">{t!(lang, CustomerShareOver)}</Label> });
    let person = share.person;
    let words = t!(lang, CustomerShareEnd, name = share.name);
    let end = move || {
        let end = move |_| {
            action.dispatch(EndShare { customer: opened.id, person });
        };
        may_end.get().then(|| view! { <span class="awake-only"><IconButton icon=Icon::Close name=words.clone() on:click=end /></span> })
    };
    view! {
        <li class="share-line">
            <strong>{share.name}</strong> " " <span class="muted">{right} " " {until}</span> " " {over} {end}
        </li>
    }
}
