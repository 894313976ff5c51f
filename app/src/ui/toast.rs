//! Toasts: what happened, to how many, and for ten seconds a way back.
use super::{Icon, IconButton, problem_words};
use crate::AppError;
use crate::start::use_lang;
use domain::Lang;
use leptos::prelude::*;
use messages::t;
use std::sync::Arc;
use std::time::Duration;

const SECONDS: u64 = 10;

/// The way back. It belongs to its toast and to no part of the page: what made it may be gone when it is asked for.
type Undo = Arc<dyn Fn() + Send + Sync>;

#[derive(Clone)]
struct Toast {
    id: u64,
    words: String,
    bad: bool,
    undo: Option<Undo>,
}

/// Where toasts are raised.
#[derive(Clone, Copy)]
pub struct Toasts {
    shown: RwSignal<Vec<Toast>>,
    last: StoredValue<u64>,
    lang: Lang,
}

impl Toasts {
    /// Says what happened.
    pub fn say(self, words: impl Into<String>) {
        self.raise(words.into(), false, None);
    }

    /// Says what happened and offers to take it back.
    pub fn undoable(self, words: impl Into<String>, undo: impl Fn() + Send + Sync + 'static) {
        self.raise(words.into(), false, Some(Arc::new(undo)));
    }

    /// Says what went wrong.
    pub fn problem(self, error: &AppError) {
        self.raise(problem_words(self.lang, error), true, None);
    }

    fn raise(self, words: String, bad: bool, undo: Option<Undo>) {
        self.last.update_value(|last| *last += 1);
        let id = self.last.get_value();
        self.shown.update(|shown| shown.push(Toast { id, words, bad, undo }));
        set_timeout(move || self.drop(id), Duration::from_secs(SECONDS));
    }

    fn drop(self, id: u64) {
        let _ = self.shown.try_update(|shown| shown.retain(|toast| toast.id != id));
    }
}

/// Made once, by the app.
pub fn provide_toasts() {
    provide_context(new());
}

/// Where to raise toasts. Take it while a component is made, not inside a callback.
#[must_use]
pub fn use_toasts() -> Toasts {
    use_context().unwrap_or_else(new)
}

fn new() -> Toasts {
    Toasts { shown: RwSignal::new(Vec::new()), last: StoredValue::new(0), lang: use_lang() }
}

/// Where toasts are seen: once, at the end of the page.
#[component]
pub fn ToastStack() -> impl IntoView {
    let (toasts, lang) = (use_toasts(), use_lang());
    let one = move |toast: Toast| {
        let id = toast.id;
        let undo = toast.undo.map(|undo| {
            let press = move |_| {
                toasts.drop(id);
                undo();
            };
            view! { <button class="toast-undo" type="button" on:click=press>{t!(lang, CommonUndo)}</button> }
        });
        view! {
            <div class="toast" class:bad=toast.bad>
                {if toast.bad { Icon::Warning } else { Icon::Check }.draw()}
                <span>{toast.words}</span>
                {undo}
                <IconButton icon=Icon::Close name=t!(lang, UiDismiss) on:click=move |_| toasts.drop(id) />
            </div>
        }
    };
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || toasts.shown.get() key=|toast| toast.id children=one />
        </div>
    }
}
