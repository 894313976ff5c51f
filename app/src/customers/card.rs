//! 客户视图: one page with everything about a customer.
mod actions;
pub mod api;
mod contact;
mod contacts;
mod data;
mod head;
mod level;
mod merged;
mod opened;
mod shares;
mod web_items;

use crate::AppError;
use crate::live::{Heard, use_live};
use crate::row_page::{Asked, shown, use_asked};
use crate::start::use_lang;
use crate::ui::use_toasts;
use api::{Sheet, customer_sheet};
use domain::live::Signal as Told;
use domain::{CustomerId, Problem, Subject};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use messages::t;
use opened::Card;
use std::time::Duration;

/// What one does oneself is answered before others' pages are told of it, and here it is told as well: who hands a
/// customer on reads that it is done, and not that there is no such customer.
const SOON: Duration = Duration::from_millis(300);

/// `/customers/7?from=…`.
#[component]
pub fn CustomerPage() -> impl IntoView {
    let asked = use_asked(Subject::Customer);
    let changed = RwSignal::new(0_u32);
    let sheet = Resource::new_blocking(
        move || (asked.get(), changed.get()),
        |(Asked { row, from, before }, _)| async move {
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
            let again = move || {
                let _ = changed.try_update(|times| *times += 1);
            };
            set_timeout(again, SOON);
        }
    });
    leave_when_gone(asked, sheet);
    let from = Signal::derive(move || asked.get().from);
    let draw = move |first: Sheet, got| {
        view! { <Card first=first got=got from=from refetch=move || sheet.refetch() /> }
    };
    shown(sheet, |sheet| sheet.customer.id.0, draw)
}

/// A customer that leaves the viewer's sight while its card is open: the list says more than a page that is not there.
fn leave_when_gone(asked: Memo<Asked>, sheet: Resource<Result<Sheet, AppError>>) {
    let (lang, toasts, go) = (use_lang(), use_toasts(), use_navigate());
    Effect::new(move |before: Option<Option<i64>>| match sheet.get() {
        Some(Ok(sheet)) => Some(sheet.customer.id.0),
        Some(Err(AppError(Problem::NotFound))) => {
            let seen = before.flatten();
            if seen.is_some() && seen == asked.with_untracked(|asked| asked.row) {
                toasts.say(t!(lang, CustomerListGone));
                go("/customers", NavigateOptions { replace: true, ..NavigateOptions::default() });
            }
            None
        }
        _ => before.flatten(),
    });
}
