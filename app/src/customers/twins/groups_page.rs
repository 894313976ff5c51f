//! `/customers/duplicates?cursor=…`: suspected duplicates in groups.
use super::api::{TellCustomersApart, suspects, tell_customers_apart};
use super::mark_words;
use crate::answer::{answer, on_done};
use crate::list::Which;
use crate::live::use_live;
use crate::loaded::loaded;
use crate::start::use_lang;
use crate::ui::{Button, Empty, Icon, Kind, LinkButton, TimeText, Toasts, number, use_toasts};
use domain::list::Chosen;
use domain::query;
use domain::twin::{Mark, TwinGroup, TwinMember, TwinPage};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_meta::Title;
use leptos_router::hooks::use_query_map;
use messages::t;

const PATH: &str = "/customers/duplicates";

/// The groups the reader may merge, the largest first.
#[component]
pub fn DuplicatesPage() -> impl IntoView {
    let (lang, live, map) = (use_lang(), use_live(), use_query_map());
    let cursor = Memo::new(move |_| map.with(|map| map.get("cursor").unwrap_or_default()));
    let changed = RwSignal::new(0_u32);
    let all = Resource::new_blocking(
        move || (cursor.get(), live.customers().get(), changed.get()),
        |(cursor, ..)| suspects(cursor),
    );
    let again = Callback::new(move |()| {
        let _ = changed.try_update(|times| *times += 1);
    });
    view! {
        <Title text=t!(lang, DuplicatesTitle) />
        <div class="page-box duplicates">
            <a class="back" href="/customers">{Icon::Left.draw()} {t!(lang, NavCustomers)}</a>
            <div class="page-head"><h1>{t!(lang, DuplicatesTitle)}</h1></div>
            <p class="muted">{t!(lang, DuplicatesWhy)}</p>
            {loaded(all, move |page| view! { <Groups page=page cursor=cursor again=again /> })}
        </div>
    }
}

#[component]
fn Groups(page: Signal<TwinPage>, cursor: Memo<String>, again: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    let none = Memo::new(move |_| page.with(|page| page.groups.is_empty()));
    let next = move || {
        let next = page.with(|page| page.next.clone())?;
        let href = format!("{PATH}?{}", query::write([("cursor", next.as_str())]));
        Some(view! { <LinkButton href=href>{t!(lang, UiNextPage)}</LinkButton> })
    };
    let first = move || {
        let later = cursor.with(|cursor| !cursor.is_empty());
        later.then(|| view! { <LinkButton href=PATH>{t!(lang, UiFirstPage)}</LinkButton> })
    };
    let empty = move || {
        view! { <Empty title=t!(lang, DuplicatesNone) why=t!(lang, DuplicatesNoneWhy) icon=Icon::Merge /> }
    };
    view! {
        <Show when=move || !none.get() fallback=empty>
            <For each=move || page.with(|page| page.groups.clone()) key=group_key let:group>
                <Group group=group again=again />
            </For>
        </Show>
        <div class="pager">{first} {next}</div>
    }
}

/// A group is drawn anew only when it differs: what was chosen in the others stays.
fn group_key(group: &TwinGroup) -> (&'static str, String, Vec<(i64, i64)>) {
    let members = group.members.iter().map(|one| (one.id.0, one.updated_at.0)).collect();
    (group.mark.key(), group.value.clone(), members)
}

/// The customers of a group: which of them stays and which goes into it is chosen in a plain form.
#[component]
fn Group(group: TwinGroup, again: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    let TwinGroup { mark, value, count, members } = group;
    // What names are compared by is no name: the shortest of them says it.
    let name = members.iter().map(|one| one.name.as_str()).min_by_key(|name| name.chars().count());
    let value = name.filter(|_| mark == Mark::Company).map_or(value, str::to_owned);
    let title = t!(lang, DuplicatesGroup, mark = mark_words(lang, mark), value = value);
    let ids: Vec<i64> = members.iter().map(|one| one.id.0).collect();
    let shown = i64::try_from(members.len()).unwrap_or(count);
    let cut = (count > shown).then(
        || view! { <p class="muted">{t!(lang, DuplicatesCut, n = number(shown), all = number(count))}</p> },
    );
    let rows = members.into_iter().enumerate().map(|(at, one)| view! { <Member at=at one=one /> });
    let label = title.clone();
    view! {
        <section class="twin-group" aria-label=label>
            <h2>{Icon::Merge.draw()} " " {title}</h2>
            <form method="get" action="/customers/merge">
                <table class="plain-table keep">
                    <thead>
                        <tr>
                            <th scope="col">{t!(lang, DuplicatesCustomer)}</th>
                            <th scope="col">{t!(lang, DuplicatesOwner)}</th>
                            <th scope="col" class="wide-only">{t!(lang, DuplicatesUpdated)}</th>
                            <th scope="col">{t!(lang, DuplicatesStays)}</th>
                            <th scope="col">{t!(lang, DuplicatesGoes)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
                {cut}
                <div class="form-foot">
                    <Button submit=true icon=Icon::Merge>{t!(lang, DuplicatesMerge)}</Button>
                </div>
            </form>
            <Apart ids=ids again=again />
        </section>
    }
}

/// The latest changed stays unless one says otherwise, and the next goes into it.
#[component]
fn Member(at: usize, one: TwinMember) -> impl IntoView {
    let lang = use_lang();
    let (stays, goes) =
        (t!(lang, DuplicatesStaysOf, name = one.name), t!(lang, DuplicatesGoesOf, name = one.name));
    view! {
        <tr>
            <th scope="row"><a href=format!("/customers/{}", one.id)>{one.name}</a></th>
            <td>{one.owner_name.unwrap_or_else(|| t!(lang, ColumnStatePool).to_owned())}</td>
            <td class="wide-only"><TimeText at=one.updated_at /></td>
            <td><input type="radio" name="winner" value=one.id.0 checked=at == 0 aria-label=stays /></td>
            <td><input type="radio" name="loser" value=one.id.0 checked=at == 1 aria-label=goes /></td>
        </tr>
    }
}

/// They are different customers: the group is not suspected any more.
#[component]
fn Apart(ids: Vec<i64>, again: Callback<()>) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let action = ServerAction::<TellCustomersApart>::new();
    let sent = answer(action, "");
    let chosen = Which::from(Chosen::Ids(ids));
    let text = String::from(chosen.clone());
    on_done(action, move |()| {
        let chosen = chosen.clone();
        toasts.undoable(t!(lang, DuplicatesApartDone), move || together(chosen.clone(), toasts, again));
        again.run(());
    });
    Effect::new(move || {
        if let Some(error) = sent.error.get() {
            toasts.problem(&error);
        }
    });
    view! {
        <ActionForm action=action>
            <input type="hidden" name="chosen" value=text />
            <input type="hidden" name="apart" value="true" />
            <Button kind=Kind::Quiet submit=true pending=sent.pending>{t!(lang, DuplicatesApart)}</Button>
        </ActionForm>
    }
}

fn together(chosen: Which, toasts: Toasts, again: Callback<()>) {
    spawn_local(async move {
        match tell_customers_apart(chosen, false).await {
            Ok(()) => {
                let _ = again.try_run(());
            }
            Err(error) => toasts.problem(&error),
        }
    });
}
