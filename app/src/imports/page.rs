//! One import, from its columns to its result.
use super::api::{Opened, open_import};
use super::asked::Asked;
use super::busy::Busy;
use super::done::Done;
use super::glance::Glance;
use super::list_page::{State, Trouble};
use super::set_up::SetUp;
use super::steps::Steps;
use crate::AppError;
use crate::live::use_live;
use crate::loaded::loaded;
use crate::start::use_lang;
use crate::ui::{Icon, number};
use domain::import::ImportState;
use domain::{ImportId, Problem};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use messages::{import as words, t};
use std::time::Duration;

/// Where the live line is down, a busy import is asked for this often.
const POLL: Duration = Duration::from_secs(2);
/// Few rows are done before the live line of the page stands: it is asked once soon after.
const SOON: Duration = Duration::from_millis(400);

/// `/import/7`.
#[component]
pub fn ImportPage() -> impl IntoView {
    let (params, live) = (use_params_map(), use_live());
    let id = Memo::new(move |_| params.with(|params| params.get("id")?.parse::<ImportId>().ok()));
    let opened = Resource::new_blocking(
        move || (id.get(), live.imports().get()),
        |(id, _)| async move {
            match id {
                Some(id) => open_import(id).await,
                None => Err(AppError(Problem::NotFound)),
            }
        },
    );
    poll(opened);
    view! {
        <div class="page-box wide imports">
            {loaded(opened, |opened| opened.get_untracked().map(|first| view! { <Page first=first latest=opened /> }))}
        </div>
    }
}

fn poll(opened: Resource<Result<Option<Opened>, AppError>>) {
    let busy = Memo::new(move |_| {
        opened.with(|opened| matches!(opened, Some(Ok(Some(opened))) if opened.import.is_busy()))
    });
    Effect::new(move || {
        if busy.get() {
            let timer = set_interval_with_handle(move || opened.refetch(), POLL);
            let once = set_timeout_with_handle(move || opened.refetch(), SOON);
            on_cleanup(move || {
                let _ = timer.map(|timer| timer.clear());
                let _ = once.map(|once| once.clear());
            });
        }
    });
}

/// Which of the pages stands here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    SetUp,
    Busy,
    Checked,
    Over,
}

#[component]
fn Page(first: Opened, latest: Signal<Option<Opened>>) -> impl IntoView {
    let (lang, map) = (use_lang(), use_query_map());
    let file = first.import.file.clone();
    let opened: Signal<Opened> = Memo::new(move |_| latest.get().unwrap_or_else(|| first.clone())).into();
    let edits = Memo::new(move |_| map.with(Asked::read).edits);
    let state = Memo::new(move |_| opened.with(|opened| opened.import.state));
    let undone = Memo::new(move |_| opened.with(|opened| opened.import.undone()));
    let stage = Memo::new(move |_| match state.get() {
        ImportState::Uploaded => Stage::SetUp,
        ImportState::Checked if edits.get() => Stage::SetUp,
        ImportState::Checking | ImportState::Running => Stage::Busy,
        ImportState::Checked => Stage::Checked,
        ImportState::Done | ImportState::Stopped => Stage::Over,
    });
    let kind = move || words::kind(lang, opened.with(|opened| opened.import.kind));
    let rows = move || {
        let rows = opened.with(|opened| opened.import.rows)?;
        Some(view! { <span class="muted">{t!(lang, ImportRowsOfFile, n = number(rows))}</span> })
    };
    let body = move || match stage.get() {
        Stage::SetUp => view! { <SetUp opened=opened.get_untracked() /> }.into_any(),
        Stage::Busy => view! { <Busy opened=opened /> }.into_any(),
        Stage::Checked => view! { <Glance opened=opened /> }.into_any(),
        Stage::Over => view! { <Done opened=opened /> }.into_any(),
    };
    view! {
        <Title text=file.clone() />
        <a class="back" href="/import">{Icon::Left.draw()} {t!(lang, ImportTitle)}</a>
        <div class="page-head">
            <h1>{file}</h1>
            <span class="muted">{kind}</span>
            {rows}
            {move || view! { <State state=state.get() undone=undone.get() /> }}
        </div>
        <Steps state=state edits=edits />
        <Trouble />
        {body}
    }
}
