//! `/approvals?view=…`.
use super::api::{Approve, PAGE, Reject, Requests, inbox};
use super::one::{ApprovalCard, is_late};
use crate::answer::answer;
use crate::live::use_live;
use crate::loaded::loaded;
use crate::start::use_lang;
use crate::ui::{Choices, Empty, Icon, LinkButton, ProblemText, TabLink, TabStrip};
use domain::approval::ApprovalView;
use domain::{ApprovalId, Lang};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use messages::t;

fn view_words(lang: Lang, view: ApprovalView) -> &'static str {
    match view {
        ApprovalView::Pending => t!(lang, ApprovalsPending),
        ApprovalView::Handled => t!(lang, ApprovalsHandled),
        ApprovalView::Ignored => t!(lang, ApprovalsIgnored),
        ApprovalView::Mine => t!(lang, ApprovalsMine),
    }
}

/// The inbox: what waits, what was handled, what is ignored, and one's own requests.
#[component]
pub fn ApprovalsPage() -> impl IntoView {
    let (lang, live, map) = (use_lang(), use_live().approvals(), use_query_map());
    let view = Memo::new(move |_| map.with(|map| ApprovalView::of(&map.get("view").unwrap_or_default())));
    let before = Memo::new(move |_| map.with(|map| map.get("before")?.parse::<ApprovalId>().ok()));
    let changed = RwSignal::new(0_u32);
    let all = Resource::new_blocking(
        move || (view.get(), before.get(), live.get(), changed.get()),
        |(view, before, ..)| inbox(view, before),
    );
    let done = Callback::new(move |()| changed.update(|changed| *changed += 1));
    view! {
        <Title text=t!(lang, ApprovalsTitle) />
        <div class="page-box approvals">
            <div class="page-head"><h1>{t!(lang, ApprovalsTitle)}</h1></div>
            <Late />
            {loaded(all, move |all| view! { <Part all=all view=view before=before done=done /> })}
        </div>
    }
}

/// Where no script runs, whoever was late comes back to a list without the request: it is told above it.
#[component]
fn Late() -> impl IntoView {
    let (yes, no) = (ServerAction::<Approve>::new(), ServerAction::<Reject>::new());
    let answers = [answer(yes, ""), answer(no, "")];
    let late = move || answers.iter().find_map(|answer| answer.error.get().filter(is_late));
    view! { <ProblemText error=Signal::derive(late) /> }
}

#[component]
fn Part(
    all: Signal<Requests>,
    view: Memo<ApprovalView>,
    before: Memo<Option<ApprovalId>>,
    done: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let tabs = move || {
        let tab = |one: ApprovalView| TabLink {
            href: format!("/approvals?view={}", one.key()),
            label: view_words(lang, one).to_owned(),
            count: all.with(|all| all.counts.iter().find(|(view, _)| *view == one).map(|(_, count)| *count)),
            current: one == view.get(),
        };
        ApprovalView::ALL.map(tab).to_vec()
    };
    let choices = Signal::derive(move || Choices::from(all.with(|all| all.choices.clone())));
    let shown = move || all.with(|all| all.rows.iter().take(PAGE as usize).cloned().collect::<Vec<_>>());
    let none = Memo::new(move |_| all.with(|all| all.rows.is_empty()));
    let next = move || {
        let last = all.with(|all| {
            let more = all.rows.len() > PAGE as usize;
            more.then(|| all.rows.get(PAGE as usize - 1).map(|row| row.id)).flatten()
        })?;
        let href = format!("/approvals?view={}&before={last}", view.get().key());
        Some(view! { <LinkButton href=href>{t!(lang, UiNextPage)}</LinkButton> })
    };
    let first = move || {
        let href = format!("/approvals?view={}", view.get().key());
        before.get().map(|_| view! { <LinkButton href=href>{t!(lang, UiFirstPage)}</LinkButton> })
    };
    let empty = move || {
        let why = match view.get() {
            ApprovalView::Pending => t!(lang, ApprovalsPendingNone),
            ApprovalView::Handled => t!(lang, ApprovalsHandledNone),
            ApprovalView::Ignored => t!(lang, ApprovalsIgnoredNone),
            ApprovalView::Mine => t!(lang, ApprovalsMineNone),
        };
        view! { <Empty title=t!(lang, ApprovalsNone) why=why icon=Icon::Approvals /> }
    };
    view! {
        <TabStrip tabs=Signal::derive(tabs) />
        <Show when=move || !none.get() fallback=empty>
            <ul class="approval-list" aria-label=move || view_words(lang, view.get())>
                <For each=shown key=|one| (one.id, one.state, one.ignored, one.may_decide) let:one>
                    <li><ApprovalCard approval=one choices=choices done=done named=true /></li>
                </For>
            </ul>
        </Show>
        <div class="pager">{first} {next}</div>
    }
}
