//! `/account`.
use super::api::{my_account, zones};
use super::data::Data;
use super::devices::Devices;
use super::history::History;
use super::looks::Looks;
use super::password::Password;
use crate::settings::loaded;
use crate::start::use_lang;
use domain::person::{Account, Session, SignIn};
use leptos::prelude::*;
use leptos_meta::Title;
use messages::t;

type Mine = (Account, Vec<Session>, Vec<SignIn>);

/// Who I am, how the product looks to me, my password, my devices, my sign-ins.
#[component]
pub fn AccountPage() -> impl IntoView {
    let lang = use_lang();
    let changed = RwSignal::new(0u32);
    let mine = Resource::new_blocking(move || changed.get(), |_| my_account());
    let places = Resource::new_blocking(|| (), |()| zones());
    let done = Callback::new(move |()| changed.update(|changed| *changed += 1));
    let inside = move |mine: Signal<Mine>| {
        let account = Signal::derive(move || mine.with(|(account, ..)| account.clone()));
        view! {
            <Data account=account />
            {loaded(places, move |places| view! { <Looks places=places /> })}
            <Password account=account done=done />
            <Devices sessions=Signal::derive(move || mine.with(|(_, sessions, _)| sessions.clone())) done=done />
            <History tries=Signal::derive(move || mine.with(|(.., tries)| tries.clone())) />
        }
    };
    view! {
        <Title text=t!(lang, NavAccount) />
        <div class="page-box settings">
            <div class="page-head"><h1>{t!(lang, NavAccount)}</h1></div>
            <div class="sections">{loaded(mine, inside)}</div>
        </div>
    }
}
