//! `/settings/pools`.
use super::api::{AllPools, ReorderPools, pools_to_change};
use super::parameters::Parameters;
use crate::live::use_live;
use crate::settings::{Grip, IconLink, Reorder, loaded, on_done};
use crate::start::use_lang;
use crate::ui::{Icon, Kind, Label, LinkButton, number, use_toasts};
use domain::PoolId;
use domain::pool::Pool;
use leptos::prelude::*;
use leptos_meta::Title;
use messages::t;

/// The pools in their order, and the parameters of customers.
#[component]
pub fn PoolsPage() -> impl IntoView {
    let lang = use_lang();
    let (changed, live) = (RwSignal::new(0u32), use_live().settings());
    let all = Resource::new_blocking(move || (changed.get(), live.get()), |_| pools_to_change());
    let done = Callback::new(move |()| changed.update(|changed| *changed += 1));
    view! {
        <Title text=t!(lang, NavPools) />
        <div class="page-box settings">{loaded(all, move |all| view! { <List all=all done=done /> })}</div>
    }
}

#[component]
fn List(all: Signal<AllPools>, done: Callback<()>) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let ids = Memo::new(move |_| all.with(|all| all.pools.iter().map(|pool| pool.id.0).collect::<Vec<_>>()));
    let order = ServerAction::<ReorderPools>::new();
    on_done(order, move |()| {
        toasts.say(t!(lang, SettingsOrderSaved));
        done.run(());
    });
    let settle = Callback::new(move |ids: Vec<i64>| {
        order.dispatch(ReorderPools { order: ids.into_iter().map(PoolId).collect() });
    });
    let reorder = Reorder::new(ids.into(), settle);
    let (parameters, zones) = all.with_untracked(|all| (all.parameters.clone(), all.zones.clone()));
    view! {
        <div class="page-head"><h1>{t!(lang, NavPools)}</h1></div>
        <p class="list-why">{t!(lang, PoolsWhy)}</p>
        <ul class="settings-list" aria-label=t!(lang, NavPools)>
            <For each=move || reorder.ids() key=|id| *id let:id>
                <PoolRow id=id all=all reorder=reorder />
            </For>
        </ul>
        {reorder.said()}
        <div class="list-add">
            <LinkButton href="/settings/pools/new" kind=Kind::Plain icon=Icon::Plus>{t!(lang, PoolsAdd)}</LinkButton>
        </div>
        <div class="sections"><Parameters parameters=parameters zones=zones done=done /></div>
    }
}

#[component]
fn PoolRow(id: i64, all: Signal<AllPools>, reorder: Reorder) -> impl IntoView {
    let lang = use_lang();
    let pool = Memo::new(move |_| all.with(|all| all.pools.iter().find(|pool| pool.id.0 == id).cloned()));
    let name =
        move || pool.with(|pool| pool.as_ref().map(|pool| pool.label(lang).to_owned()).unwrap_or_default());
    let read = move |pool: Pool| {
        let (name, href) = (pool.label(lang).to_owned(), format!("/settings/pools/{id}"));
        let on = pool.rules.iter().filter(|rule| rule.since.is_some()).count();
        let summary = t!(lang, PoolsSummary, n = number(pool.customers), rules = on);
        let retired = pool.retired.then(|| view! { <Label colour="grey">{t!(lang, PoolsRetired)}</Label> });
        view! {
            <span class="settings-row-name">
                <a href=href.clone()><strong>{name.clone()}</strong></a> " " {retired}
                <span class="settings-row-more">{summary}</span>
            </span>
            <span class="settings-row-tools">
                <IconLink href=href icon=Icon::Edit name=t!(lang, PoolsEdit, name = name) />
            </span>
        }
    };
    view! {
        <li class="settings-row" data-place data-drop=move || reorder.drop_line(id)>
            <Grip reorder=reorder id=id name=Signal::derive(name) />
            {move || pool.get().map(read)}
        </li>
    }
}
