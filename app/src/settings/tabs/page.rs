//! `/settings/tabs`.
use super::api::{RemoveTab, ReorderTabs, tabs_to_change};
use super::form::AddForm;
use super::row::TabRow;
use crate::AppError;
use crate::live::use_live;
use crate::settings::{Reorder, Words, loaded, on_done};
use crate::start::use_lang;
use crate::ui::{Icon, Kind, LinkButton, problem_words, use_toasts};
use domain::choice::Choice;
use domain::person::PersonName;
use domain::tab::Tab;
use domain::{Problem, TabId};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use messages::t;

/// The tabs, and what their rules name.
pub type All = (Vec<Tab>, Vec<Choice>, Vec<PersonName>);

/// What is being worked on, as the address says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Nothing.
    Read,
    /// A new tab.
    New,
    /// One is changed.
    Edit(TabId),
}

/// What the rows share.
#[derive(Clone, Copy)]
pub struct Shared {
    /// Everything.
    pub all: Signal<All>,
    /// What is being worked on.
    pub mode: Memo<Mode>,
    /// Something was changed.
    pub done: Callback<()>,
    /// Removes one.
    pub remove: ServerAction<RemoveTab>,
    /// The order.
    pub reorder: Reorder,
}

/// The tabs in their order.
#[component]
pub fn TabsPage() -> impl IntoView {
    let lang = use_lang();
    let (changed, live) = (RwSignal::new(0u32), use_live().settings());
    let all = Resource::new_blocking(move || (changed.get(), live.get()), |_| tabs_to_change());
    let done = Callback::new(move |()| changed.update(|changed| *changed += 1));
    view! {
        <Title text=t!(lang, SettingsTabs) />
        <div class="page-box settings">{loaded(all, move |all| view! { <List all=all done=done /> })}</div>
    }
}

fn mode() -> Memo<Mode> {
    let query = use_query_map();
    Memo::new(move |_| {
        let edit = query.with(|query| query.get("edit")).and_then(|id| id.parse().ok());
        match edit {
            Some(edit) => Mode::Edit(edit),
            // The work list sends the conditions it was narrowed by.
            None if query.with(|query| query.get("new").or_else(|| query.get("filter")).is_some()) => {
                Mode::New
            }
            None => Mode::Read,
        }
    })
}

#[component]
fn List(all: Signal<All>, done: Callback<()>) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let ids = Memo::new(move |_| all.with(|(tabs, ..)| tabs.iter().map(|tab| tab.id.0).collect::<Vec<_>>()));
    let order = ServerAction::<ReorderTabs>::new();
    let settle = Callback::new(move |ids: Vec<i64>| {
        order.dispatch(ReorderTabs { order: ids.into_iter().map(TabId).collect() });
    });
    let remove = ServerAction::<RemoveTab>::new();
    on_done(order, move |()| {
        toasts.say(t!(lang, SettingsOrderSaved));
        done.run(());
    });
    on_done(remove, move |()| {
        toasts.say(t!(lang, SettingsTabRemoved));
        done.run(());
    });
    let words = move || {
        let refused = |answer: Option<Result<(), AppError>>| answer.and_then(Result::err);
        let error = refused(remove.value().get()).or_else(|| refused(order.value().get()))?;
        Some(match error.0 {
            Problem::WrongState => t!(lang, SettingsTabLast).to_owned(),
            _ => problem_words(lang, &error),
        })
    };
    let shared = Shared { all, mode: mode(), done, remove, reorder: Reorder::new(ids.into(), settle) };
    let add = move || {
        match shared.mode.get() {
        Mode::New => view! { <AddForm shared=shared /> }.into_any(),
        _ => view! {
            <div class="list-add">
                <LinkButton href="/settings/tabs?new=1" kind=Kind::Plain icon=Icon::Plus>{t!(lang, CommonAdd)}</LinkButton>
            </div>
        }
        .into_any(),
    }
    };
    view! {
        <div class="page-head"><h1>{t!(lang, SettingsTabs)}</h1></div>
        <p class="list-why">{t!(lang, SettingsTabsWhy)}</p>
        <Words words=Signal::derive(words) />
        <ul class="settings-list" aria-label=t!(lang, SettingsTabs)>
            <For each=move || shared.reorder.ids() key=|id| *id let:id>
                <TabRow id=TabId(id) shared=shared />
            </For>
        </ul>
        {shared.reorder.said()}
        {add}
    }
}
