//! What stands on the list pages of customers.
use super::CustomerList;
use super::acts::Acts;
use super::badges::badges;
use super::empty::NoCustomers;
use super::row_verbs::{self, RowForms};
use super::sheet::CustomerSheet;
use super::strip::Views;
use crate::customers::verbs::{Dialogs, Verb};
use crate::list::{Changed, Drawn, ListPage, WriteDialog};
use crate::start::may;
use crate::ui::table::RowSlot;
use crate::ui::{Icon, Kind, LinkButton};
use domain::customer::{CustomerColumn, CustomerView};
use domain::list::{Done, Row};
use domain::{About, Permission};
use leptos::prelude::*;
use messages::t;

impl Drawn for CustomerList {
    type Acts = Acts;

    const LEAD_WIDTH: u8 = row_verbs::WIDTH;

    fn acts(page: ListPage<Self>) -> Acts {
        Acts::new(page)
    }

    fn strip(page: ListPage<Self>, tabs: Self::Tabs) -> AnyView {
        let view = Memo::new(move |_| page.view());
        view! { <Views view=view counts=tabs /> }.into_any()
    }

    fn actions(page: ListPage<Self>) -> AnyView {
        let lang = page.lang;
        let add = may(Permission::AddCustomers)
            .then(|| view! { <LinkButton href="/customers/new" icon=Icon::Plus kind=Kind::Primary>{t!(lang, CustomerNew)}</LinkButton> });
        let twins = may(Permission::MergeCustomers).then(
            || view! { <LinkButton href="/customers/duplicates" icon=Icon::Merge>{t!(lang, DuplicatesTitle)}</LinkButton> },
        );
        view! { {twins} <LinkButton href="/customers/levels" icon=Icon::Choices>{t!(lang, CustomerLevelsTitle)}</LinkButton> {add} }
            .into_any()
    }

    fn row_verbs(acts: Acts) -> RowSlot {
        row_verbs::row_verbs(acts)
    }

    fn dialogs(acts: Acts) -> AnyView {
        let page = acts.page;
        let written = move |about: About| page.listing.follow(Changed::Rows([about.id].into()));
        view! {
            <RowForms />
            <WriteDialog subject=acts.write choices=page.choices on_done=written />
            <Dialogs asked=acts.asked choices=page.choices on_done=move |done: Done| page.done(&done) />
        }
        .into_any()
    }

    fn press(acts: Acts, key: &str, id: i64) {
        match key {
            "p" => acts.write_row(id),
            "s" => acts.turn_hot(id),
            "d" => acts.open_row(Verb::Schedule, id),
            "c" => acts.open_row(Verb::Claim, id),
            _ => {}
        }
    }

    fn verbs(view: CustomerView) -> &'static [Verb] {
        use Verb as V;
        match view {
            CustomerView::Mine => &[
                V::Schedule,
                V::Choice,
                V::Hot,
                V::Cool,
                V::Share,
                V::Unshare,
                V::Transfer,
                V::Assign,
                V::Spread,
                V::GiveUp,
                V::Bin,
            ],
            CustomerView::Hot | CustomerView::Subordinates | CustomerView::Company | CustomerView::Query => {
                &[
                    V::Schedule,
                    V::Choice,
                    V::Hot,
                    V::Cool,
                    V::Share,
                    V::Unshare,
                    V::Assign,
                    V::Spread,
                    V::GiveUp,
                    V::Bin,
                ]
            }
            CustomerView::Shared => &[V::Schedule, V::Choice, V::Hot, V::Cool],
            CustomerView::Pool => &[V::Claim, V::Assign, V::Spread, V::Bin],
            CustomerView::Bin => &[V::Restore, V::IntoPool, V::Purge],
        }
    }

    fn is_offered(acts: Acts, verb: Verb) -> bool {
        acts.is_offered(verb)
    }

    fn begin(acts: Acts, verb: Verb) {
        acts.begin(verb);
    }

    fn draw_sheet(acts: Acts, sheet: Self::Sheet) -> AnyView {
        view! { <CustomerSheet acts=acts glance=sheet /> }.into_any()
    }

    fn nothing(page: ListPage<Self>) -> AnyView {
        view! { <NoCustomers page=page /> }.into_any()
    }

    fn badges(page: ListPage<Self>) -> Option<RowSlot> {
        Some(badges(page))
    }

    fn plain(row: Row) -> Row {
        // The red label has a signal of its own, so that it does not draw its row anew.
        Row { focus: false, ..row }
    }

    fn is_due(column: CustomerColumn) -> bool {
        column == CustomerColumn::NextVisitAt
    }
}
