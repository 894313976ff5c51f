//! What becomes of how many rows.
use super::asked::Asked;
use crate::start::use_lang;
use crate::ui::number;
use domain::import::{RowOutcome, Tally};
use leptos::prelude::*;
use messages::import as words;

/// A tile for each outcome.
#[component]
pub fn Tiles(
    /// The numbers.
    #[prop(into)]
    tally: Signal<Option<Tally>>,
    /// Tiles of rows that are listed lead to them.
    #[prop(optional)]
    lead: bool,
) -> impl IntoView {
    let lang = use_lang();
    let tile = move |outcome: RowOutcome| {
        let rows = Memo::new(move |_| tally.get().map(|tally| tally.of(outcome)).unwrap_or_default());
        let inside = move || {
            view! {
                <strong>{move || number(rows.get())}</strong>
                <span>{words::outcome(lang, outcome)}</span>
            }
        };
        let leads = lead && RowOutcome::TOLD.contains(&outcome);
        let content = move || {
            if leads && rows.get() > 0 {
                let href = format!("?{}#rows", Asked::rows(Some(outcome), 0));
                view! { <a href=href>{inside()}</a> }.into_any()
            } else {
                view! { <div>{inside()}</div> }.into_any()
            }
        };
        view! { <li class="tile" data-outcome=outcome.key() class:zero=move || rows.get() == 0>{content}</li> }
    };
    view! { <ul class="tiles">{RowOutcome::ALL.map(tile)}</ul> }
}
