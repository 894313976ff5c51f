//! One field on its way to the server, from the version it was opened on.
use super::conflict::{Conflict, conflicts_of};
use super::{Editing, Texts, Typed};
use crate::AppError;
use crate::customers::twins::Found;
use crate::start::use_lang;
use crate::ui::{Icon, field_words, problem_words};
use domain::Problem;
use domain::error::FieldConflict;
use domain::twin::{CONFIRM, Twin};
use leptos::prelude::*;

/// Sends a field, and knows what became of it.
#[derive(Clone, Copy)]
pub struct Saver {
    editing: Editing,
    field: &'static str,
    version: RwSignal<i64>,
    /// What was sent last.
    text: RwSignal<String>,
    /// That others may be the same has been read.
    confirmed: RwSignal<bool>,
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
        let (text, confirmed) = (RwSignal::new(String::new()), RwSignal::new(false));
        Self { editing, field, version, text, confirmed, action, on_close }
    }

    pub fn send(self, text: String) {
        if self.action.pending().get_untracked() {
            return;
        }
        self.text.set(text.clone());
        let mut typed = Typed::one(self.field, text);
        if self.confirmed.get_untracked() {
            typed.0.insert(CONFIRM.to_owned(), "1".to_owned());
        }
        self.action.dispatch((self.version.get_untracked(), typed));
    }

    /// It is another one all the same.
    fn confirm(self) {
        self.confirmed.set(true);
        self.send(self.text.get_untracked());
    }

    /// What was told of another text, and confirmed for it, does not hold for the one that is being typed.
    pub fn forget(self) {
        self.confirmed.set(false);
        if untrack(|| self.found().is_some()) {
            self.action.clear();
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

    /// It is there already.
    fn found(self) -> Option<Vec<Twin>> {
        match self.error()?.0 {
            Problem::Duplicate { found } => Some(found),
            _ => None,
        }
    }

    /// There is something to choose: it stays open until that is done.
    pub fn asks(self) -> bool {
        untrack(|| self.found().is_some() || self.conflict().is_some())
    }

    /// What stands in the fields rows are known again by.
    fn texts(self) -> Texts {
        let text = |key: &str| match key == self.field {
            true => self.text.get_untracked(),
            false => self.editing.present(key),
        };
        Texts::new(["name", "mobile", "phone", "email"].map(str::to_owned), text)
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
        if let Some(found) = saver.found() {
            let confirm = Callback::new(move |()| saver.confirm());
            return Some(view! { <Found found=found texts=saver.texts() pending=saver.pending() on_confirm=confirm /> }.into_any());
        }
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
