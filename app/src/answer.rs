//! What a form has been answered, in the shapes its pieces want.
use crate::AppError;
use crate::ui::focus_first_wrong;
use domain::FieldErrors;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The answer to a form.
#[derive(Clone, Copy)]
pub struct Answer {
    /// Why it was refused, the last time.
    pub error: Signal<Option<AppError>>,
    /// The wrong fields.
    pub fields: Signal<FieldErrors>,
    /// It has been sent and not answered yet.
    pub pending: Signal<bool>,
}

/// The answer to a form that sends `action`. `form` is its id: the focus goes to its first wrong field.
pub fn answer<S>(action: ServerAction<S>, form: impl Into<String>) -> Answer
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Send + Sync + 'static,
{
    let (value, form) = (action.value(), form.into());
    let error = Memo::new(move |_| {
        value.with(|value| value.as_ref().and_then(|answer| answer.as_ref().err().cloned()))
    });
    let fields = Memo::new(move |_| error.get().map(|error| error.fields()).unwrap_or_default());
    Effect::new(move || {
        action.version().track();
        if fields.with(|fields| !fields.0.is_empty()) {
            focus_first_wrong(&format!("#{form}"));
        }
    });
    Answer { error: error.into(), fields: fields.into(), pending: action.pending().into() }
}

/// Calls back after each success, in the browser.
pub fn on_done<S>(action: ServerAction<S>, then: impl Fn(S::Output) + 'static)
where
    S: ServerFn<Error = AppError> + Clone + Send + Sync + 'static,
    S::Output: Clone + Send + Sync + 'static,
{
    Effect::new(move || {
        if let Some(Ok(output)) = action.value().get() {
            untrack(|| then(output));
        }
    });
}
