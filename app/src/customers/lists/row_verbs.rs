//! The buttons before each row. Without a script they are links and plain forms.
use super::CustomerList;
use super::acts::{Acts, state_of};
use crate::customers::api::{ClaimCustomers, SetCustomersHot};
use crate::customers::verbs::Verb;
use crate::list::ListPage;
use crate::start::{may, use_lang};
use crate::ui::table::RowSlot;
use crate::ui::{Icon, IconButton};
use domain::Permission;
use domain::customer::CustomerState;
use domain::list::Row;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use messages::t;
use std::sync::Arc;

/// How many icons wide they are.
pub const WIDTH: u8 = 3;

const HOT: &str = "hot-on";
const COOL: &str = "hot-off";
const CLAIM: &str = "claim-one";

/// The forms the buttons send without a script: three for the whole page, not some for each row.
#[component]
pub fn RowForms() -> impl IntoView {
    let label = |id: &'static str, hot: bool| {
        view! {
            <form id=id method="post" action=SetCustomersHot::url()>
                <input type="hidden" name="hot" value=hot.to_string() />
            </form>
        }
    };
    view! {
        {label(HOT, true)}
        {label(COOL, false)}
        <form id=CLAIM method="post" action=ClaimCustomers::url()></form>
    }
}

/// The verbs of a row: its red label, 写记录, 加日程; in a pool 领取, in the bin 恢复.
pub fn row_verbs(acts: Acts) -> RowSlot {
    let page: ListPage<CustomerList> = acts.page;
    let [edit, claim, bin] =
        [Permission::EditCustomers, Permission::ClaimCustomers, Permission::ManageBin].map(may);
    Arc::new(move |row: &Row| {
        let (id, name, state) = (row.id, page.name_of(row), state_of(row));
        let verbs = match state {
            Some(CustomerState::Pool) => claim.then(|| view! { <Claim acts=acts id=id /> }.into_any()),
            Some(CustomerState::Bin) => bin.then(|| {
                let restore = move || acts.open_row(Verb::Restore, id);
                view! { <Go id=id name=name verb="restore" icon=Icon::Reopen open=move |()| restore() /> }
                    .into_any()
            }),
            _ => edit.then(|| view! { <Owned acts=acts id=id name=name /> }.into_any()),
        };
        verbs.into_any()
    })
}

#[component]
fn Owned(acts: Acts, id: i64, name: String) -> impl IntoView {
    let lang = use_lang();
    let on = Memo::new(move |_| acts.hot.with(|hot| hot.contains(&id)));
    let press = move |event: MouseEvent| {
        event.prevent_default();
        acts.turn_hot(id);
    };
    let write = move || acts.write_row(id);
    let schedule = move || acts.open_row(Verb::Schedule, id);
    view! {
        <IconButton
            icon=Icon::Hot
            name=Signal::derive(move || if on.get() { t!(lang, CustomerHotOff) } else { t!(lang, CustomerHotOn) }.to_owned())
            submit=true
            pressed=on
            attr:form=move || if on.get() { COOL } else { HOT }
            attr:name="chosen"
            attr:value=id
            on:click=press
        />
        <Go id=id name=name.clone() verb="process" icon=Icon::Process open=move |()| write() />
        <Go id=id name=name verb="schedule" icon=Icon::Schedule open=move |()| schedule() />
    }
}

#[component]
fn Claim(acts: Acts, id: i64) -> impl IntoView {
    let press = move |event: MouseEvent| {
        event.prevent_default();
        acts.claim_row(id);
    };
    view! {
        <IconButton
            icon=Icon::Claim
            name=t!(use_lang(), CustomerClaim)
            submit=true
            attr:form=CLAIM
            attr:name="chosen"
            attr:value=id
            on:click=press
        />
    }
}

/// A verb with a dialog; without a script it leads to the same form on the card.
#[component]
fn Go(
    id: i64,
    name: String,
    verb: &'static str,
    icon: Icon,
    #[prop(into)] open: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let words = match verb {
        "schedule" => t!(lang, LeadsSchedule),
        "restore" => t!(lang, CustomerListRestore),
        _ => t!(lang, CustomerWrite),
    };
    let press = move |event: MouseEvent| {
        if !(event.ctrl_key() || event.meta_key() || event.shift_key()) {
            event.prevent_default();
            open.run(());
        }
    };
    view! {
        <a
            class="button quiet icon-only"
            href=format!("/customers/{id}#{verb}-form")
            title=words
            aria-label=format!("{words} {name}")
            on:click=press
        >
            {icon.draw()}
        </a>
    }
}
