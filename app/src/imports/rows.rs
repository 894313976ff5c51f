//! Rows that need somebody, with the reason in the very cell.
use super::api::{MendCell, Opened, import_rows};
use super::asked::Asked;
use crate::AppError;
use crate::loaded::awaited;
use crate::start::use_lang;
use crate::ui::{Button, ChipLink, Icon, problem_words};
use domain::ImportId;
use domain::import::{CellProblem, ImportRow, RowOutcome};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use messages::{import as words, t};

/// Rows to a page.
const PAGE: u32 = 50;

/// The rows of the outcome the address asks for.
#[component]
pub fn Rows(
    /// The import.
    opened: Signal<Opened>,
    /// Cells can be mended.
    mends: bool,
) -> impl IntoView {
    let (lang, map) = (use_lang(), use_query_map());
    let (id, headers) = opened.with_untracked(|opened| (opened.import.id, opened.import.headers.clone()));
    let asked = Memo::new(move |_| {
        let asked = map.with(Asked::read);
        (asked.outcome, asked.after)
    });
    let rows = Resource::new_blocking(
        move || asked.get(),
        move |(outcome, after)| import_rows(id, outcome, after, PAGE),
    );
    let chip = move |outcome: Option<RowOutcome>| {
        let href = format!("?{}#rows", Asked::rows(outcome, 0));
        let name = outcome.map_or(t!(lang, ImportRowsAll), |outcome| words::outcome(lang, outcome));
        view! { <ChipLink href=href chosen=Signal::derive(move || asked.get().0 == outcome)>{name}</ChipLink> }
    };
    let headers = StoredValue::new(headers);
    let table = move || match rows.get()? {
        Ok(rows) if rows.is_empty() => {
            Some(view! { <p class="muted import-none">{t!(lang, ImportRowsNone)}</p> }.into_any())
        }
        Ok(rows) => {
            let next = (rows.len() == PAGE as usize).then(|| rows.last().map(|row| row.line)).flatten();
            Some(view! { <Table id=id headers=headers.get_value() rows=rows mends=mends /> <Pages asked=asked.get() next=next /> }.into_any())
        }
        Err(error) => Some(view! { <p class="problem">{problem_words(lang, &error)}</p> }.into_any()),
    };
    view! {
        <section id="rows">
            <h2>{t!(lang, ImportRows)}</h2>
            <div class="row">{chip(None)} {RowOutcome::TOLD.map(|outcome| chip(Some(outcome)))}</div>
            {awaited(rows, move || table)}
        </section>
    }
}

#[component]
fn Pages(asked: (Option<RowOutcome>, i64), next: Option<i64>) -> impl IntoView {
    let lang = use_lang();
    let (outcome, after) = asked;
    let first = (after > 0).then(
        || view! { <a href=format!("?{}#rows", Asked::rows(outcome, 0))>{t!(lang, ImportRowsFirst)}</a> },
    );
    let next = next.map(|line| view! { <a href=format!("?{}#rows", Asked::rows(outcome, line))>{t!(lang, ImportRowsNext)}</a> });
    view! { <nav class="row">{first} {next}</nav> }
}

