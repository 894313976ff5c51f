//! Every condition a list can have, in one form. A plain GET form on a popover: it works without a script.
mod pieces;

use super::api::people_names;
use super::href;
use super::noun::{Conditions, Drawn};
use super::page::ListPage;
use crate::start::{use_lang, use_me};
use crate::ui::{Button, Icon, Kind};
use domain::choice::ChoiceKind;
use domain::column::{CellKind, Column};
use domain::filter::{Filter, Test, stem};
use domain::query;
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use messages::t;
use pieces::{Boxes, Numbers, People, Times};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{FormData, HtmlFormElement};

/// The button and the form behind it.
#[component]
pub fn FilterPanel<N: Drawn>(
    /// The page.
    page: ListPage<N>,
) -> impl IntoView {
    let (lang, go, me) = (use_lang(), use_navigate(), use_me());
    let list = page.list;
    let panel = NodeRef::<html::Div>::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let form = event.target().and_then(|form| form.dyn_into::<HtmlFormElement>().ok());
        let Some(pairs) = form.as_ref().and_then(entries) else { return };
        let _ = panel.get_untracked().map(|panel| panel.hide_popover());
        let text = query::write(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())));
        go(&href(list.path(), &text), leptos_router::NavigateOptions { scroll: false, ..Default::default() });
    };
    let offered = Memo::new(move |_| with_added::<N>(N::conditions(page.view(), &me)));
    // Names are many: they are fetched when someone is about to choose one.
    let opened = move |_| {
        let asks = offered.with_untracked(|offered| {
            offered.often.iter().chain(&offered.seldom).any(|column| column.kind() == CellKind::Person)
        });
        if page.people.with_untracked(Vec::is_empty) && asks {
            spawn_local(async move {
                if let Ok(names) = people_names().await {
                    page.people.try_set(names);
                }
            });
        }
    };
    let conditions = move || {
        view! { <AllConditions page=page filter=page.filter.get() offered=offered.get() /> }
    };
    view! {
        <button class="button" type="button" popovertarget="filter-panel" aria-haspopup="dialog" on:click=opened>
            {Icon::Filter.draw()}
            <span>{t!(lang, LeadsFilter)}</span>
        </button>
        <div class="filter-panel" id="filter-panel" popover="auto" role="dialog" aria-label=t!(lang, LeadsFilter) node_ref=panel>
            <form method="get" action=list.path() on:submit=submit>
                {conditions}
                <footer class="filter-foot">
                    <a class="button quiet" href=move || page.bare()>{t!(lang, LeadsClearFilters)}</a>
                    <Button kind=Kind::Primary submit=true>{t!(lang, LeadsFilterApply)}</Button>
                </footer>
            </form>
        </div>
    }
}

/// The conditions with those on added fields: texts among the texts, and the others among those asked seldom.
fn with_added<N: Drawn>(mut offered: Conditions<N::Column>) -> Conditions<N::Column> {
    let added = N::offered().into_iter().filter(|column| column.field().is_some());
    let (texts, others): (Vec<_>, Vec<_>) = added.partition(|column| column.kind() == CellKind::Text);
    offered.seldom.extend(others);
    offered.other_texts.extend(texts);
    offered
}

/// What a form would send, blanks left out and boxes of one name put together.
fn entries(form: &HtmlFormElement) -> Option<Vec<(String, String)>> {
    let data = FormData::new_with_form(form).ok()?;
    let mut pairs: Vec<(String, String)> = Vec::new();
    for entry in js_sys::try_iter(&data).ok()??.flatten() {
        let pair = js_sys::Array::from(&entry);
        let text = |value: JsValue| value.as_string().unwrap_or_default();
        let (name, value) = (text(pair.get(0)), text(pair.get(1)).trim().to_owned());
        if value.is_empty() {
            continue;
        }
        match pairs.iter_mut().find(|(known, _)| *known == name) {
            Some((_, values)) => *values = format!("{values},{value}"),
            None => pairs.push((name, value)),
        }
    }
    Some(pairs)
}

