//! The page of a lead: what is known of it, what was done, what comes next.
mod actions;
pub mod api;
mod edit_page;
mod field_panel;
mod form_fields;
mod groups;
mod head;
mod next_steps;
mod opened;
mod star;
mod status_path;
pub mod typed;

pub use edit_page::EditPage;
pub(super) use form_fields::{FormFields, texts};
pub use opened::called;

use crate::AppError;
use crate::live::{Heard, use_live};
use crate::row_page::{Asked, shown, use_asked};
use api::{Sheet, lead_sheet};
use domain::live::Signal as Told;
use domain::{LeadId, Problem, Subject};
use leptos::prelude::*;
use opened::Lead;

/// `/leads/7?from=…`.
#[component]
pub fn LeadPage() -> impl IntoView {
    let asked = use_asked(Subject::Lead);
    let sheet = Resource::new_blocking(
        move || asked.get(),
        |Asked { row, from, before }| async move {
            match row.map(LeadId) {
                Some(lead) => lead_sheet(lead, from, before).await,
                None => Err(AppError(Problem::NotFound)),
            }
        },
    );
    use_live().listen(move |heard: Heard| {
        let concerned = match heard {
            Heard::Everything | Heard::Change(Told::Visits { .. } | Told::Mine { .. } | Told::Settings) => {
                true
            }
            Heard::Change(Told::Leads { ids, .. }) => {
                ids.is_empty()
                    || asked.with_untracked(|asked| asked.row.is_some_and(|lead| ids.contains(&lead)))
            }
            Heard::Change(_) => false,
        };
        if concerned {
            sheet.refetch();
        }
    });
    let from = Signal::derive(move || asked.get().from);
    let draw = move |first: Sheet, got| {
        view! { <Lead first=first got=got from=from refetch=move || sheet.refetch() /> }
    };
    shown(sheet, |sheet| sheet.lead.id.0, draw)
}
