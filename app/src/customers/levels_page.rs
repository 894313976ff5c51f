//! `/customers/levels`: how many customers of each level, and whose.
use crate::AppError;
use crate::live::use_live;
use crate::loaded::loaded;
use crate::start::{use_lang, use_me};
use crate::ui::{ChoiceLabel, Empty, Icon, number};
use domain::choice::{Choice, ChoiceKind};
use domain::customer::{CustomerFilter, LevelCounts, Whose};
use domain::{ChoiceId, Lang};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use leptos_meta::Title;
use messages::t;

/// How many customers of each level everybody has whose customers the reader sees, and the drop-down lists.
#[server(input = GetUrl)]
pub async fn customers_by_level() -> Result<(LevelCounts, Vec<Choice>), AppError> {
    let desk = crate::desk::desk().await?;
    Ok((desk.customers().level_counts().await?, desk.choices().all().await?))
}

/// The statistics; behind each number stand its customers.
#[component]
pub fn LevelsPage() -> impl IntoView {
    let (lang, live) = (use_lang(), use_live());
    let all = Resource::new_blocking(
        move || (live.customers().get(), live.settings().get()),
        |_| customers_by_level(),
    );
    view! {
        <Title text=t!(lang, CustomerLevelsTitle) />
        <div class="page-box">
            <a class="back" href="/customers">{Icon::Left.draw()} {t!(lang, NavCustomers)}</a>
            <div class="page-head"><h1>{t!(lang, CustomerLevelsTitle)}</h1></div>
            {loaded(all, |all| view! { <Counts all=all /> })}
        </div>
    }
}

fn whose(lang: Lang, whose: Whose) -> String {
    match whose {
        Whose::Mine => t!(lang, CustomerLevelsMine).to_owned(),
        Whose::Subordinates => t!(lang, CustomerLevelsBelow).to_owned(),
        Whose::Company => t!(lang, CustomerLevelsCompany).to_owned(),
        Whose::Person(_, name) => name,
    }
}

#[component]
fn Counts(all: Signal<(LevelCounts, Vec<Choice>)>) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me().id);
    let levels = Memo::new(move |_| {
        all.with(|(counts, choices)| {
            let shown = |choice: &&Choice| {
                choice.kind == ChoiceKind::Level && (!choice.retired || counts.has(choice.id))
            };
            choices.iter().filter(shown).cloned().collect::<Vec<_>>()
        })
    });
    let heads = move || {
        levels
            .get()
            .into_iter()
            .map(|level| view! { <th scope="col"><ChoiceLabel choice=level /></th> })
            .collect_view()
    };
    let lines = move || {
        let ids: Vec<ChoiceId> = levels.with(|levels| levels.iter().map(|level| level.id).collect());
        let lines = all.with(|(counts, _)| counts.lines(me));
        let line = |line: domain::customer::LevelLine| {
            let cells = line.cells(&ids).into_iter().map(cell).collect_view();
            view! { <tr><th scope="row">{whose(lang, line.whose)}</th>{cells}</tr> }
        };
        lines.into_iter().map(line).collect_view()
    };
    let none = Memo::new(move |_| all.with(|(counts, _)| counts.owners.is_empty()));
    let empty = move || {
        view! { <Empty title=t!(lang, CustomerLevelsNone) why=t!(lang, CustomerLevelsNoneWhy) icon=Icon::Company /> }
    };
    view! {
        <Show when=move || !none.get() fallback=empty>
            <div class="level-table" role="region" aria-label=t!(lang, CustomerLevelsTitle) tabindex="0">
                <table class="plain-table">
                    <thead>
                        <tr>
                            <th scope="col">{t!(lang, CustomerLevelsWhose)}</th>
                            {heads}
                            <th scope="col">{t!(lang, ApprovalsNoValue)}</th>
                            <th scope="col">{t!(lang, CustomerLevelsTotal)}</th>
                        </tr>
                    </thead>
                    <tbody>{lines}</tbody>
                </table>
            </div>
        </Show>
    }
}

fn cell((count, list): (i64, CustomerFilter)) -> impl IntoView {
    match count {
        0 => view! { <td class="muted">"0"</td> }.into_any(),
        n => view! { <td><a href=format!("/customers?{}", list.to_query())>{number(n)}</a></td> }.into_any(),
    }
}