#[component]
fn AllConditions<N: Drawn>(
    page: ListPage<N>,
    filter: Filter<N::Column>,
    offered: Conditions<N::Column>,
) -> impl IntoView {
    let (lang, address) = (use_lang(), page.listing.address.get());
    let kept = ["view", "tab", "sort", "limit", "q"]
        .into_iter()
        .filter_map(|name| Some((name, address.get(name)?.to_owned())));
    let hidden =
        kept.map(|(name, value)| view! { <input type="hidden" name=name value=value /> }).collect_view();
    let one = |column: &N::Column| condition(page, &filter, *column);
    let focus = offered.focus.then(|| {
        view! {
            <label class="checkbox">
                <input type="checkbox" name="focus" value="1" checked=filter.focus />
                <span>{t!(lang, LeadsFocusOnly)}</span>
            </label>
        }
    });
    let folded = offered.seldom.iter().chain(&offered.other_texts);
    let open = folded.clone().any(|column| filter.on.contains_key(column));
    let more = (folded.count() > 0).then(|| {
        view! {
            <details class="filter-more" open=open>
                <summary>{t!(lang, LeadsFilterMore)}</summary>
                {offered.seldom.iter().map(one).collect_view()}
                <div class="filter-grid">{offered.other_texts.iter().map(one).collect_view()}</div>
            </details>
        }
    });
    view! {
        {hidden}
        <div class="filter-grid">{offered.texts.iter().map(one).collect_view()}</div>
        {offered.often.iter().map(one).collect_view()}
        {focus}
        {more}
    }
}

/// What can be asked of a column, by what stands in its cells.
fn condition<N: Drawn>(page: ListPage<N>, filter: &Filter<N::Column>, column: N::Column) -> AnyView {
    let lang = page.lang;
    let (name, label) = (stem(column), N::head(lang, column));
    match column.kind() {
        CellKind::Text | CellKind::Phone | CellKind::Email | CellKind::Link => {
            let value = filter.contained(column).map(str::to_owned);
            view! {
                <label class="filter-text">
                    <span>{label}</span>
                    <input class="input" name=name value=value autocomplete="off" />
                </label>
            }
            .into_any()
        }
        CellKind::Choice | CellKind::Choices => {
            let boxes = listed(page, filter, column);
            view! { <Boxes name=name legend=label boxes=boxes /> }.into_any()
        }
        CellKind::Word => {
            let chosen = filter.words(column);
            let ticked = |word: &str| chosen.iter().any(|chosen| chosen == word);
            let boxes = column
                .words()
                .iter()
                .map(|word| ((*word).to_owned(), N::word(lang, word).to_owned(), ticked(word)));
            view! { <Boxes name=name legend=label boxes=boxes.collect() /> }.into_any()
        }
        CellKind::Flag => {
            let is = |so: bool| filter.on.get(&column) == Some(&Test::Is(so));
            let one = |value: &str, words: &str, so: bool| (value.to_owned(), words.to_owned(), is(so));
            let boxes = vec![one("1", t!(lang, CommonYes), true), one("0", t!(lang, CommonNo), false)];
            view! { <Boxes name=name legend=label boxes=boxes /> }.into_any()
        }
        CellKind::Person => {
            view! { <People name=name label=label asked=filter.people(column).to_vec() people=page.people /> }
                .into_any()
        }
        CellKind::Time | CellKind::Date => {
            let blank = column.may_be_blank();
            view! { <Times name=name legend=label blank=blank span=filter.days(column) /> }.into_any()
        }
        CellKind::Number | CellKind::Money => {
            let ends = match filter.on.get(&column) {
                Some(Test::Between(from, to)) => (from.clone(), to.clone()),
                _ => (None, None),
            };
            view! { <Numbers name=name legend=label ends=ends /> }.into_any()
        }
    }
}

/// The values of a column's drop-down list: those offered, and those asked for.
fn listed<N: Drawn>(
    page: ListPage<N>,
    filter: &Filter<N::Column>,
    column: N::Column,
) -> Vec<(String, String, bool)> {
    let kind = column.field().map(|field| ChoiceKind::Added(field.id)).or_else(|| N::choice_kind(column));
    let chosen = filter.choices(column);
    page.choices.with_untracked(|choices| {
        let all = kind.into_iter().flat_map(|kind| choices.of(kind));
        let offered = all.filter(|choice| !choice.retired || chosen.contains(&choice.id));
        offered
            .map(|choice| {
                (choice.id.to_string(), choice.label(page.lang).to_owned(), chosen.contains(&choice.id))
            })
            .collect()
    })
}