#[component]
fn Table(id: ImportId, headers: Vec<String>, rows: Vec<ImportRow>, mends: bool) -> impl IntoView {
    let lang = use_lang();
    let heads = headers.iter().map(|header| view! { <th scope="col">{header.clone()}</th> }).collect_view();
    let headers = StoredValue::new(headers);
    let rows = rows
        .into_iter()
        .map(|row| view! { <OneRow id=id headers=headers row=row mends=mends /> })
        .collect_view();
    view! {
        <div class="table-box import-rows" tabindex="0" role="region" aria-label=t!(lang, ImportRows)>
            <table class="plain-table keep">
                <thead><tr><th scope="col">{t!(lang, ImportRowsLine)}</th> {heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

#[component]
fn OneRow(id: ImportId, headers: StoredValue<Vec<String>>, row: ImportRow, mends: bool) -> impl IntoView {
    let lang = use_lang();
    let (line, columns) = (row.line, headers.with_value(Vec::len));
    // A row that does not fit the headers has no cells to mend.
    let mends = mends && !row.cells.is_empty();
    let row = RwSignal::new(row);
    let whole = move || {
        let problems = row.with(|row| {
            row.problems.iter().filter(|problem| problem.column.is_none()).cloned().collect::<Vec<_>>()
        });
        problems
            .into_iter()
            .map(|problem| view! { <span class="reason">{words::reason(lang, &problem.reason)}</span> })
            .collect_view()
    };
    let outcome = move || words::outcome(lang, row.with(|row| row.outcome));
    let cells = (0..columns)
        .map(|column| view! { <Cell id=id row=row column=column headers=headers mends=mends /> })
        .collect_view();
    view! {
        <tr id=format!("line-{line}") data-outcome=move || row.with(|row| row.outcome.key())>
            <th scope="row">{line} " " <span class="muted">{outcome}</span> {whole}</th>
            {cells}
        </tr>
    }
}

/// What a cell shows: its text, why it is not taken, whether somebody has mended it.
#[derive(Clone, PartialEq)]
struct Shown {
    text: String,
    problem: Option<CellProblem>,
    mended: bool,
}

fn shown(row: &ImportRow, column: usize) -> Shown {
    Shown {
        text: row.cells.get(column).cloned().unwrap_or_default(),
        problem: row.problems.iter().find(|problem| problem.column == Some(column)).cloned(),
        mended: row.mended.contains(&column),
    }
}

#[component]
fn Cell(
    id: ImportId,
    row: RwSignal<ImportRow>,
    column: usize,
    headers: StoredValue<Vec<String>>,
    mends: bool,
) -> impl IntoView {
    let lang = use_lang();
    let cell = Memo::new(move |_| row.with(|row| shown(row, column)));
    // A cell that is being mended keeps its input, also when it is fine by now.
    let opens = Memo::new(move |before: Option<&bool>| {
        mends
            && (before.copied().unwrap_or_default()
                || cell.with(|cell| cell.problem.is_some() || cell.mended))
    });
    let plain = move || view! { <span>{move || cell.with(|cell| cell.text.clone())}</span> };
    let name = headers.with_value(|headers| headers.get(column).cloned().unwrap_or_default());
    let content = move || {
        if opens.get() {
            view! { <Mend id=id row=row column=column name=name.clone() cell=cell /> }.into_any()
        } else {
            plain().into_any()
        }
    };
    let reason =
        move || cell.with(|cell| cell.problem.as_ref().map(|problem| words::reason(lang, &problem.reason)));
    view! {
        <td class:wrong=move || cell.with(|cell| cell.problem.is_some()) class:mended=move || cell.with(|cell| cell.mended)>
            {content}
            {move || reason().map(|reason| view! { <span class="reason">{reason}</span> })}
        </td>
    }
}

#[component]
fn Mend(
    id: ImportId,
    row: RwSignal<ImportRow>,
    column: usize,
    name: String,
    cell: Memo<Shown>,
) -> impl IntoView {
    let lang = use_lang();
    let action = ServerAction::<MendCell>::new();
    let error = RwSignal::new(None::<AppError>);
    Effect::new(move || match action.value().get() {
        Some(Ok(mended)) => {
            error.set(None);
            row.set(mended);
        }
        Some(Err(refused)) => error.set(Some(refused)),
        None => {}
    });
    let (line, text) = row.with_untracked(|row| (row.line, shown(row, column).text));
    let fine = move || cell.with(|cell| cell.mended && cell.problem.is_none());
    view! {
        <ActionForm action=action attr:class="mend">
            <input type="hidden" name="id" value=id.0 />
            <input type="hidden" name="line" value=line />
            <input type="hidden" name="column" value=column />
            <input class="input" name="text" value=text aria-label=t!(lang, ImportCell, line = line, column = name) aria-invalid=move || (!fine()).then_some("true") />
            <Button submit=true pending=action.pending()>{t!(lang, ImportMend)}</Button>
            {move || fine().then(|| view! { <span class="fine">{Icon::Check.draw()} {t!(lang, ImportMendedOk)}</span> })}
        </ActionForm>
        {move || error.get().map(|error| view! { <span class="reason" role="alert">{problem_words(lang, &error)}</span> })}
    }
}
