//! A visit in a dialog over the calendar.
use super::board::Board;
use super::visit_detail::VisitDetail;
use crate::leads::open_while;
use crate::ui::Dialog;
use leptos::prelude::*;

/// Shows the chosen visit, as long as one is chosen.
#[component]
pub fn VisitDialog(
    /// The calendar.
    board: Board,
) -> impl IntoView {
    let open = open_while(board.chosen);
    let visit = Memo::new(move |_| {
        let id = board.chosen.get()?;
        board.visits.with(|visits| visits.iter().find(|visit| visit.id == id).cloned())
    });
    let title = Signal::derive(move || {
        visit.with(|visit| visit.as_ref().map(|visit| visit.about_name.clone())).unwrap_or_default()
    });
    let done = move || {
        open.set(false);
        board.refetch();
    };
    // What others do to the visit meanwhile does not touch the half-written feedback.
    let shown = move || visit.get_untracked().map(|visit| view! { <VisitDetail visit=visit on_done=done /> });
    view! { <Dialog open=open title=title>{shown}</Dialog> }
}
