//! One field on its way to the server, from the version it was opened on.
use super::conflict::{Conflict, conflicts_of};
use super::{Editing, Typed};
use crate::AppError;
use crate::start::use_lang;
use crate::ui::{Icon, field_words, problem_words};
use domain::Problem;
use domain::error::FieldConflict;
use leptos::prelude::*;

/// Sends a field, and knows what became of it.
#[derive(Clone, Copy)]
pub struct Saver {
    editing: Editing,
    field: &'static str,
    version: RwSignal<i64>,
    action: Action<(i64, Typed), Result<(), AppError>>,
    on_close: Callback<()>,
}

impl Saver {
    /// For a field that is opened now. `on_close` is called when it is saved, or left to the other.
    pub fn new(editing: Editing, field: &'static str, on_close: Callback<()>) -> Self {
        let version = RwSignal::new(editing.version.get_untracked());
        let action =
            Action::new(move |(version, typed): &(i64, Typed)| editing.send(*version, typed.clone()));
        Effect::new(move || {
            if let Some(Ok(())) = action.value().get() {
                on_close.run(());
            }
        });
        Self { editing, field, version, action, on_close }
    }

    pub fn send(self, text: String) {
        if !self.action.pending().get_untracked() {
            self.action.dispatch((self.version.get_untracked(), Typed::one(self.field, text)));
        }
    }

    pub fn pending(self) -> Signal<bool> {
        self.action.pending().into()
    }

    fn error(self) -> Option<AppError> {
        self.action.value().with(|answer| answer.as_ref().and_then(|answer| answer.as_ref().err().cloned()))
    }

    /// Both changed it: the other's text and this one.
    pub fn conflict(self) -> Option<FieldConflict> {
        self.error()
            .and_then(|error| conflicts_of(&error.0))
            .and_then(|(conflicts, _)| conflicts.into_iter().next())
    }

    fn settle(self, conflict: &FieldConflict, mine: bool) {
        let stands = self.error().and_then(|error| conflicts_of(&error.0)).map(|(_, version)| version);
        if mine {
            self.version.set(stands.unwrap_or_default());
            self.send(conflict.mine.clone());
        } else {
            self.editing.refetch();
            self.on_close.run(());
        }
    }
}

/// What is wrong, beside the field; a conflict with its choice.
#[component]
pub fn Trouble(saver: Saver) -> impl IntoView {
    let lang = use_lang();
    let words = move |error: &AppError| match &error.0 {
        Problem::Invalid { fields } => {
            fields.0.first().map_or_else(String::new, |error| field_words(lang, &error.problem))
        }
        _ => problem_words(lang, error),
    };
    let shown = move || {
        let error = saver.error()?;
        let (noun, choices) = (saver.editing.noun, saver.editing.choices);
        Some(match saver.conflict() {
            Some(conflict) => {
                let kept = conflict.clone();
                let settle = move |mine| saver.settle(&kept, mine);
                view! { <Conflict conflict=conflict noun=noun choices=choices on_choice=settle /> }.into_any()
            }
            None => view! { <p class="field-error">{Icon::Warning.draw()} <span>{words(&error)}</span></p> }
                .into_any(),
        })
    };
    view! { <div role="alert">{shown}</div> }
}
