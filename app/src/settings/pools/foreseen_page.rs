//! `/settings/pools/rules/:id`: the customers a rule would take back at the next midnight.
use super::api::foreseen;
use super::words::rule_words;
use crate::settings::loaded;
use crate::start::use_lang;
use crate::ui::{Choices, Empty, Icon, LinkButton, Table, TimeText, heads, number};
use domain::PoolRuleId;
use domain::choice::Choice;
use domain::column::Column;
use domain::customer::{CustomerChoice, CustomerColumn, CustomerField};
use domain::list::{Page, Sort};
use domain::pool::{Forecast, Pool};
use leptos::prelude::*;
use leptos_meta::Title;
use leptos_router::hooks::{use_params_map, use_query_map};
use messages::{column, t};

/// The columns of the list.
pub const COLUMNS: [CustomerColumn; 5] = [
    CustomerColumn::Text(CustomerField::Name),
    CustomerColumn::Owner,
    CustomerColumn::Choice(CustomerChoice::Level),
    CustomerColumn::LastRecordAt,
    CustomerColumn::OwnedAt,
];

type All = (Option<Pool>, Option<Forecast>, Option<Page>, Vec<Choice>);

/// The list of a rule.
#[component]
pub fn ForeseenPage() -> impl IntoView {
    let lang = use_lang();
    let (params, query) = (use_params_map(), use_query_map());
    let rule = Memo::new(move |_| {
        let id = params.with(|params| params.get("id")).and_then(|id| id.parse().ok());
        PoolRuleId(id.unwrap_or_default())
    });
    let cursor = Memo::new(move |_| query.with(|query| query.get("cursor")));
    let all =
        Resource::new_blocking(move || (rule.get(), cursor.get()), |(rule, cursor)| foreseen(rule, cursor));
    view! {
        <Title text=t!(lang, PoolsForeseen) />
        <div class="page-box settings">{loaded(all, move |all| view! { <List all=all rule=rule /> })}</div>
    }
}

#[component]
fn List(all: Signal<All>, rule: Memo<PoolRuleId>) -> impl IntoView {
    let lang = use_lang();
    let pool = Memo::new(move |_| all.with(|(pool, ..)| pool.clone()));
    let back = move || pool.with(|pool| pool.as_ref().map(|pool| format!("/settings/pools/{}", pool.id)));
    let words = move || {
        let found = pool.with(|pool| {
            pool.iter().flat_map(|pool| pool.rules.clone()).find(|known| known.id == rule.get())
        });
        found.map(|rule| all.with(|(.., choices)| rule_words(lang, &rule, choices)))
    };
    let told = move || {
        let forecast = all.with(|(_, forecast, ..)| *forecast)?;
        let unseen = forecast.customers - forecast.seen;
        let unseen = (unseen > 0).then(|| t!(lang, PoolsUnseen, n = number(unseen)));
        Some(view! {
            <TimeText at=forecast.at /> " " {t!(lang, PoolsWould, n = number(forecast.customers))} " " {unseen}
        })
    };
    let heads = move || {
        let name = |of: CustomerColumn| column::customer(lang, of).to_owned();
        heads(&COLUMNS, &Sort(Vec::new()), name, CustomerColumn::width, |_| String::new())
    };
    let rows =
        move || all.with(|(_, _, page, _)| page.as_ref().map(|page| page.rows.clone()).unwrap_or_default());
    let next = move || {
        let next = all.with(|(_, _, page, _)| page.as_ref().and_then(|page| page.next.clone()))?;
        let href = format!("/settings/pools/rules/{}?cursor={next}", rule.get());
        Some(view! { <LinkButton href=href>{t!(lang, PoolsMore)}</LinkButton> })
    };
    let empty = Memo::new(move |_| rows().is_empty());
    let choices = Signal::derive(move || Choices::from(all.with(|(.., choices)| choices.clone())));
    view! {
        <a class="back" href=move || back().unwrap_or_default()>
            {Icon::Left.draw()} {move || pool.get().map(|pool| pool.label(lang).to_owned())}
        </a>
        <div class="page-head"><h1>{words}</h1></div>
        <p class="list-why" role="status">{told}</p>
        <Show when=move || !empty.get() fallback=move || view! { <Empty title=t!(lang, PoolsNobody) icon=Icon::Pool /> }>
            <Table
                label=t!(lang, PoolsForeseen)
                heads=Signal::derive(heads)
                rows=Signal::derive(rows)
                choices=choices
                row_href=|id: i64| format!("/customers/{id}")
            />
        </Show>
        <div class="form-foot">{next}</div>
    }
}
