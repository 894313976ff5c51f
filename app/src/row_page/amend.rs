//! Another wording for an entry, typed in its place.
use super::api::AmendRecord;
use super::conflict::{Conflict, conflicts_of};
use crate::answer::answer;
use crate::start::use_lang;
use crate::ui::{Button, Field, Kind, ProblemText, TextArea};
use domain::RecordId;
use domain::record::Record;
use leptos::prelude::*;
use messages::t;

/// Which entry is being amended, and what has been typed: it outlives the entry's place in the page.
#[derive(Clone, Copy)]
pub struct Amending {
    id: RwSignal<Option<RecordId>>,
    text: RwSignal<String>,
    /// The wording it started from.
    revisions: RwSignal<i64>,
}

impl Amending {
    pub fn new() -> Self {
        Self { id: RwSignal::new(None), text: RwSignal::new(String::new()), revisions: RwSignal::new(0) }
    }

    pub fn begin(self, record: &Record) {
        self.text.set(record.content.clone());
        self.revisions.set(record.revisions);
        self.id.set(Some(record.id));
    }

    pub fn is(self, id: RecordId) -> bool {
        self.id.get() == Some(id)
    }

    fn end(self) {
        self.id.set(None);
    }
}

/// The form. When someone else amended the entry meanwhile, both wordings are shown, with a choice.
#[component]
pub fn AmendForm(
    /// The entry.
    record: Record,
    /// What has been typed.
    amending: Amending,
    /// It has another wording.
    on_amended: Callback<Record>,
) -> impl IntoView {
    let lang = use_lang();
    let action = ServerAction::<AmendRecord>::new();
    let id = record.id;
    let form = format!("amend-{id}");
    let answer = answer(action, form.clone());
    Effect::new(move || {
        if let Some(Ok(record)) = action.value().get() {
            amending.end();
            on_amended.run(record);
        }
    });
    let send = move || {
        if !action.pending().get_untracked() {
            let (content, revisions) = (amending.text.get_untracked(), amending.revisions.get_untracked());
            action.dispatch(AmendRecord { record: id, content, revisions });
        }
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send();
    };
    let conflict = Memo::new(move |_| answer.error.get().and_then(|error| conflicts_of(&error.0)));
    let other = Signal::derive(move || answer.error.get().filter(|_| conflict.with(Option::is_none)));
    let choose = move || {
        let (conflicts, version) = conflict.get()?;
        let conflict = conflicts.into_iter().next()?;
        let theirs = Record { content: conflict.theirs.clone(), revisions: version, ..record.clone() };
        let settle = move |mine: bool| {
            if mine {
                amending.revisions.set(version);
                send();
            } else {
                amending.end();
                on_amended.run(theirs.clone());
            }
        };
        // What it said before both is among its wordings; here the two matter.
        let conflict = domain::error::FieldConflict { base: record.content.clone(), ..conflict };
        Some(view! { <Conflict conflict=conflict on_choice=settle /> })
    };
    view! {
        <form class="amend form" id=form on:submit=submit>
            <ProblemText error=other />
            <Field name="content" id=format!("amend-{id}-content") label=t!(lang, LeadAmend) help=t!(lang, LeadAmendHelp) errors=answer.fields>
                <TextArea value=amending.text rows=3 />
            </Field>
            {choose}
            <footer class="form-foot">
                <Button kind=Kind::Primary submit=true pending=answer.pending>{t!(lang, CommonSave)}</Button>
                <Button on:click=move |_| amending.end()>{t!(lang, CommonCancel)}</Button>
            </footer>
        </form>
    }
}
