//! Files kept with a row: dropped onto it, pasted, chosen; looked at, renamed, removed.
mod api;
mod drop;
mod one;
mod preview;
mod sending;

use crate::AppError;
use crate::start::use_lang;
use crate::ui::{Icon, field_words, problem_words, use_toasts};
use api::attachments_of;
use domain::attachment::{Attachment, PAGE};
use domain::{About, AttachmentId, Lang, Problem, Subject, query};
use drop::{DropForm, use_drop};
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;
use messages::t;
use one::OneFile;
use preview::Preview;
use sending::{Sending, SendingList};
use std::collections::BTreeSet;

/// What the parts of the files of a row share.
#[derive(Clone, Copy)]
struct Shelf {
    lang: Lang,
    about: About,
    /// All that have been fetched, the latest first.
    all: Memo<Vec<Attachment>>,
    /// Those from longer ago, and those changed since.
    more: RwSignal<Vec<Attachment>>,
    /// Removed here, and not brought back.
    gone: RwSignal<BTreeSet<AttachmentId>>,
    /// The picture that is looked at.
    looked_at: RwSignal<Option<AttachmentId>>,
    refetch: Callback<()>,
}

impl Shelf {
    fn refetch(self) {
        let _ = self.refetch.try_run(());
    }
}

/// The files of a row, and the way to add some.
#[component]
pub fn Attachments(
    /// The row.
    about: About,
    /// The latest of its files.
    files: Memo<Vec<Attachment>>,
    /// There may be more than these.
    #[prop(optional, into)]
    cut: Signal<bool>,
    /// One may be added.
    #[prop(into)]
    may_add: Signal<bool>,
    /// What the row is called, when it is not the row of the page: then the files have no heading of their own.
    #[prop(optional, into)]
    called: Option<Signal<String>>,
    /// Fetches again.
    refetch: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let (more, gone) = (RwSignal::new(Vec::<Attachment>::new()), RwSignal::new(BTreeSet::new()));
    let all = Memo::new(move |_| {
        let all = files.get().into_iter().chain(more.get()).collect();
        gone.with(|gone| in_order(all, gone))
    });
    let shelf = Shelf { lang, about, all, more, gone, looked_at: RwSignal::new(None), refetch };
    let sending = RwSignal::new(Vec::<Sending>::new());
    let dropping = use_drop(about, sending, may_add, called.is_none(), refetch);
    let none = move || {
        let is_empty = all.with(Vec::is_empty) && called.is_none();
        is_empty.then(|| view! { <p class="muted">{t!(lang, FilesNone)}</p> })
    };
    let head = called.is_none().then(|| {
        view! { <header class="lead-part-head"><h2>{t!(lang, FilesTitle)}</h2></header> }
    });
    let label = move || match called {
        Some(called) => t!(lang, FilesOf, name = called.get()),
        None => t!(lang, FilesTitle).to_owned(),
    };
    let add = move || may_add.get().then(|| view! { <DropForm about=about dropping=dropping /> });
    view! {
        <section
            class="card-part files"
            class:over=move || dropping.over.get()
            id=called.is_none().then_some("files")
            aria-label=label
            on:dragover=move |event| dropping.hover(&event)
            on:dragleave=move |_| dropping.over.set(false)
            on:drop=move |event| dropping.drop(&event)
            on:paste=move |event| dropping.paste(&event)
        >
            {head}
            <Told about=about />
            {none}
            <ul class="file-list">
                <SendingList sending=sending refetch=refetch />
                <For
                    each=move || all.get()
                    key=|file| (file.id, file.name.clone(), file.may_change)
                    children=move |file| view! { <OneFile shelf=shelf file=file /> }
                />
            </ul>
            <Older shelf=shelf first=files cut=cut />
            {add}
            <Preview shelf=shelf />
        </section>
    }
}

/// Each file once, as it was last heard of, the latest first.
fn in_order(mut all: Vec<Attachment>, gone: &BTreeSet<AttachmentId>) -> Vec<Attachment> {
    all.retain(|file| !gone.contains(&file.id));
    // Stable: of two equal ones the first stays, which is the one fetched last.
    all.sort_by_key(|file| std::cmp::Reverse(file.id));
    all.dedup_by_key(|file| file.id);
    all
}

/// What is wrong with a file, and what to do.
fn refused(lang: Lang, error: &AppError) -> String {
    let field = error.fields().0.into_iter().next();
    field.map_or_else(|| problem_words(lang, error), |field| field_words(lang, &field.problem))
}

/// Why the plain form was not taken; it stands in the address.
#[component]
fn Told(about: About) -> impl IntoView {
    let lang = use_lang();
    let search = use_location().search;
    let told = Memo::new(move |_| {
        let pairs = search.with(|search| query::pairs(search));
        let find =
            |wanted: &str| pairs.iter().find(|(name, _)| name == wanted).map(|(_, text)| text.as_str());
        let problem: Problem = serde_json::from_str(find("files_problem")?).ok()?;
        let contact =
            find("contact").and_then(|id| id.parse().ok()).map(|id| About::new(Subject::Contact, id));
        let is_mine = contact.map_or(about.subject != Subject::Contact, |contact| contact == about);
        is_mine.then(|| refused(lang, &problem.into()))
    });
    let shown = move || {
        told.get().map(|told| view! { <p class="problem">{Icon::Warning.draw()} <span>{told}</span></p> })
    };
    view! { <div class="problem-place" role="alert">{shown}</div> }
}

/// Files from longer ago.
#[component]
fn Older(shelf: Shelf, first: Memo<Vec<Attachment>>, cut: Signal<bool>) -> impl IntoView {
    let (lang, toasts) = (shelf.lang, use_toasts());
    let is_full = |count: usize| count >= usize::try_from(PAGE).unwrap_or(usize::MAX);
    // The last page has come. Until then there may be more once the first is full, also when it has only become so.
    let ended = RwSignal::new(false);
    let there = move || !ended.get() && (cut.get() || first.with(|first| is_full(first.len())));
    let pending = RwSignal::new(false);
    let load = move |_| {
        if pending.get_untracked() {
            return;
        }
        pending.set(true);
        let before = shelf.all.with_untracked(|all| all.last().map(|file| file.id));
        spawn_local(async move {
            match attachments_of(shelf.about.subject, shelf.about.id, before).await {
                Ok(older) => {
                    ended.try_set(!is_full(older.len()));
                    let _ = shelf.more.try_update(|more| more.extend(older));
                }
                Err(error) => toasts.problem(&error),
            }
            pending.try_set(false);
        });
    };
    let button = move || {
        there().then(|| {
            view! {
                <button class="button quiet awake-only" type="button" aria-busy=move || pending.get().then_some("true") on:click=load>
                    {t!(lang, FilesOlder)}
                </button>
            }
        })
    };
    view! { {button} }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::Moment;

    fn file(id: i64, name: &str) -> Attachment {
        Attachment {
            id: AttachmentId(id),
            about: About::new(Subject::Customer, 1),
            name: name.into(),
            kind: "image/png".into(),
            size: 1,
            sha256: String::new(),
            by: None,
            by_name: None,
            at: Moment(id),
            may_change: true,
        }
    }

    #[test]
    fn a_file_stands_once_as_it_was_last_heard_of() {
        let all = vec![file(3, "new name"), file(2, "b"), file(3, "old name"), file(1, "a")];
        let shown = in_order(all, &[AttachmentId(2)].into());
        let names: Vec<_> = shown.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["new name", "a"]);
    }
}
