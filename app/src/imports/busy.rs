//! The server is at work: how far, how fast, how long still.
use super::api::Opened;
use super::tiles::Tiles;
use crate::start::use_lang;
use crate::ui::{Button, number};
use domain::Lang;
use domain::import::{Import, ImportState};
use leptos::prelude::*;
use messages::t;

/// Progress, while one may leave and come back.
#[component]
pub fn Busy(
    /// The import.
    opened: Signal<Opened>,
) -> impl IntoView {
    let lang = use_lang();
    let runs = move || opened.with(|opened| opened.import.state == ImportState::Running);
    let title = move || if runs() { t!(lang, ImportRunningTitle) } else { t!(lang, ImportCheckingTitle) };
    let told = move || opened.with(|opened| told(lang, opened));
    let most = move || opened.with(|opened| opened.import.rows);
    let done = move || opened.with(|opened| opened.import.rows.map(|_| opened.import.progress));
    let tally = Signal::derive(move || {
        opened.with(
            |Opened { import, .. }| {
                if import.state == ImportState::Running { import.result } else { import.checked }
            },
        )
    });
    let path = opened.with_untracked(|opened| format!("/import/{}", opened.import.id));
    view! {
        <section class="card busy" aria-live="polite">
            <h2>{title}</h2>
            <progress aria-label=title max=most value=done></progress>
            <p class="told">{told}</p>
            <p class="muted">{t!(lang, ImportLeave)}</p>
            <div class="row">
                <form method="post" action=format!("{path}/stop")>
                    <Button submit=true>{t!(lang, ImportStop)}</Button>
                </form>
                <a class="asleep-only" href=path.clone()>{t!(lang, ImportRefresh)}</a>
            </div>
        </section>
        <Tiles tally=tally />
    }
}

fn told(lang: Lang, opened: &Opened) -> String {
    let import = &opened.import;
    let done = number(import.progress);
    let far = match import.rows {
        Some(rows) => t!(lang, ImportProgress, done = done, rows = number(rows)),
        None => t!(lang, ImportProgressOpen, done = done),
    };
    let mut parts = vec![far];
    if let Some(speed) = speed(opened) {
        parts.push(t!(lang, ImportSpeed, n = number(speed)));
        parts.extend(left(lang, import, speed));
    }
    parts.join(" · ")
}

/// Rows in a second, once there is something to tell.
fn speed(opened: &Opened) -> Option<i64> {
    let micros = opened.now.0 - opened.import.step_since?.0;
    let speed = opened.import.progress.checked_mul(1_000_000)?.checked_div(micros)?;
    (micros > 500_000 && speed > 0).then_some(speed)
}

fn left(lang: Lang, import: &Import, speed: i64) -> Option<String> {
    let seconds = (import.rows? - import.progress).max(0) / speed;
    let time = if seconds < 90 {
        t!(lang, ImportLeftSeconds, n = seconds)
    } else {
        t!(lang, ImportLeftMinutes, n = (seconds + 30) / 60)
    };
    Some(t!(lang, ImportLeft, time = time))
}
