//! The table of a list page.
use super::chooser::set_columns;
use super::noun::Drawn;
use super::page::ListPage;
use crate::start::use_lang;
use crate::ui::{Head, Table, heads, use_toasts};
use domain::Lang;
use domain::column::Column;
use domain::list::{Row, Sort};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// Rows under their columns; a click opens one beside the list.
#[component]
pub fn ListTable<N: Drawn>(page: ListPage<N>, acts: N::Acts) -> impl IntoView {
    let (lang, listing) = (use_lang(), page.listing);
    let (go, toasts) = (use_navigate(), use_toasts());
    let heads = Memo::new(move |_| list_heads(lang, page));
    let plain = |rows: &Vec<Row>| rows.iter().cloned().map(N::plain).collect::<Vec<_>>();
    let rows = Memo::new(move |_| listing.rows.with(plain));
    let open = move |id: i64| {
        let beside = || listing.address.with_untracked(|address| address.showing(Some(id)).href());
        let there = if is_narrow() { page.row_href(id) } else { beside() };
        go(&there, NavigateOptions { scroll: false, ..Default::default() });
    };
    view! {
        <Table
            label=Signal::derive(move || page.title().to_owned())
            heads=heads
            rows=rows
            choices=page.choices
            word=N::word
            row_href=move |id| page.row_href(id)
            lead=N::row_verbs(acts)
            lead_width=N::LEAD_WIDTH
            badges=N::badges(page)
            selection=listing.selection
            current=listing.current
            fading=listing.fading
            on_open=open
            on_key=move |(key, id): (String, i64)| N::press(acts, &key, id)
            on_columns=move |columns| set_columns(page, toasts, columns)
        />
    }
}

fn list_heads<N: Drawn>(lang: Lang, page: ListPage<N>) -> Vec<Head> {
    let widths = page.listing.columns.get();
    let columns: Vec<N::Column> = widths.iter().filter_map(|(key, _)| N::Column::from_key(key)).collect();
    let width = |column: N::Column| {
        widths.iter().find(|(key, _)| key == column.key()).map_or_else(|| column.width(), |(_, width)| *width)
    };
    let mut heads = page.listing.address.with(|address| {
        let sort = Sort::parse(address.get("sort").unwrap_or_default());
        let href = |sort: &Sort<N::Column>| address.with("sort", Some(&sort.text())).href();
        heads(&columns, &sort, |column| N::head(lang, column), width, href)
    });
    for head in &mut heads {
        head.due = N::Column::from_key(head.key).is_some_and(N::is_due);
    }
    heads
}

/// A phone: no room for a panel beside the list.
fn is_narrow() -> bool {
    window().inner_width().ok().and_then(|width| width.as_f64()).is_some_and(|width| width <= 640.0)
}
