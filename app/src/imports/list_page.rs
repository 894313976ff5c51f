//! My imports, and the place where files come in.
use super::api::my_imports;
use super::asked::Asked;
use super::upload::Upload;
use crate::live::use_live;
use crate::loaded::loaded;
use crate::start::use_lang;
use crate::ui::{Empty, Icon, Label, TimeText, number, problem_words};
use domain::Lang;
use domain::import::{Import, ImportState, UndoState};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use messages::{import as words, t};

/// `/import`.
#[component]
pub fn ImportsPage() -> impl IntoView {
    let (lang, live) = (use_lang(), use_live());
    let all = Resource::new_blocking(move || live.imports().get(), |_| my_imports());
    view! {
        <Title text=t!(lang, ImportTitle) />
        <div class="page-box imports">
            <div class="page-head"><h1>{t!(lang, ImportTitle)}</h1></div>
            <Trouble />
            {loaded(all, |all| view! { <Upload /> <All all=all /> })}
        </div>
    }
}

/// Why the last form, or the last file, was not taken.
#[component]
pub fn Trouble() -> impl IntoView {
    let (lang, map) = (use_lang(), use_query_map());
    let told = move || {
        let asked = map.with(Asked::read);
        let failure = asked.failure.map(|failure| words::failure(lang, &failure));
        failure.or_else(|| asked.problem.map(|problem| problem_words(lang, &problem.into())))
    };
    let shown = move || {
        told().map(|told| view! { <p class="problem">{Icon::Warning.draw()} <span>{told}</span></p> })
    };
    view! { <div class="problem-place" role="alert">{shown}</div> }
}

#[component]
fn All(all: Signal<Vec<Import>>) -> impl IntoView {
    let lang = use_lang();
    let none =
        move || view! { <Empty title=t!(lang, ImportNone) why=t!(lang, ImportNoneWhy) icon=Icon::Import /> };
    view! {
        <Show when=move || all.with(|all| !all.is_empty()) fallback=none>
            <h2>{t!(lang, ImportMine)}</h2>
            <table class="plain-table stacked" aria-label=t!(lang, ImportMine)>
                <thead>
                    <tr>
                        <th scope="col">{t!(lang, ImportColumnFile)}</th>
                        <th scope="col">{t!(lang, ImportColumnKind)}</th>
                        <th scope="col">{t!(lang, ImportColumnState)}</th>
                        <th scope="col">{t!(lang, ImportColumnNumbers)}</th>
                        <th scope="col">{t!(lang, ImportColumnSince)}</th>
                    </tr>
                </thead>
                <tbody>
                    <For each=move || all.get() key=|import| (import.id, import.state, import.undone(), import.progress) let:import>
                        <One import=import />
                    </For>
                </tbody>
            </table>
        </Show>
    }
}

#[component]
fn One(import: Import) -> impl IntoView {
    let lang = use_lang();
    view! {
        <tr>
            <th scope="row"><a href=format!("/import/{}", import.id)>{import.file.clone()}</a></th>
            <td>{words::kind(lang, import.kind)}</td>
            <td><State state=import.state undone=import.undone() /></td>
            <td>{numbers(lang, &import)}</td>
            <td><TimeText at=import.since /></td>
        </tr>
    }
}

/// How far it has come, in colour; of what was undone, that.
#[component]
pub fn State(
    /// How far.
    state: ImportState,
    /// How far the undoing has come.
    undone: Option<UndoState>,
) -> impl IntoView {
    let lang = use_lang();
    let colour = match (undone, state) {
        (Some(UndoState::Done), _) | (_, ImportState::Uploaded) => "grey",
        (Some(UndoState::Running), _) | (_, ImportState::Checking | ImportState::Running) => "blue",
        (_, ImportState::Checked) => "yellow",
        (_, ImportState::Done) => "green",
        (_, ImportState::Stopped) => "red",
    };
    let text = match undone {
        Some(UndoState::Running) => t!(lang, ImportStateUndoing),
        Some(UndoState::Done) => t!(lang, ImportStateUndone),
        Some(UndoState::Open) | None => words::state(lang, state),
    };
    view! { <Label colour=colour>{text}</Label> }
}

fn numbers(lang: Lang, import: &Import) -> String {
    import.result.or(import.checked).map_or_else(String::new, |tally| {
        let [new, updated, error] = [tally.new, tally.updated, tally.error].map(number);
        t!(lang, ImportNumbers, new = new, updated = updated, error = error)
    })
}
