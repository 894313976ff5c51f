//! The table of every list: it draws `domain::list` rows under any noun's columns.
mod cell;
mod head;
mod keys;
mod resize;
mod row;

pub use cell::address;
pub use head::{Head, Sorted, heads};
pub use keys::is_typing;

use super::{Choices, Selection};
use crate::start::{use_lang, use_me};
use domain::Lang;
use domain::list::Row;
use head::HeadCell;
use leptos::attr::custom::{CustomAttribute, custom_attribute};
use leptos::html;
use leptos::prelude::*;
use messages::t;
use row::RowView;
use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::Arc;

/// What stands before the first column of a row.
pub type RowSlot = Arc<dyn Fn(&Row) -> AnyView + Send + Sync>;

/// What all rows of one table share.
#[derive(Clone)]
struct Shared {
    heads: Signal<Vec<Head>>,
    choices: Signal<Choices>,
    word: fn(Lang, &str) -> &'static str,
    row_href: Callback<i64, String>,
    lead: Option<RowSlot>,
    badges: Option<RowSlot>,
    selection: Option<RwSignal<Selection>>,
    current: RwSignal<Option<i64>>,
    fading: Signal<BTreeSet<i64>>,
}

/// A list table. Sorting goes by links; widths and order of the columns by mouse and keys; rows are
/// walked with j and k, chosen with x, opened with Enter.
#[component]
pub fn Table(
    /// What the list is, for screen readers.
    #[prop(into)]
    label: Signal<String>,
    /// The columns; see [`heads`].
    #[prop(into)]
    heads: Signal<Vec<Head>>,
    /// The rows, with one cell for each head. Rows that stay the same keep their place in the page.
    #[prop(into)]
    rows: Signal<Vec<Row>>,
    /// The drop-down lists.
    #[prop(optional, into)]
    choices: Signal<Choices>,
    /// The noun's words: `claimed` → 已认领.
    #[prop(default = |_, _| "")]
    word: fn(Lang, &str) -> &'static str,
    /// The page of a row.
    #[prop(into)]
    row_href: Callback<i64, String>,
    /// What stands before the first column: 处理, the star. Give `lead_width` with it.
    #[prop(optional, into)]
    lead: Option<RowSlot>,
    /// How many icons wide `lead` is, 1 to 4.
    #[prop(default = 2)]
    lead_width: u8,
    /// What stands behind the name of a row: labels.
    #[prop(optional)]
    badges: Option<Option<RowSlot>>,
    /// The chosen rows; without it there are no checkboxes.
    #[prop(optional, into)]
    selection: Option<RwSignal<Selection>>,
    /// The row the keys are at.
    #[prop(optional, into)]
    current: Option<RwSignal<Option<i64>>>,
    /// Rows that have just left the list: they fade before they go.
    #[prop(optional, into)]
    fading: Signal<BTreeSet<i64>>,
    /// A click on a row and `o`; without it both go to the row's page.
    #[prop(optional, into)]
    on_open: Option<Callback<i64>>,
    /// Other keys pressed on a row: (key, row).
    #[prop(optional, into)]
    on_key: Option<Callback<(String, i64)>>,
    /// Columns were moved or resized: all keys in order, with their widths.
    #[prop(optional, into)]
    on_columns: Option<Callback<Vec<(String, u16)>>>,
) -> impl IntoView {
    // Kept here, because keys and clicks read them when nothing is being drawn.
    let rows: Signal<Vec<Row>> = Memo::new(move |_| rows.get()).into();
    let heads: Signal<Vec<Head>> = Memo::new(move |_| heads.get()).into();
    let current = current.unwrap_or_else(|| RwSignal::new(None));
    let shared = StoredValue::new(Shared {
        heads,
        choices,
        word,
        row_href,
        lead: lead.clone(),
        badges: badges.flatten(),
        selection,
        current,
        fading,
    });
    let body = NodeRef::<html::Tbody>::new();
    keys::listen(keys::Keys { rows, selection, current, row_href, on_open, on_key, body });
    // While an edge is dragged its width stands here, and nothing is told to the page.
    let dragged = RwSignal::new(None::<(&'static str, u16)>);
    let width = move |head: &Head| {
        dragged.get().filter(|(key, _)| *key == head.key).map_or(head.width, |(_, width)| width)
    };
    let lead_pixels = if lead.is_some() { 12 + 30 * u32::from(lead_width) } else { 0 };
    let fixed = lead_pixels + if selection.is_some() { 36 } else { 0 };
    let whole =
        move || heads.with(|heads| fixed + heads.iter().map(|head| u32::from(width(head))).sum::<u32>());
    let columns = move || heads.with(|heads| heads.iter().map(|head| col(width(head))).collect_view());
    let has_lead = lead.is_some();
    view! {
        <div class="table-box" tabindex="-1">
            <table
                {..custom_attribute("width", whole)}
                class="table"
                class:has-select=selection.is_some()
                data-lead=lead.is_some().then_some(lead_width)
                data-density=use_me().density.clone()
                aria-label=label
            >
                // An empty group would stand for a column.
                {(selection.is_some() || has_lead).then(|| view! {
                    <colgroup>
                        {selection.map(|_| col(36u32))}
                        {has_lead.then(|| col(lead_pixels))}
                    </colgroup>
                })}
                <colgroup>{columns}</colgroup>
                // What is left of the width, so that columns keep theirs.
                <colgroup><col /></colgroup>
                <thead>
                    <tr>
                        {selection.map(|selection| view! { <SelectPage selection=selection rows=rows /> })}
                        {has_lead.then(|| view! { <th class="lead" scope="col"><span class="hidden">{t!(use_lang(), UiRowActions)}</span></th> })}
                        <For each=move || heads.get() key=|head| head.key let:head>
                            <HeadCell head=head heads=heads dragged=dragged on_columns=on_columns />
                        </For>
                        <td class="fill"></td>
                    </tr>
                </thead>
                <tbody node_ref=body on:click=keys::clicks(rows, selection, current, row_href, on_open)>
                    <For each=move || rows.get() key=fingerprint let:row>
                        <RowView row=row shared=shared />
                    </For>
                </tbody>
            </table>
        </div>
    }
}

/// Widths are attributes: the content security policy forbids styles in the page.
fn col(width: impl Into<u32>) -> impl IntoView {
    html::col().attr("width", width.into())
}

#[component]
fn SelectPage(selection: RwSignal<Selection>, rows: Signal<Vec<Row>>) -> impl IntoView {
    let words = t!(use_lang(), UiSelectPage);
    let full = Memo::new(move |_| rows.with(|rows| selection.with(|selection| selection.has_page(rows))));
    let some = Memo::new(move |_| !full.get() && selection.with(|selection| !selection.is_empty()));
    view! {
        <th class="select" scope="col">
            <input
                type="checkbox"
                aria-label=words
                title=words
                prop:checked=move || full.get()
                prop:indeterminate=move || some.get()
                on:change=move |_| selection.update(|selection| rows.with_untracked(|rows| selection.toggle_page(rows)))
            />
        </th>
    }
}

/// A row that changed in anything it shows is drawn anew; all others are left alone.
fn fingerprint(row: &Row) -> u64 {
    let mut hasher = DefaultHasher::new();
    format!("{row:?}").hash(&mut hasher);
    hasher.finish()
}
