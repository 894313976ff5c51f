//! Taking an import back, and what came of it.
use super::api::{Opened, refused_rows};
use crate::loaded::awaited;
use crate::start::{use_lang, use_me};
use crate::ui::{Button, Kind, full_time, number, problem_words};
use domain::import::{Refused, Undo, UndoState, UndoTally};
use domain::{ImportId, Lang, Subject};
use leptos::prelude::*;
use messages::{import as words, t};

/// So many rows that were left alone are listed; all are counted.
const LISTED: u32 = 200;

/// The way back from an import: asked for, going on, done.
#[component]
pub fn Undoing(
    /// The import.
    opened: Signal<Opened>,
) -> impl IntoView {
    let state = Memo::new(move |_| opened.with(|opened| opened.import.undo.as_ref().map(|undo| undo.state)));
    let part = move || match state.get()? {
        UndoState::Open => Some(view! { <Ask opened=opened /> }.into_any()),
        UndoState::Running => Some(view! { <Going opened=opened /> }.into_any()),
        UndoState::Done => Some(view! { <Undone opened=opened /> }.into_any()),
    };
    view! { <section id="undo">{part}</section> }
}

/// A plain form behind a fold: it says what happens to how many rows before it can be sent.
#[component]
fn Ask(opened: Signal<Opened>) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let (import, now) = opened.with_untracked(|opened| (opened.import.clone(), opened.now));
    let rows = import.result.map(|tally| tally.written()).unwrap_or_default();
    let open = import.undo.filter(|undo| rows > 0 && now < undo.until);
    open.map(|undo| {
        let until = full_time(&me.zone, undo.until);
        view! {
            <details class="import-source import-undo">
                <summary>{t!(lang, ImportUndo)}</summary>
                <div class="stack">
                    <p><strong>{t!(lang, ImportUndoAsk)}</strong></p>
                    <p>{t!(lang, ImportUndoAskWhy, n = number(rows))}</p>
                    <form method="post" action=format!("/import/{}/undo", import.id)>
                        <Button kind=Kind::Danger submit=true>{t!(lang, ImportUndoYes, n = number(rows))}</Button>
                    </form>
                    <p class="muted">{t!(lang, ImportUndoHelp, until = until)}</p>
                </div>
            </details>
        }
    })
}

fn undo(opened: Signal<Opened>) -> UndoTally {
    opened.with(|opened| opened.import.undo.as_ref().map(|undo: &Undo| undo.tally)).unwrap_or_default()
}

#[component]
fn Going(opened: Signal<Opened>) -> impl IntoView {
    let lang = use_lang();
    let path = opened.with_untracked(|opened| format!("/import/{}", opened.import.id));
    let all = opened.with_untracked(|opened| opened.import.result.map(|tally| tally.written()));
    let all = all.unwrap_or_default();
    let done = move || undo(opened).total();
    let told = move || t!(lang, ImportUndoingProgress, done = number(done()), rows = number(all));
    view! {
        <div class="card busy" aria-live="polite">
            <h2>{t!(lang, ImportUndoingTitle)}</h2>
            <progress aria-label=t!(lang, ImportUndoingTitle) max=all value=done></progress>
            <p class="told">{told}</p>
            <p class="muted">{t!(lang, ImportLeave)}</p>
            <a class="asleep-only" href=path>{t!(lang, ImportRefresh)}</a>
        </div>
    }
}

#[component]
fn Undone(opened: Signal<Opened>) -> impl IntoView {
    let lang = use_lang();
    let id = opened.with_untracked(|opened| opened.import.id);
    let tally = undo(opened);
    let tiles = [
        (tally.removed, t!(lang, ImportUndoRemoved)),
        (tally.restored, t!(lang, ImportUndoRestored)),
        (tally.refused, t!(lang, ImportUndoRefused)),
    ];
    let tile = |(n, name): (i64, &'static str)| {
        view! { <li class="tile" class:zero=n == 0><div><strong>{number(n)}</strong> <span>{name}</span></div></li> }
    };
    view! {
        <h2>{t!(lang, ImportUndoneTitle)}</h2>
        <ul class="tiles">{tiles.map(tile)}</ul>
        {(tally.refused > 0).then(|| view! { <LeftAlone id=id /> })}
    }
}

#[component]
fn LeftAlone(id: ImportId) -> impl IntoView {
    let lang = use_lang();
    let rows = Resource::new_blocking(|| (), move |()| refused_rows(id, 0, LISTED));
    let table = move || match rows.get()? {
        Ok(rows) => Some(view! { <Table rows=rows /> }.into_any()),
        Err(error) => Some(view! { <p class="problem">{problem_words(lang, &error)}</p> }.into_any()),
    };
    view! { <h3>{t!(lang, ImportUndoRefusedTitle)}</h3> {awaited(rows, move || table)} }
}

#[component]
fn Table(rows: Vec<Refused>) -> impl IntoView {
    let lang = use_lang();
    view! {
        <table class="plain-table" aria-label=t!(lang, ImportUndoRefusedTitle)>
            <thead>
                <tr>
                    <th scope="col">{t!(lang, ImportUndoRefusedLine)}</th>
                    <th scope="col">{t!(lang, ImportUndoRefusedName)}</th>
                    <th scope="col">{t!(lang, ImportUndoRefusedWhy)}</th>
                </tr>
            </thead>
            <tbody>{rows.into_iter().map(|row| one(lang, row)).collect_view()}</tbody>
        </table>
    }
}

fn one(lang: Lang, row: Refused) -> impl IntoView {
    let place = match row.about.subject {
        Subject::Lead => "leads",
        Subject::Customer => "customers",
        Subject::Contact => "contacts",
    };
    let name = if row.name.is_empty() { row.about.id.to_string() } else { row.name };
    view! {
        <tr>
            <td>{row.line}</td>
            <th scope="row"><a href=format!("/{place}/{}", row.about.id)>{name}</a></th>
            <td>{words::refused(lang, row.why)}</td>
        </tr>
    }
}
