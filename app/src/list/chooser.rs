//! The columns of a list: chosen, ordered, and kept for the person.
use super::api::{reset_list_columns, set_list_columns};
use super::noun::Drawn;
use super::page::ListPage;
use super::{Changed, Columns, ColumnsDialog, Offered};
use crate::start::use_lang;
use crate::ui::{Toasts, use_toasts};
use domain::column::Column;
use leptos::prelude::*;
use leptos::task::spawn_local;
use messages::t;
use std::collections::BTreeSet;

/// Shows other columns at once, and keeps them.
pub fn set_columns<N: Drawn>(page: ListPage<N>, toasts: Toasts, columns: Columns) {
    let key = N::key(page.filter.with_untracked(|filter| filter.view));
    page.listing.arrange(columns, move |columns| async move {
        if let Err(error) = set_list_columns(key.to_owned(), columns).await {
            toasts.problem(&error);
        }
    });
}

/// The column chooser.
#[component]
pub fn Chooser<N: Drawn>(
    /// The page.
    page: ListPage<N>,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let offer = move |column: N::Column| Offered {
        key: column.key(),
        label: N::head(lang, column),
        width: column.width(),
    };
    let offered = Memo::new(move |_| N::offered().into_iter().map(offer).collect::<Vec<_>>());
    let reset = move || {
        let key = N::key(page.filter.with_untracked(|filter| filter.view));
        spawn_local(async move {
            match reset_list_columns(key.to_owned()).await {
                Ok(()) => {
                    page.listing.follow(Changed::Rows(BTreeSet::new()));
                    toasts.say(t!(lang, LeadsColumnsDefault));
                }
                Err(error) => toasts.problem(&error),
            }
        });
    };
    view! {
        <ColumnsDialog
            open=open
            offered=offered
            columns=page.listing.columns
            on_change=move |columns| set_columns(page, toasts, columns)
            on_reset=reset
        />
    }
}
