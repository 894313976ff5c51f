//! The bar at the top: search everything, add something, and the person.
use super::person_menu::PersonMenu;
use crate::notices::Bell;
use crate::start::{may, use_lang};
use crate::ui::{Icon, IconButton, Kind, Menu, MenuLink};
use domain::Permission;
use leptos::prelude::*;
use messages::t;

/// The id of the search box, for Ctrl+K.
pub const SEARCH: &str = "global-search";

/// Search, quick add, help, person.
#[component]
pub fn TopBar(
    /// The dialog with the keys.
    help: RwSignal<bool>,
) -> impl IntoView {
    let lang = use_lang();
    let search = may(Permission::ViewLeads).then(|| {
        view! {
            <form class="global-search" role="search" method="get" action="/leads/query">
                {Icon::Search.draw()}
                <input
                    class="input"
                    id=SEARCH
                    type="search"
                    name="q"
                    aria-label=t!(lang, NavSearch)
                    placeholder=t!(lang, NavSearchHint)
                    autocomplete="off"
                />
                <kbd>"Ctrl K"</kbd>
            </form>
        }
    });
    let (add, import) = (may(Permission::AddLeads), may(Permission::ImportLeads));
    let customer = may(Permission::AddCustomers);
    let quick_add = (add || customer || import).then(|| {
        let button = move || view! { {Icon::Plus.draw()} <span class="wide-only">{t!(lang, NavAdd)}</span> };
        view! {
            <Menu id="quick-add" name=t!(lang, NavAdd) kind=Kind::Plain button=button left=true>
                {add.then(|| view! { <MenuLink href="/leads/new" icon=Icon::Leads>{t!(lang, NavAddLead)}</MenuLink> })}
                {customer.then(|| view! { <MenuLink href="/customers/new" icon=Icon::Company>{t!(lang, CustomerNew)}</MenuLink> })}
                {import.then(|| view! { <MenuLink href="/import" icon=Icon::Import>{t!(lang, NavImportLeads)}</MenuLink> })}
            </Menu>
        }
    });
    view! {
        <header class="top-bar">
            {search}
            <div class="top-tools">
                {quick_add}
                <span class="wide-only">
                    <IconButton icon=Icon::Help name=t!(lang, NavKeys) on:click=move |_| help.set(true) />
                </span>
                <Bell />
                <PersonMenu />
            </div>
        </header>
    }
}
