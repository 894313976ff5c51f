//! What stands on the list pages of leads.
use super::dialogs::Dialogs;
use super::empty::NoLeads;
use super::row_verbs::{self, ClaimForm, StarForms};
use super::sheet::LeadSheet;
use super::tabs::LeadTabs;
use super::verbs::Verbs;
use super::{LeadList, Verb};
use crate::list::{Drawn, ListPage};
use crate::start::may;
use crate::ui::table::RowSlot;
use crate::ui::{Icon, Kind, LinkButton};
use domain::lead::{LeadColumn, LeadView};
use domain::list::Row;
use domain::{Permission, query};
use leptos::prelude::*;
use messages::t;

impl Drawn for LeadList {
    type Acts = Verbs;

    const LEAD_WIDTH: u8 = row_verbs::WIDTH;

    fn acts(page: ListPage<Self>) -> Verbs {
        Verbs::new(page)
    }

    fn strip(page: ListPage<Self>, tabs: Self::Tabs) -> AnyView {
        let (tabs, counts) = tabs;
        (page.list == Self::Work)
            .then(|| view! { <LeadTabs address=page.listing.address tabs=tabs counts=counts /> })
            .into_any()
    }

    fn actions(page: ListPage<Self>) -> AnyView {
        let lang = page.lang;
        let import = may(Permission::ImportLeads).then(|| {
            view! { <LinkButton href="/import" icon=Icon::Import>{t!(lang, LeadsImport)}</LinkButton> }
        });
        let new = may(Permission::AddLeads).then(|| {
            view! { <LinkButton href="/leads/new" icon=Icon::Plus kind=Kind::Primary>{t!(lang, LeadsNew)}</LinkButton> }
        });
        view! {
            {import}
            {new}
        }
        .into_any()
    }

    fn row_verbs(acts: Verbs) -> RowSlot {
        row_verbs::row_verbs(acts)
    }

    fn dialogs(acts: Verbs) -> AnyView {
        view! {
            <StarForms />
            <ClaimForm />
            <Dialogs verbs=acts />
        }
        .into_any()
    }

    fn press(acts: Verbs, key: &str, id: i64) {
        match key {
            "p" => acts.process_row(id),
            "s" => acts.star_row(id),
            "d" => acts.schedule_row(id),
            "c" => acts.claim_row(id),
            _ => {}
        }
    }

    fn verbs(view: LeadView) -> &'static [Verb] {
        use Verb as V;
        match view {
            LeadView::Work => &[V::Star, V::Unstar, V::Schedule, V::Status, V::Finish, V::Assign, V::GiveUp],
            LeadView::Query => {
                &[V::Star, V::Unstar, V::Schedule, V::Status, V::Finish, V::Reopen, V::Assign, V::GiveUp]
            }
            LeadView::Pool => &[V::Claim, V::Assign, V::Star, V::Unstar],
        }
    }

    fn is_offered(acts: Verbs, verb: Verb) -> bool {
        match verb {
            Verb::Star | Verb::Unstar => acts.may_star(verb == Verb::Star),
            _ => true,
        }
    }

    fn begin(acts: Verbs, verb: Verb) {
        acts.open(verb);
    }

    fn draw_sheet(acts: Verbs, (lead, records): Self::Sheet) -> AnyView {
        view! { <LeadSheet verbs=acts lead=lead records=records /> }.into_any()
    }

    fn nothing(page: ListPage<Self>) -> AnyView {
        view! { <NoLeads page=page /> }.into_any()
    }

    fn beside_chips(page: ListPage<Self>) -> AnyView {
        let query = page.query.get();
        may(Permission::ManageTabs)
            .then(|| view! { <LinkButton kind=Kind::Quiet icon=Icon::Tabs href=format!("/settings/tabs?filter={}", query::encode(&query))>{t!(page.lang, LeadsSaveAsTab)}</LinkButton> })
            .into_any()
    }

    fn plain(row: Row) -> Row {
        // The star has a signal of its own, so that it does not draw its row anew.
        Row { focus: false, ..row }
    }

    fn is_due(column: LeadColumn) -> bool {
        column == LeadColumn::NextVisitAt
    }
}
