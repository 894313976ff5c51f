//! `/notices`.
use super::api::{PAGE, ReadAllNotices, ReadNotice, notices_before};
use super::words::sentence;
use crate::answer::on_done;
use crate::live::use_live;
use crate::loaded::loaded;
use crate::start::{use_lang, use_me};
use crate::ui::{Button, Choices, Empty, Icon, IconButton, LinkButton, TimeText};
use domain::NoticeId;
use domain::choice::Choice;
use domain::notice::{Notice, NoticeKind};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use messages::t;

type All = (Vec<Notice>, Vec<Choice>);

/// What happened that one should know of, the latest first.
#[component]
pub fn NoticesPage() -> impl IntoView {
    let (lang, live, map) = (use_lang(), use_live().notices(), use_query_map());
    let before = Memo::new(move |_| map.with(|map| map.get("before")?.parse::<NoticeId>().ok()));
    let changed = RwSignal::new(0_u32);
    let all = Resource::new_blocking(
        move || (before.get(), live.get(), changed.get()),
        |(before, ..)| notices_before(before),
    );
    let done = Callback::new(move |()| changed.update(|changed| *changed += 1));
    view! {
        <Title text=t!(lang, NoticesTitle) />
        <div class="page-box notices">{loaded(all, move |all| view! { <List all=all before=before done=done /> })}</div>
    }
}

#[component]
fn List(all: Signal<All>, before: Memo<Option<NoticeId>>, done: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    let (one, every) = (ServerAction::<ReadNotice>::new(), ServerAction::<ReadAllNotices>::new());
    on_done(one, move |()| done.run(()));
    on_done(every, move |()| done.run(()));
    let choices = Signal::derive(move || Choices::from(all.with(|(_, choices)| choices.clone())));
    let shown = move || all.with(|(rows, _)| rows.iter().take(PAGE as usize).cloned().collect::<Vec<_>>());
    let none = Memo::new(move |_| all.with(|(rows, _)| rows.is_empty()));
    let unread = Memo::new(move |_| all.with(|(rows, _)| rows.iter().any(|notice| !notice.read)));
    let read_all = move || {
        unread.get().then(|| {
            view! {
                <ActionForm action=every><Button submit=true icon=Icon::Check>{t!(lang, NoticesReadAll)}</Button></ActionForm>
            }
        })
    };
    let next = move || {
        let last = all.with(|(rows, _)| {
            let more = rows.len() > PAGE as usize;
            more.then(|| rows.get(PAGE as usize - 1).map(|row| row.id)).flatten()
        })?;
        Some(view! { <LinkButton href=format!("/notices?before={last}")>{t!(lang, UiNextPage)}</LinkButton> })
    };
    let first = move || {
        before.get().map(|_| view! { <LinkButton href="/notices">{t!(lang, UiFirstPage)}</LinkButton> })
    };
    let empty =
        move || view! { <Empty title=t!(lang, NoticesNone) why=t!(lang, NoticesNoneWhy) icon=Icon::Bell /> };
    view! {
        <div class="page-head"><h1>{t!(lang, NoticesTitle)}</h1> <div class="page-actions">{read_all}</div></div>
        <Show when=move || !none.get() fallback=empty>
            <ul class="notice-list" aria-label=t!(lang, NoticesTitle)>
                <For each=shown key=|notice| (notice.id, notice.read) let:notice>
                    <One notice=notice choices=choices action=one />
                </For>
            </ul>
        </Show>
        <div class="pager">{first} {next}</div>
    }
}

const fn icon(kind: NoticeKind) -> Icon {
    match kind {
        NoticeKind::Asked | NoticeKind::Decided => Icon::Approvals,
        NoticeKind::Given => Icon::Assign,
        NoticeKind::Shared => Icon::People,
        NoticeKind::RecycleSoon => Icon::Clock,
        NoticeKind::Recycled => Icon::Pool,
        NoticeKind::Wanted => Icon::Person,
        NoticeKind::Merged => Icon::Merge,
    }
}

/// Whoever follows a notice has read it.
#[component]
fn One(notice: Notice, choices: Signal<Choices>, action: ServerAction<ReadNotice>) -> impl IntoView {
    let (lang, zone) = (use_lang(), use_me().zone.clone());
    let (id, read) = (notice.id, notice.read);
    let words = choices.with_untracked(|choices| sentence(lang, &zone, &notice, choices));
    let said = match notice.path() {
        Some(href) => {
            let follow = move |_| {
                if !read {
                    action.dispatch(ReadNotice { notice: id });
                }
            };
            view! { <a href=href on:click=follow>{words.clone()}</a> }.into_any()
        }
        None => view! { <span>{words.clone()}</span> }.into_any(),
    };
    let note = (!notice.detail.note.is_empty())
        .then(|| view! { <span class="notice-note">{notice.detail.note.clone()}</span> });
    let mark = (!read).then(|| {
        view! {
            <ActionForm action=action>
                <input type="hidden" name="notice" value=id.0 />
                <IconButton icon=Icon::Check name=t!(lang, NoticesRead, what = words) submit=true />
            </ActionForm>
        }
    });
    view! {
        <li class="notice" data-read=read.to_string()>
            {icon(notice.kind).draw()}
            <span class="notice-words">{said} {note} <span class="muted"><TimeText at=notice.at /></span></span>
            {(!read).then(|| view! { <span class="hidden">{t!(lang, NoticesUnread)}</span> })}
            {mark}
        </li>
    }
}
