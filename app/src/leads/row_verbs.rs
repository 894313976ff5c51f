//! The buttons before each row. Without a script they are links and plain forms.
use super::LeadList;
use super::api::FocusLeads;
use super::verbs::{Verbs, state_of};
use crate::start::{may, use_lang};
use crate::ui::{Icon, IconButton};
use domain::Permission;
use domain::lead::LeadState;
use domain::list::Row;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use messages::t;
use std::sync::Arc;

/// How many icons wide they are.
pub const WIDTH: u8 = 3;

const STAR: &str = "star-on";
const UNSTAR: &str = "star-off";

/// The forms the stars send without a script: two for the whole page, not one for each row.
#[component]
pub fn StarForms() -> impl IntoView {
    let one = |id: &'static str, on: bool| {
        view! {
            <form id=id method="post" action=FocusLeads::url()>
                <input type="hidden" name="on" value=on.to_string() />
            </form>
        }
    };
    view! {
        {one(STAR, true)}
        {one(UNSTAR, false)}
    }
}

/// The verbs of a row: its star, 处理 or 领取, 加日程.
pub fn row_verbs(verbs: Verbs) -> crate::ui::table::RowSlot {
    let (edit, claim) = (may(Permission::EditLeads), may(Permission::ClaimLeads));
    Arc::new(move |row: &Row| {
        let claimable = claim && state_of(row) == Some(LeadState::Unclaimed);
        let schedulable = edit && state_of(row) == Some(LeadState::Claimed);
        let processable = edit && !claimable && verbs.page.list != LeadList::Pool;
        let (id, name) = (row.id, verbs.page.name_of(row));
        view! {
            <Star verbs=verbs id=id />
            {claimable.then(|| view! { <Claim verbs=verbs id=id /> })}
            {processable.then(|| view! { <Go verbs=verbs id=id name=name.clone() icon=Icon::Process verb=Verbs::process_row /> })}
            {schedulable.then(|| view! { <Go verbs=verbs id=id name=name icon=Icon::Schedule verb=Verbs::schedule_row /> })}
        }
        .into_any()
    })
}

#[component]
fn Star(verbs: Verbs, id: i64) -> impl IntoView {
    let lang = use_lang();
    // Its own signal: a row that is drawn anew for a star would lose the focus.
    let on = Memo::new(move |_| verbs.stars.with(|stars| stars.contains(&id)));
    let press = move |event: MouseEvent| {
        event.prevent_default();
        verbs.star_row(id);
    };
    view! {
        <IconButton
            icon=Signal::derive(move || if on.get() { Icon::Starred } else { Icon::Star })
            name=Signal::derive(move || if on.get() { t!(lang, LeadsUnstar) } else { t!(lang, LeadsStar) }.to_owned())
            submit=true
            pressed=on
            attr:form=move || if on.get() { UNSTAR } else { STAR }
            attr:name="chosen"
            attr:value=id
            on:click=press
        />
    }
}

#[component]
fn Claim(verbs: Verbs, id: i64) -> impl IntoView {
    let press = move |event: MouseEvent| {
        event.prevent_default();
        verbs.claim_row(id);
    };
    view! {
        <IconButton
            icon=Icon::Claim
            name=t!(use_lang(), LeadsClaim)
            submit=true
            attr:form=CLAIM
            attr:name="chosen"
            attr:value=id
            on:click=press
        />
    }
}

const CLAIM: &str = "claim-one";

/// The form a claim sends without a script.
#[component]
pub fn ClaimForm() -> impl IntoView {
    view! { <form id=CLAIM method="post" action=super::api::ClaimLeads::url()></form> }
}

/// A verb with a dialog; without a script it leads to the same form on the lead's page.
#[component]
fn Go(verbs: Verbs, id: i64, name: String, icon: Icon, verb: fn(Verbs, i64)) -> impl IntoView {
    let lang = use_lang();
    let (words, place) = match icon {
        Icon::Schedule => (t!(lang, LeadsSchedule), "schedule"),
        _ => (t!(lang, LeadsProcess), "process"),
    };
    let press = move |event: MouseEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            verb(verbs, id);
        }
    };
    let label = format!("{words} {name}");
    view! {
        <a
            class="button quiet icon-only"
            href=format!("/leads/{id}#{place}-form")
            title=words
            aria-label=label
            on:click=press
        >
            {icon.draw()}
        </a>
    }
}
