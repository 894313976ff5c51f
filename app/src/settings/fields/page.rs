//! `/settings/fields/customer`: the fields of one kind of records.
use super::api::{AllFields, ReorderFields, fields_to_change};
use super::form::AddForm;
use super::row::FieldRow;
use super::words::{NOUNS, href, noun_words};
use crate::AppError;
use crate::live::use_live;
use crate::settings::{Refused, Reorder, loaded, on_done};
use crate::start::use_lang;
use crate::ui::{TabLink, TabStrip, use_toasts};
use domain::{FieldId, Problem, Subject};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use messages::t;

/// What the rows of the page share.
#[derive(Clone, Copy)]
pub struct Shared {
    /// All fields and lists.
    pub all: Signal<AllFields>,
    /// Something was changed.
    pub done: Callback<()>,
    /// The order.
    pub reorder: Reorder,
}

/// The fields of one kind of records, with the way to the others.
#[component]
pub fn FieldsPage() -> impl IntoView {
    let lang = use_lang();
    let params = use_params_map();
    let noun = Memo::new(move |_| match params.with(|params| params.get("noun")) {
        None => Some(NOUNS[0]),
        Some(key) => Subject::from_key(&key),
    });
    let (changed, live) = (RwSignal::new(0u32), use_live().settings());
    let all = Resource::new_blocking(move || (changed.get(), live.get()), |_| fields_to_change());
    let done = Callback::new(move |()| changed.update(|changed| *changed += 1));
    let page = move |all: Signal<AllFields>| {
        move || match noun.get() {
            Some(noun) => view! { <Fields noun=noun all=all done=done /> }.into_any(),
            None => view! { <Refused error=AppError(Problem::NotFound) /> }.into_any(),
        }
    };
    view! {
        <Title text=t!(lang, FieldsTitle) />
        <div class="page-box settings">{loaded(all, page)}</div>
    }
}

#[component]
fn Fields(noun: Subject, all: Signal<AllFields>, done: Callback<()>) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let of = move |retired: bool| {
        all.with(|all| {
            let mine = all.fields.iter().filter(|field| field.noun == noun && field.retired == retired);
            mine.map(|field| field.key.id.0).collect::<Vec<_>>()
        })
    };
    let (active, retired) = (Memo::new(move |_| of(false)), Memo::new(move |_| of(true)));
    let order = ServerAction::<ReorderFields>::new();
    let settle = Callback::new(move |ids: Vec<i64>| {
        let order_of = ids.into_iter().chain(retired.get_untracked()).map(FieldId).collect();
        order.dispatch(ReorderFields { noun, order: order_of });
    });
    on_done(order, move |()| {
        toasts.say(t!(lang, SettingsOrderSaved));
        done.run(());
    });
    let reorder = Reorder::new(active.into(), settle);
    let shared = Shared { all, done, reorder };
    let row = move |id: i64| view! { <FieldRow id=FieldId(id) shared=shared /> };
    let none =
        move || active.with(Vec::is_empty).then(|| view! { <p class="muted">{t!(lang, FieldsNone)}</p> });
    let gone = move || {
        (!retired.with(Vec::is_empty)).then(|| {
            view! {
                <h2 class="list-title">{t!(lang, FieldsRetired)}</h2>
                <p class="muted">{t!(lang, FieldsRetiredWhy)}</p>
                <ul class="settings-list"><For each=move || retired.get() key=|id| *id children=row /></ul>
            }
        })
    };
    let tab = |one: Subject| TabLink {
        href: href(one),
        label: noun_words(lang, one).to_owned(),
        count: None,
        current: one == noun,
    };
    let label = t!(lang, FieldsList, noun = noun_words(lang, noun));
    view! {
        <div class="page-head"><h1>{t!(lang, FieldsTitle)}</h1></div>
        <TabStrip tabs=NOUNS.map(tab).to_vec() />
        <p class="list-why">{t!(lang, FieldsWhy)}</p>
        {none}
        <ul class="settings-list" aria-label=label><For each=move || reorder.ids() key=|id| *id children=row /></ul>
        {reorder.said()}
        <div class="list-add"><AddForm noun=noun done=done /></div>
        {gone}
    }
}
