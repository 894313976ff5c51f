//! What each column of the file is read into.
use crate::start::{use_added, use_lang};
use crate::ui::{Choosable, Select};
use domain::import::Import;
use leptos::prelude::*;
use messages::{import as words, t};

/// So many different values of a column are shown.
const SHOWN: usize = 3;

/// A row for each column, with some of its values.
#[component]
pub fn Columns(
    /// The import.
    import: Import,
) -> impl IntoView {
    let lang = use_lang();
    let added = use_added().get_untracked();
    let targets = import.kind.targets(&added);
    let options: Vec<Choosable> = targets
        .iter()
        .map(|target| {
            Choosable::new(target.key, words::target(lang, import.kind, target.key, &added).to_owned())
        })
        .collect();
    let options = Signal::stored(options);
    let chosen = |column: usize| {
        let target = import.rules.mapping.iter().find(|(_, mapped)| **mapped == column);
        RwSignal::new(target.map(|(target, _)| target.clone()).unwrap_or_default())
    };
    let chosen: Vec<RwSignal<String>> = (0..import.headers.len()).map(chosen).collect();
    one_column_each(&chosen);
    let row = |(column, header): (usize, &String)| {
        let sample = sample(&import, column);
        let value = chosen[column];
        let name = if header.is_empty() { (column + 1).to_string() } else { header.clone() };
        view! {
            <tr class:left-out=move || value.with(String::is_empty)>
                <th scope="row">{name.clone()}</th>
                <td class="sample">{sample}</td>
                <td>
                    <Select
                        options=options
                        value=value
                        name=format!("column.{column}")
                        label=name
                        blank=t!(lang, ImportColumnNone)
                    />
                </td>
            </tr>
        }
    };
    view! {
        <table class="plain-table columns keep" aria-label=t!(lang, ImportColumns)>
            <thead>
                <tr>
                    <th scope="col">{t!(lang, ImportColumnHeader)}</th>
                    <th scope="col">{t!(lang, ImportColumnSample)}</th>
                    <th scope="col">{t!(lang, ImportColumnTarget)}</th>
                </tr>
            </thead>
            <tbody>{import.headers.iter().enumerate().map(row).collect_view()}</tbody>
        </table>
    }
}

fn sample(import: &Import, column: usize) -> String {
    let mut values: Vec<&str> = Vec::new();
    for cell in import.sample.iter().filter_map(|row| row.get(column)).map(|cell| cell.trim()) {
        if !cell.is_empty() && !values.contains(&cell) && values.len() < SHOWN {
            values.push(cell);
        }
    }
    values.join(" · ")
}

/// A field has one column: whoever takes it takes it from the other.
fn one_column_each(chosen: &[RwSignal<String>]) {
    for (at, mine) in chosen.iter().copied().enumerate() {
        let others: Vec<_> = chosen
            .iter()
            .copied()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .map(|(_, other)| other)
            .collect();
        Effect::watch(
            move || mine.get(),
            move |target, _, _| {
                for other in &others {
                    if !target.is_empty() && other.with_untracked(|other| other == target) {
                        other.set(String::new());
                    }
                }
            },
            false,
        );
    }
}
