//! 处理, 写记录: what was done about a row, as a record. The form works without a script.
mod asked;

use super::api::WriteRecord;
use crate::answer::{answer, on_done as when_done};
use crate::list::{keep_draft, new_once};
use crate::start::use_lang;
use crate::ui::{Button, Choices, Choosable, Field, Kind, ProblemText, Select, TextArea};
use asked::OfType;
use domain::choice::ChoiceKind;
use domain::record::{Record, RecordField, RecordKind};
use domain::{About, ChoiceId, Lang, Subject, query};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use messages::t;

/// What people usually write about a noun.
pub const fn usual(noun: Subject) -> RecordKind {
    match noun {
        Subject::Lead => RecordKind::Process,
        Subject::Customer | Subject::Contact => RecordKind::Note,
    }
}

const fn statuses(noun: Subject) -> ChoiceKind {
    match noun {
        Subject::Lead => ChoiceKind::Status,
        Subject::Customer | Subject::Contact => ChoiceKind::CustomerStatus,
    }
}

/// What the content is called, and what may stand in it.
fn words(lang: Lang, noun: Subject) -> (&'static str, &'static str) {
    match noun {
        Subject::Lead => (t!(lang, LeadsContent), t!(lang, LeadsContentHint)),
        Subject::Customer | Subject::Contact => (t!(lang, CustomerContent), t!(lang, CustomerContentHint)),
    }
}

/// A form for a record, and for a new status with it. What is typed stays in the browser until it is sent.
#[component]
pub fn RecordForm(
    /// The row.
    about: About,
    /// Its present status, where it is known.
    #[prop(optional, into)]
    status: Signal<Option<ChoiceId>>,
    /// The drop-down lists.
    #[prop(into)]
    choices: Signal<Choices>,
    /// What records of a type are asked for.
    #[prop(optional, into)]
    fields: Signal<Vec<RecordField>>,
    /// The focus starts in it.
    #[prop(optional)]
    autofocus: bool,
    /// Offers a way out beside the verb.
    #[prop(optional, into)]
    on_cancel: Option<Callback<()>>,
    /// The record is written.
    #[prop(into)]
    on_done: Callback<Record>,
) -> impl IntoView {
    let (lang, noun) = (use_lang(), about.subject);
    let action = ServerAction::<WriteRecord>::new();
    // Where no script runs, a refused form comes back in the address.
    let typed = use_location().search.with_untracked(|search| query::pairs(search));
    let typed = typed.into_iter().find(|(name, _)| name == "content").map(|(_, text)| text);
    let (content, once) = (RwSignal::new(typed.unwrap_or_default()), RwSignal::new(new_once()));
    let (next, of_type) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let draft = if noun == Subject::Lead { "process" } else { noun.key() };
    keep_draft(format!("{draft}.{}", about.id), content);
    let sent = answer(action, "process-form");
    when_done(action, move |record| {
        content.set(String::new());
        next.set(String::new());
        of_type.set(String::new());
        once.set(new_once());
        on_done.run(record);
    });
    let statuses = Signal::derive(move || {
        let other = |choice: &&domain::choice::Choice| Some(choice.id) != status.get();
        let choosable = |choice: &domain::choice::Choice| Choosable::new(choice.id, choice.label(lang));
        choices.with(|choices| {
            let keep = match status.get().map(|status| choices.name(status, lang)) {
                Some(name) if !name.is_empty() => t!(lang, LeadsStatusKeep, status = name),
                _ => t!(lang, LeadsStatusUnchanged).to_owned(),
            };
            let others = choices.offered(statuses(noun), None).filter(other).map(choosable);
            std::iter::once(Choosable::new("", keep)).chain(others).collect::<Vec<_>>()
        })
    });
    let cancel = on_cancel
        .map(|cancel| view! { <Button on:click=move |_| cancel.run(())>{t!(lang, CommonCancel)}</Button> });
    let (label, hint) = words(lang, noun);
    let more = (noun != Subject::Lead)
        .then(|| view! { <OfType of_type=of_type choices=choices fields=fields errors=sent.fields /> });
    view! {
        <div class="process" id="process-form">
            <ActionForm action=action>
                <ProblemText error=sent.error />
                <input type="hidden" name="subject" value=noun.key() />
                <input type="hidden" name="id" value=about.id />
                <input type="hidden" name="once" value=once.get_untracked() prop:value=once />
                <Field name="content" id="process-content" label=label errors=sent.fields required=true wide=true>
                    <TextArea value=content rows=4 placeholder=hint autofocus=autofocus />
                </Field>
                {more}
                <div class="process-row">
                    <Kinds noun=noun />
                    <Field name="status" id="process-status" label=t!(lang, LeadsNewStatus) errors=sent.fields>
                        <Select options=statuses value=next />
                    </Field>
                </div>
                <footer class="form-foot">
                    <span class="form-keys">{t!(lang, LeadsSaveKeys)}</span>
                    {cancel}
                    <Button kind=Kind::Primary submit=true pending=sent.pending>{t!(lang, LeadsSaveRecord)}</Button>
                </footer>
            </ActionForm>
        </div>
    }
}

/// What kind of record it is.
#[component]
fn Kinds(noun: Subject) -> impl IntoView {
    let lang = use_lang();
    let one = |kind: RecordKind, words: &'static str, first: bool| {
        view! {
            <label class="pill">
                <input type="radio" name="kind" value=kind.key() checked=first />
                <span>{words}</span>
            </label>
        }
    };
    let words = if noun == Subject::Lead { t!(lang, LeadsKindProcess) } else { t!(lang, LeadsRecordNote) };
    view! {
        <fieldset class="pills">
            <legend>{t!(lang, LeadsKind)}</legend>
            {one(usual(noun), words, true)}
            {one(RecordKind::Call, t!(lang, LeadsKindCall), false)}
        </fieldset>
    }
}
