//! The middle column: the composer, and below it everything that happened, the newest first.
use super::amend::Amending;
use super::api::RECORDS;
use super::entry::Entry;
use super::record_form::{RecordForm, usual};
use super::revisions::RevisionsDialog;
use crate::list::api::records_of;
use crate::start::use_lang;
use crate::ui::{ChipLink, Choices, Empty, Icon, Timeline, use_toasts};
use domain::record::{Record, RecordField, RecordKind};
use domain::{About, ChoiceId, query};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;
use messages::t;
use std::cmp::Reverse;
use wasm_bindgen::JsCast;

/// Which entries are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Show {
    All,
    /// Written by people.
    Records,
    /// Written by the product.
    System,
}

impl Show {
    const fn key(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Records => "records",
            Self::System => "system",
        }
    }

    fn read(search: &str) -> Self {
        let asked = query::pairs(search).into_iter().find(|(name, _)| name == "show").map(|(_, value)| value);
        let known =
            [Self::Records, Self::System].into_iter().find(|show| asked.as_deref() == Some(show.key()));
        known.unwrap_or(Self::All)
    }

    const fn has(self, record: &Record) -> bool {
        match self {
            Self::All => true,
            Self::Records => record.kind.is_written(),
            Self::System => !record.kind.is_written(),
        }
    }
}

/// What the composer is asked to be ready for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compose {
    /// Nothing.
    Idle,
    /// A record of what was done.
    Write,
    /// A record of a call.
    Call,
}

/// What the parts of a timeline share.
#[derive(Clone, Copy)]
pub struct Story {
    /// The row it is about.
    pub about: About,
    /// What has been fetched of it.
    pub records: Memo<Vec<Record>>,
    /// The drop-down lists.
    pub choices: Signal<Choices>,
    /// What records of a type are asked for.
    pub fields: Signal<Vec<RecordField>>,
    /// The row's status, which a record may change.
    pub status: Signal<Option<ChoiceId>>,
    /// A record may be written.
    pub may_write: Signal<bool>,
    /// What the composer is asked to be ready for.
    pub compose: RwSignal<Compose>,
    /// Fetches again.
    pub refetch: Callback<()>,
}

/// The composer and the timeline.
#[component]
pub fn History(story: Story) -> impl IntoView {
    let lang = use_lang();
    let may_write = Memo::new(move |_| story.may_write.get());
    let composer = move || may_write.get().then(|| view! { <Composer story=story /> });
    view! {
        <section class="lead-history" aria-label=t!(lang, LeadHistory)>
            {composer}
            <Entries story=story />
        </section>
    }
}

/// The form for records, always at hand.
#[component]
fn Composer(story: Story) -> impl IntoView {
    Effect::new(move || {
        let asked = story.compose.get();
        if asked != Compose::Idle {
            story.compose.set(Compose::Idle);
            make_ready(if asked == Compose::Call { RecordKind::Call } else { usual(story.about.subject) });
        }
    });
    let done = move |_: Record| {
        let _ = story.refetch.try_run(());
    };
    view! {
        <div class="composer card">
            <RecordForm about=story.about status=story.status choices=story.choices fields=story.fields on_done=done />
        </div>
    }
}

/// Chooses the kind and puts the focus where the record is written.
fn make_ready(kind: RecordKind) {
    let page = document();
    let found = |selector: &str| page.query_selector(selector).ok().flatten();
    let radio = found(&format!("#process-form input[name=kind][value={}]", kind.key()));
    if let Some(radio) = radio.and_then(|radio| radio.dyn_into::<web_sys::HtmlElement>().ok()) {
        radio.click();
    }
    if let Some(area) =
        found("#process-content").and_then(|area| area.dyn_into::<web_sys::HtmlElement>().ok())
    {
        let _ = area.focus();
    }
}

