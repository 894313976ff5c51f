//! `/settings/pools/:id`: one pool, or a new one.
use super::api::{OnePool, RetirePool, offered_to_pools, pool_to_change};
use super::form::{AddForm, ChangeForm};
use super::rules::Rules;
use crate::live::use_live;
use crate::settings::{Answer, answer, loaded, on_done};
use crate::start::use_lang;
use crate::ui::{Button, Icon, ProblemText};
use domain::PoolId;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::use_params_map;
use messages::t;

/// One pool with its rules; `/settings/pools/new` is a new one.
#[component]
pub fn OnePoolPage() -> impl IntoView {
    let lang = use_lang();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let inside = move || match id.get().as_str() {
        "new" => view! { <New /> }.into_any(),
        id => view! { <One pool=PoolId(id.parse().unwrap_or_default()) /> }.into_any(),
    };
    view! {
        <Title text=t!(lang, NavPools) />
        <div class="page-box settings">
            <a class="back" href="/settings/pools">{Icon::Left.draw()} {t!(lang, NavPools)}</a>
            {inside}
        </div>
    }
}

#[component]
fn New() -> impl IntoView {
    let lang = use_lang();
    let offered = Resource::new_blocking(|| (), |()| offered_to_pools());
    view! {
        <div class="page-head"><h1>{t!(lang, PoolsAdd)}</h1></div>
        {loaded(offered, move |offered| view! { <AddForm offered=offered /> })}
    }
}

#[component]
fn One(pool: PoolId) -> impl IntoView {
    let (changed, live) = (RwSignal::new(0u32), use_live().settings());
    let all = Resource::new_blocking(move || (changed.get(), live.get()), move |_| pool_to_change(pool));
    let done = Callback::new(move |()| changed.update(|changed| *changed += 1));
    loaded(all, move |all| view! { <Whole all=all pool=pool done=done /> })
}

#[component]
fn Whole(all: Signal<OnePool>, pool: PoolId, done: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    let retire = ServerAction::<RetirePool>::new();
    let Answer { error, .. } = answer(retire, "retire");
    on_done(retire, move |()| done.run(()));
    let name =
        move || all.with(|all| all.pool.as_ref().map(|pool| pool.label(lang).to_owned()).unwrap_or_default());
    let retired = Memo::new(move |_| all.with(|all| all.pool.as_ref().is_some_and(|pool| pool.retired)));
    let offered = Signal::derive(move || all.with(|all| all.offered.clone()));
    // Made once: what is half typed stays when something is fetched again.
    let form = all.with_untracked(|all| all.pool.as_ref().map(|pool| pool.form.clone())).unwrap_or_default();
    view! {
        <div class="page-head">
            <h1>{name}</h1>
            <ActionForm action=retire>
                <input type="hidden" name="pool" value=pool.0 />
                <input type="hidden" name="retired" value=move || (!retired.get()).to_string() />
                <Button submit=true>
                    {move || if retired.get() { t!(lang, PoolsRestore) } else { t!(lang, PoolsRetire) }}
                </Button>
            </ActionForm>
        </div>
        <ProblemText error=error />
        <div class="sections">
            <section class="section">
                <header>
                    <h2>{t!(lang, PoolsData)}</h2>
                    <p>{t!(lang, PoolsDataWhy)}</p>
                </header>
                <ChangeForm pool=pool form=form offered=offered done=done />
            </section>
            <Rules all=all pool=pool done=done />
        </div>
    }
}
