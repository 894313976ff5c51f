//! 处理, 写记录: what was done about a row, in a dialog over its list.
use super::api::record_fields;
use super::open_while;
use crate::row_page::RecordForm;
use crate::start::use_lang;
use crate::ui::{Choices, Dialog, use_toasts};
use domain::record::RecordField;
use domain::{About, ChoiceId, Lang, Subject};
use leptos::prelude::*;
use leptos::task::spawn_local;
use messages::t;

/// A row a record is to be written about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The row.
    pub about: About,
    /// What it is called.
    pub name: String,
    /// Its present status, where it is known.
    pub status: Option<ChoiceId>,
}

/// The heading, and what is said afterwards.
fn words(lang: Lang, written: &Written) -> (String, String) {
    let name = &written.name;
    match written.about.subject {
        Subject::Lead => (t!(lang, LeadsProcessTitle, name = name), t!(lang, LeadsProcessed, name = name)),
        Subject::Customer | Subject::Contact => {
            (t!(lang, CustomerListWriteTitle, name = name), t!(lang, CustomerListWritten, name = name))
        }
    }
}

/// The form in a dialog. It opens when `subject` becomes a row, and takes it away again when it closes.
#[component]
pub fn WriteDialog(
    /// The row; `None` while closed.
    subject: RwSignal<Option<Written>>,
    /// The drop-down lists.
    #[prop(into)]
    choices: Signal<Choices>,
    /// The record is written, and the dialog closed.
    #[prop(into)]
    on_done: Callback<About>,
) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let open = open_while(subject);
    let fields = RwSignal::new(Vec::<RecordField>::new());
    // Records of leads have no types, and nothing more is asked for.
    Effect::new(move || {
        let asks = |written: &Written| written.about.subject != Subject::Lead;
        if subject.with(|subject| subject.as_ref().is_some_and(asks)) {
            spawn_local(async move {
                if let Ok(known) = record_fields().await {
                    fields.try_set(known);
                }
            });
        }
    });
    let title = Signal::derive(move || {
        subject.with(|subject| subject.as_ref().map(|written| words(lang, written).0)).unwrap_or_default()
    });
    let form = move || {
        let written = subject.get_untracked()?;
        let (about, said) = (written.about, words(lang, &written).1);
        let done = move |_| {
            open.set(false);
            toasts.say(said.clone());
            on_done.run(about);
        };
        let cancel = move |()| open.set(false);
        Some(
            view! { <RecordForm about=about status=written.status choices=choices fields=fields autofocus=true on_cancel=cancel on_done=done /> },
        )
    };
    view! { <Dialog open=open title=title>{form}</Dialog> }
}
