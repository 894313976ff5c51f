//! A list without customers: why, and what next.
use super::CustomerList;
use crate::list::ListPage;
use crate::start::{may, use_lang};
use crate::ui::{Empty, Icon, Kind, LinkButton};
use domain::customer::CustomerView;
use domain::{Lang, Permission};
use leptos::prelude::*;
use messages::t;

fn words(lang: Lang, view: CustomerView) -> (&'static str, &'static str) {
    match view {
        CustomerView::Mine => (t!(lang, CustomerListEmptyMine), t!(lang, CustomerListEmptyMineWhy)),
        CustomerView::Hot => (t!(lang, CustomerListEmptyHot), t!(lang, CustomerListEmptyHotWhy)),
        CustomerView::Shared => (t!(lang, CustomerListEmptyShared), t!(lang, CustomerListEmptySharedWhy)),
        CustomerView::Subordinates => (t!(lang, CustomerListEmptyBelow), t!(lang, CustomerListEmptyBelowWhy)),
        CustomerView::Pool => (t!(lang, CustomerListEmptyPool), t!(lang, CustomerListEmptyPoolWhy)),
        CustomerView::Bin => (t!(lang, CustomerListEmptyBin), t!(lang, CustomerListEmptyBinWhy)),
        CustomerView::Company | CustomerView::Query => {
            (t!(lang, CustomerListEmptyAll), t!(lang, CustomerListEmptyAllWhy))
        }
    }
}

/// What stands in for the rows.
#[component]
pub fn NoCustomers(
    /// The page.
    page: ListPage<CustomerList>,
) -> impl IntoView {
    let view = page.filter.with_untracked(|filter| filter.view);
    let (title, why) = words(page.lang, view);
    let icon = if view == CustomerView::Bin { Icon::Trash } else { Icon::Company };
    view! { <Empty title=title why=why icon=icon><Next view=view /></Empty> }
}

/// The next step.
#[component]
fn Next(view: CustomerView) -> impl IntoView {
    let lang = use_lang();
    let new = may(Permission::AddCustomers).then(|| {
        view! { <LinkButton href="/customers/new" kind=Kind::Primary icon=Icon::Plus>{t!(lang, CustomerNew)}</LinkButton> }
    });
    let pool = may(Permission::ClaimCustomers)
        .then(|| view! { <LinkButton href="/customers?view=pool">{t!(lang, LeadsToPool)}</LinkButton> });
    match view {
        CustomerView::Mine => view! { {new} {pool} }.into_any(),
        CustomerView::Query | CustomerView::Company => new.into_any(),
        _ => view! { <LinkButton href="/customers">{t!(lang, CustomerListToMine)}</LinkButton> }.into_any(),
    }
}
