//! Every page's address, in one place. A page is a function in its noun's module.
use crate::account::AccountPage;
use crate::approvals::ApprovalsPage;
use crate::audit::AuditPage;
use crate::contacts::ContactsPage;
use crate::customers::{
    ContactPage, CustomerPage, CustomerQueryPage, CustomersPage, DuplicatesPage, LevelsPage, MergePage,
    NewCustomerPage,
};
use crate::imports::{ImportPage, ImportsPage};
use crate::leads::lead_page::{EditPage, LeadPage};
use crate::leads::{NewLeadPage, PoolPage, QueryPage, WorkPage};
use crate::notices::NoticesPage;
use crate::row_page::{CustomerWhoPage, LeadWhoPage};
use crate::settings::choices::ChoicesPage;
use crate::settings::fields::FieldsPage;
use crate::settings::people::{PeoplePage, PersonPage};
use crate::settings::pools::{ForeseenPage, OnePoolPage, PoolsPage};
use crate::settings::roles::RolesPage;
use crate::settings::tabs::TabsPage;
use crate::settings::tokens::TokensPage;
use crate::setup::SetupPage;
use crate::shell::NotFound;
use crate::sign_in::SignInPage;
use crate::visits::{CalendarPage, VisitPage};
use leptos::prelude::*;
use leptos_router::SsrMode;
use leptos_router::components::{FlatRoutes, Redirect, Route};
use leptos_router::path;

/// Pages that open without anybody signed in.
pub const PUBLIC: [&str; 2] = ["/sign-in", "/setup"];

/// Whether a page opens without anybody signed in.
#[must_use]
pub fn is_public(path: &str) -> bool {
    PUBLIC.contains(&path.trim_end_matches('/'))
}

/// The whole page is written before it is sent, so that it also works where no script runs, and so
/// that what is not found is a 404.
const SSR: SsrMode = SsrMode::Async;

/// The pages.
#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <FlatRoutes fallback=NotFound>
            <Route path=path!("/") view=|| view! { <Redirect path="/leads" /> } ssr=SSR />
            <Route path=path!("/leads") view=WorkPage ssr=SSR />
            <Route path=path!("/leads/query") view=QueryPage ssr=SSR />
            <Route path=path!("/leads/pool") view=PoolPage ssr=SSR />
            <Route path=path!("/leads/new") view=NewLeadPage ssr=SSR />
            <Route path=path!("/leads/:id") view=LeadPage ssr=SSR />
            <Route path=path!("/leads/:id/edit") view=EditPage ssr=SSR />
            <Route path=path!("/leads/:id/who") view=LeadWhoPage ssr=SSR />
            <Route path=path!("/customers") view=CustomersPage ssr=SSR />
            <Route path=path!("/customers/query") view=CustomerQueryPage ssr=SSR />
            <Route path=path!("/customers/new") view=NewCustomerPage ssr=SSR />
            <Route path=path!("/customers/levels") view=LevelsPage ssr=SSR />
            <Route path=path!("/customers/duplicates") view=DuplicatesPage ssr=SSR />
            <Route path=path!("/customers/merge") view=MergePage ssr=SSR />
            <Route path=path!("/customers/:id") view=CustomerPage ssr=SSR />
            <Route path=path!("/customers/:id/who") view=CustomerWhoPage ssr=SSR />
            <Route path=path!("/contacts") view=ContactsPage ssr=SSR />
            <Route path=path!("/contacts/:id") view=ContactPage ssr=SSR />
            <Route path=path!("/approvals") view=ApprovalsPage ssr=SSR />
            <Route path=path!("/notices") view=NoticesPage ssr=SSR />
            <Route path=path!("/calendar") view=CalendarPage ssr=SSR />
            <Route path=path!("/calendar/visits/:id") view=VisitPage ssr=SSR />
            <Route path=path!("/import") view=ImportsPage ssr=SSR />
            <Route path=path!("/import/:id") view=ImportPage ssr=SSR />
            <Route path=path!("/sign-in") view=SignInPage ssr=SSR />
            <Route path=path!("/setup") view=SetupPage ssr=SSR />
            <Route path=path!("/account") view=AccountPage ssr=SSR />
            <Route path=path!("/settings/people") view=PeoplePage ssr=SSR />
            <Route path=path!("/settings/people/:id") view=PersonPage ssr=SSR />
            <Route path=path!("/settings/roles/:id?") view=RolesPage ssr=SSR />
            <Route path=path!("/settings/choices/:kind") view=ChoicesPage ssr=SSR />
            <Route path=path!("/settings/fields/:noun?") view=FieldsPage ssr=SSR />
            <Route path=path!("/settings/pools") view=PoolsPage ssr=SSR />
            <Route path=path!("/settings/pools/rules/:id") view=ForeseenPage ssr=SSR />
            <Route path=path!("/settings/pools/:id") view=OnePoolPage ssr=SSR />
            <Route path=path!("/settings/tabs") view=TabsPage ssr=SSR />
            <Route path=path!("/settings/tokens") view=TokensPage ssr=SSR />
            <Route path=path!("/audit") view=AuditPage ssr=SSR />
        </FlatRoutes>
    }
}
