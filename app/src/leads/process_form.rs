//! 处理: what was done about a lead, in a dialog over its list.
use crate::list::open_while;
use crate::row_page::RecordForm;
use crate::start::use_lang;
use crate::ui::{Choices, Dialog, use_toasts};
use domain::record::Record;
use domain::{ChoiceId, LeadId};
use leptos::prelude::*;
use messages::t;

/// A lead to be processed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The lead.
    pub id: LeadId,
    /// What it is called.
    pub name: String,
    /// Its present status, where it is known.
    pub status: Option<ChoiceId>,
}

/// The form in a dialog. It opens when `subject` becomes a lead, and takes it away again when it closes.
#[component]
pub fn ProcessDialog(
    /// The lead; `None` while closed.
    subject: RwSignal<Option<Subject>>,
    /// The drop-down lists.
    #[prop(into)]
    choices: Signal<Choices>,
    /// The record is written, and the dialog closed.
    #[prop(into)]
    on_done: Callback<(LeadId, Record)>,
) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let open = open_while(subject);
    let title = Signal::derive(move || {
        subject
            .with(|subject| subject.as_ref().map(|subject| t!(lang, LeadsProcessTitle, name = subject.name)))
            .unwrap_or_default()
    });
    let form = move || {
        let subject = subject.get_untracked()?;
        let (id, said) = (subject.id, t!(lang, LeadsProcessed, name = subject.name));
        let done = move |record| {
            open.set(false);
            toasts.say(said.clone());
            on_done.run((id, record));
        };
        let cancel = move |()| open.set(false);
        Some(
            view! { <RecordForm about=id.into() status=subject.status choices=choices autofocus=true on_cancel=cancel on_done=done /> },
        )
    };
    view! { <Dialog open=open title=title>{form}</Dialog> }
}
