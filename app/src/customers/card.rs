//! 客户视图: one page with everything about a customer.
mod actions;
pub mod api;
mod contact;
mod contacts;
mod data;
mod head;
mod level;
mod opened;
mod shares;
mod web_items;

use crate::AppError;
use crate::live::{Heard, use_live};
use crate::row_page::{Asked, shown, use_asked};
use api::{Sheet, customer_sheet};
use domain::live::Signal as Told;
use domain::{CustomerId, Problem, Subject};
use leptos::prelude::*;
use opened::Card;

/// `/customers/7?from=…`.
#[component]
pub fn CustomerPage() -> impl IntoView {
    let asked = use_asked(Subject::Customer);
    let sheet = Resource::new_blocking(
        move || asked.get(),
        |Asked { row, from, before }| async move {
            match row.map(CustomerId) {
                Some(customer) => customer_sheet(customer, from, before).await,
                None => Err(AppError(Problem::NotFound)),
            }
        },
    );
    use_live().listen(move |heard: Heard| {
        let concerned = match heard {
            Heard::Everything
            | Heard::Change(Told::Visits { .. } | Told::Settings | Told::Approvals { .. }) => true,
            Heard::Change(Told::Customers { ids, .. }) => {
                ids.is_empty() || asked.with_untracked(|asked| asked.row.is_some_and(|id| ids.contains(&id)))
            }
            Heard::Change(_) => false,
        };
        if concerned {
            sheet.refetch();
        }
    });
    let from = Signal::derive(move || asked.get().from);
    let draw = move |first: Sheet, got| {
        view! { <Card first=first got=got from=from refetch=move || sheet.refetch() /> }
    };
    shown(sheet, |sheet| sheet.customer.id.0, draw)
}