#[component]
fn Entries(story: Story) -> impl IntoView {
    let lang = use_lang();
    let search = use_location().search;
    let show = Memo::new(move |_| search.with(|search| Show::read(search)));
    let older = RwSignal::new(Vec::<Record>::new());
    let all = Memo::new(move |before: Option<&Vec<Record>>| {
        let known =
            story.records.get().into_iter().chain(older.get()).chain(before.cloned().unwrap_or_default());
        in_order(known.collect())
    });
    let shown = move || {
        all.with(|all| all.iter().filter(|record| show.get().has(record)).cloned().collect::<Vec<_>>())
    };
    let (amending, reading) = (Amending::new(), RwSignal::new(None::<Record>));
    let amended = Callback::new(move |record: Record| {
        older.update(|older| older.push(record));
        let _ = story.refetch.try_run(());
    });
    let chip = move |kind: Show, words: &'static str| {
        let href = move || with_show(&search.get(), kind);
        view! { <ChipLink href=Signal::derive(href) chosen=Signal::derive(move || show.get() == kind)>{words}</ChipLink> }
    };
    let none = move || {
        shown().is_empty().then(|| view! { <Empty icon=Icon::History title=t!(lang, LeadNoRecords) why=t!(lang, LeadNoRecordsWhy) /> })
    };
    view! {
        <header class="lead-part-head">
            <h2>{t!(lang, LeadHistory)}</h2>
            <nav class="row" aria-label=t!(lang, LeadShow)>
                {chip(Show::All, t!(lang, CommonAll))}
                {chip(Show::Records, t!(lang, LeadShowRecords))}
                {chip(Show::System, t!(lang, LeadShowSystem))}
            </nav>
        </header>
        {none}
        <Timeline>
            <For
                each=shown
                key=|record| (record.id, record.revisions, record.content.clone())
                children=move |record| view! { <Entry record=record choices=story.choices amending=amending reading=reading on_amended=amended /> }
            />
        </Timeline>
        <Older story=story all=all older=older />
        <RevisionsDialog record=reading />
    }
}

/// Each entry once, in its latest wording, the newest first.
fn in_order(mut records: Vec<Record>) -> Vec<Record> {
    records.sort_by_key(|record| (Reverse(record.at), Reverse(record.id), Reverse(record.revisions)));
    records.dedup_by_key(|record| record.id);
    records
}

/// The address with another choice of entries; the rest of it stays.
fn with_show(search: &str, show: Show) -> String {
    let mut pairs = query::pairs(search);
    pairs.retain(|(name, _)| name != "show");
    if show != Show::All {
        pairs.push(("show".to_owned(), show.key().to_owned()));
    }
    format!("?{}", query::write(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))))
}

/// Entries from longer ago: a link where no script runs.
#[component]
fn Older(story: Story, all: Memo<Vec<Record>>, older: RwSignal<Vec<Record>>) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let full = |len: usize| len >= usize::try_from(RECORDS).unwrap_or(usize::MAX);
    let more = RwSignal::new(full(story.records.with_untracked(Vec::len)));
    let pending = RwSignal::new(false);
    let last = move || all.with(|all| all.last().map(|record| record.id));
    let load = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        let before = untrack(last);
        spawn_local(async move {
            match records_of(story.about, before, RECORDS).await {
                Ok(records) => {
                    more.try_set(full(records.len()));
                    let _ = older.try_update(|older| older.extend(records));
                }
                Err(error) => toasts.problem(&error),
            }
            pending.try_set(false);
        });
    };
    let href = move || last().map(|last| format!("?before={last}"));
    let button = move || {
        more.get().then(|| {
            view! {
                <a class="button quiet lead-older" href=href aria-busy=move || pending.get().then_some("true") on:click=load>
                    {t!(lang, LeadOlder)}
                </a>
            }
        })
    };
    view! { {button} }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::record::RecordKind;
    use domain::{Moment, RecordId};

    fn record(id: i64, at: i64, revisions: i64) -> Record {
        let (kind, content) = (RecordKind::Process, format!("{id}.{revisions}"));
        let (id, at) = (RecordId(id), Moment(at));
        Record {
            id,
            kind,
            author: None,
            author_name: None,
            at,
            content,
            visit: None,
            of_type: None,
            extra: Vec::new(),
            revisions,
            may_amend: false,
        }
    }

    #[test]
    fn an_entry_stands_once_in_its_latest_wording() {
        let records = in_order(vec![record(1, 10, 0), record(2, 20, 1), record(2, 20, 0), record(3, 20, 0)]);
        let said: Vec<_> = records.iter().map(|record| record.content.as_str()).collect();
        assert_eq!(said, ["3.0", "2.1", "1.0"]);
    }

    #[test]
    fn another_choice_of_entries_keeps_the_way_back() {
        assert_eq!(
            with_show("from=view%3Dwork&show=system", Show::Records),
            "?from=view%3Dwork&show=records"
        );
        assert_eq!(Show::read("show=records"), Show::Records);
        assert_eq!(Show::read("show=everything"), Show::All);
    }
}
