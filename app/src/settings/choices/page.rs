//! `/settings/choices/status` and the other lists.
use super::api::{ReorderChoices, RetireChoice, choices_to_change};
use super::form::AddForm;
use super::groups::{ListNav, href};
use super::names::{kind_why, list_words};
use super::row::ChoiceRow;
use crate::AppError;
use crate::live::use_live;
use crate::settings::{Refused, Reorder, Words, loaded, on_done};
use crate::start::use_lang;
use crate::ui::{Icon, Kind, LinkButton, problem_words, use_toasts};
use domain::choice::{Choice, ChoiceKind};
use domain::{ChoiceId, Problem};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use messages::t;

/// What of a list is being worked on, as the address says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Nothing.
    Read,
    /// A new value.
    New,
    /// One is renamed.
    Edit(ChoiceId),
    /// One is merged into another.
    Merge(ChoiceId),
    /// What records of a type are asked for is changed.
    Fields(ChoiceId),
}

/// What the rows of a list share.
#[derive(Clone, Copy)]
pub struct Shared {
    /// The list.
    pub kind: ChoiceKind,
    /// All values of all lists.
    pub all: Signal<Vec<Choice>>,
    /// What is being worked on.
    pub mode: Memo<Mode>,
    /// Something was changed.
    pub done: Callback<()>,
    /// Takes a value out of the list, or puts it back.
    pub retire: ServerAction<RetireChoice>,
    /// The order.
    pub reorder: Reorder,
}

impl Shared {
    /// The list's address.
    pub fn href(self) -> String {
        href(self.kind)
    }
}

/// One list, with the way to the others.
#[component]
pub fn ChoicesPage() -> impl IntoView {
    let lang = use_lang();
    let params = use_params_map();
    let kind = Memo::new(move |_| {
        params.with(|params| params.get("kind")).and_then(|kind| ChoiceKind::from_key(&kind))
    });
    let (changed, live) = (RwSignal::new(0u32), use_live().settings());
    let all = Resource::new_blocking(move || (changed.get(), live.get()), |_| choices_to_change());
    let done = Callback::new(move |()| changed.update(|changed| *changed += 1));
    let page = move |all: Signal<Vec<Choice>>| {
        move || match kind.get() {
            Some(kind) => view! { <List kind=kind all=all done=done /> }.into_any(),
            None => view! { <Refused error=AppError(Problem::NotFound) /> }.into_any(),
        }
    };
    view! {
        <Title text=t!(lang, NavChoices) />
        <div class="page-box settings">{loaded(all, page)}</div>
    }
}

fn mode() -> Memo<Mode> {
    let query = use_query_map();
    Memo::new(move |_| {
        let id = |name: &str| query.with(|query| query.get(name)).and_then(|id| id.parse().ok());
        match (id("edit"), id("merge"), id("fields")) {
            (Some(edit), ..) => Mode::Edit(edit),
            (None, Some(merge), _) => Mode::Merge(merge),
            (None, None, Some(of_type)) => Mode::Fields(of_type),
            (None, None, None) if query.with(|query| query.get("new").is_some()) => Mode::New,
            (None, None, None) => Mode::Read,
        }
    })
}

#[component]
fn List(kind: ChoiceKind, all: Signal<Vec<Choice>>, done: Callback<()>) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let of = move |retired: bool| {
        move || {
            all.with(|all| {
                all.iter()
                    .filter(|one| one.kind == kind && one.retired == retired)
                    .map(|one| one.id.0)
                    .collect::<Vec<_>>()
            })
        }
    };
    let (active, retired) = (Memo::new(move |_| of(false)()), Memo::new(move |_| of(true)()));
    let order = ServerAction::<ReorderChoices>::new();
    let settle = Callback::new(move |ids: Vec<i64>| {
        let all = ids.into_iter().chain(retired.get_untracked()).map(ChoiceId).collect();
        order.dispatch(ReorderChoices { kind, order: all });
    });
    let retire = ServerAction::<RetireChoice>::new();
    on_done(order, move |()| {
        toasts.say(t!(lang, SettingsOrderSaved));
        done.run(());
    });
    on_done(retire, move |()| done.run(()));
    let words = move || {
        let refused = |answer: Option<Result<(), AppError>>| answer.and_then(Result::err);
        let error = refused(retire.value().get()).or_else(|| refused(order.value().get()))?;
        Some(match error.0 {
            Problem::WrongState => t!(lang, SettingsChoiceLastOpen).to_owned(),
            _ => problem_words(lang, &error),
        })
    };
    let reorder = Reorder::new(active.into(), settle);
    let shared = Shared { kind, all, mode: mode(), done, retire, reorder };
    let row = move |id: i64| view! { <ChoiceRow id=ChoiceId(id) shared=shared /> };
    let gone = move || {
        (!retired.with(Vec::is_empty)).then(|| {
            view! {
                <h2 class="list-title">{t!(lang, SettingsChoicesRetired)}</h2>
                <p class="muted">{t!(lang, SettingsChoicesRetiredWhy)}</p>
                <ul class="settings-list"><For each=move || retired.get() key=|id| *id children=row /></ul>
            }
        })
    };
    let add = move || match shared.mode.get() {
        Mode::New => view! { <AddForm shared=shared /> }.into_any(),
        _ => {
            let href = format!("{}?new=1", shared.href());
            view! { <div class="list-add"><LinkButton href=href kind=Kind::Plain icon=Icon::Plus>{t!(lang, CommonAdd)}</LinkButton></div> }.into_any()
        }
    };
    view! {
        <div class="page-head"><h1>{t!(lang, NavChoices)}</h1></div>
        <ListNav kind=kind all=all />
        <p class="list-why">{kind_why(lang, kind)}</p>
        <Words words=Signal::derive(words) />
        <ul class="settings-list" aria-label=list_words(lang, kind)>
            <For each=move || reorder.ids() key=|id| *id children=row />
        </ul>
        {reorder.said()}
        {add}
        {gone}
    }
}
