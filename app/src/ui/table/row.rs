//! A row.
use super::{Shared, cell};
use crate::start::use_lang;
use domain::column::CellKind;
use domain::list::{Cell, Row};
use leptos::prelude::*;
use messages::t;

/// A row. Clicks and keys are heard by the table's body, once for all rows.
#[component]
pub fn RowView(
    /// The row.
    row: Row,
    /// What it shares with the others.
    shared: StoredValue<Shared>,
) -> impl IntoView {
    let id = row.id;
    let Shared { heads, selection, current, fading, lead, badges, row_href, .. } = shared.get_value();
    let lead = lead.map(|lead| view! { <td class="lead">{lead(&row)}</td> });
    let badges = badges.map(|badges| badges(&row));
    let heads = heads.get_untracked();
    let mut cells = row.cells.into_iter().zip(heads);
    let first = cells.next().map(|(value, head)| {
        let inside = match value {
            // A row without a name is still a link.
            Cell::Blank => view! { <span class="blank">"—"</span> }.into_any(),
            value => cell::inside(value, CellKind::Text, false, shared),
        };
        let kind = kind_name(head.kind);
        let name = view! { <a href=row_href.run(id)>{inside}</a> };
        // A long name gives way to its labels.
        let name = match badges {
            Some(badges) => view! { <span class="named">{name} {badges}</span> }.into_any(),
            None => name.into_any(),
        };
        view! { <th class="first" scope="row" data-kind=kind>{name}</th> }
    });
    let others = cells.map(|(value, head)| {
        let label = says_nothing_alone(head.kind).then_some(head.label);
        let blank = value == Cell::Blank;
        let inside = cell::inside(value, head.kind, head.due, shared);
        view! { <td data-kind=kind_name(head.kind) data-label=label class:blank=blank>{inside}</td> }
    });
    let others = others.collect_view();
    let select = selection.map(|selection| {
        let chosen = move || selection.with(|selection| selection.has(id));
        let words = t!(use_lang(), UiSelectRow);
        view! { <td class="select"><input type="checkbox" tabindex="-1" aria-label=words prop:checked=chosen /></td> }
    });
    let chosen = move || selection.map(|selection| selection.with(|selection| selection.has(id)).to_string());
    view! {
        <tr data-row=id tabindex="-1" aria-selected=chosen class:current=move || current.get() == Some(id) class:gone=move || fading.with(|fading| fading.contains(&id))>
            {select}
            {lead}
            {first}
            {others}
            <td class="fill"></td>
        </tr>
    }
}

/// On a card there are no heads: what could be anything is shown with its name.
const fn says_nothing_alone(kind: CellKind) -> bool {
    matches!(kind, CellKind::Time | CellKind::Number | CellKind::Money | CellKind::Date | CellKind::Flag)
}

const fn kind_name(kind: CellKind) -> &'static str {
    match kind {
        CellKind::Text => "text",
        CellKind::Phone => "phone",
        CellKind::Email => "email",
        CellKind::Link => "link",
        CellKind::Choice => "choice",
        CellKind::Person => "person",
        CellKind::Time => "time",
        CellKind::Word => "word",
        CellKind::Choices => "choices",
        CellKind::Number => "number",
        CellKind::Money => "money",
        CellKind::Date => "date",
        CellKind::Flag => "flag",
    }
}
