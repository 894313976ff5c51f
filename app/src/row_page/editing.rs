//! A row whose fields are changed in place.
use super::Typed;
use crate::AppError;
use crate::ui::Choices;
use domain::Subject;
use domain::column::CellKind;
use leptos::prelude::*;
use std::pin::Pin;
use std::sync::Arc;

type Reads = Arc<dyn Fn(&str) -> String + Send + Sync>;
type Sending = Pin<Box<dyn Future<Output = Result<(), AppError>> + Send>>;
type Sends = Arc<dyn Fn(i64, Typed) -> Sending + Send + Sync>;

/// What the fields of a row share: what they hold, and how a change is sent.
#[derive(Clone, Copy)]
pub struct Editing {
    pub noun: Subject,
    /// Grows with every change: a change says from which version it was made.
    pub version: Signal<i64>,
    pub may_change: Signal<bool>,
    /// The drop-down lists.
    pub choices: Signal<Choices>,
    refetch: Callback<()>,
    reads: StoredValue<Reads>,
    sends: StoredValue<Sends>,
}

/// A text field of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub key: &'static str,
    /// Its name.
    pub name: String,
    /// What a click on it leads to.
    pub kind: CellKind,
    /// It may have several lines.
    pub long: bool,
}

impl Editing {
    /// `reads` tells what a field holds, as a form writes it, and is followed; `sends` sends changes made from a
    /// version; `refetch` fetches what others have changed.
    pub fn new<F>(
        noun: Subject,
        version: Signal<i64>,
        may_change: Signal<bool>,
        choices: Signal<Choices>,
        refetch: Callback<()>,
        reads: impl Fn(&str) -> String + Send + Sync + 'static,
        sends: impl Fn(i64, Typed) -> F + Send + Sync + 'static,
    ) -> Self
    where
        F: Future<Output = Result<(), AppError>> + Send + 'static,
    {
        let reads: Reads = Arc::new(reads);
        let sends: Sends = Arc::new(move |version, typed| Box::pin(sends(version, typed)));
        let (reads, sends) = (StoredValue::new(reads), StoredValue::new(sends));
        Self { noun, version, may_change, choices, refetch, reads, sends }
    }

    /// What a field holds.
    pub fn text(self, key: &'static str) -> Memo<String> {
        Memo::new(move |_| self.reads.get_value()(key))
    }

    /// What it holds now.
    pub fn present(self, key: &str) -> String {
        untrack(|| self.reads.get_value()(key))
    }

    /// Sends a change.
    pub fn send(self, version: i64, typed: Typed) -> impl Future<Output = Result<(), AppError>> + Send {
        self.sends.get_value()(version, typed)
    }

    /// Fetches what others have changed.
    pub fn refetch(self) {
        let _ = self.refetch.try_run(());
    }
}
