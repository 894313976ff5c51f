//! The rules of a pool: what each would do tonight, before it is switched on.
use super::api::{AddPoolRule, OnePool, RemovePoolRule, SwitchPoolRule};
use super::words::rule_words;
use crate::settings::{Answer, answer, on_done};
use crate::start::use_lang;
use crate::ui::{
    Button, Choosable, Confirm, Field, Icon, IconButton, Kind, Label, ProblemText, Select, TextInput,
    TimeText, number, use_toasts,
};
use domain::PoolId;
use domain::choice::ChoiceKind;
use domain::pool::{Forecast, PoolRule, RuleKind};
use leptos::form::ActionForm;
use leptos::prelude::*;
use messages::t;

/// The rules that are there, and a form for another.
#[component]
pub fn Rules(all: Signal<OnePool>, pool: PoolId, done: Callback<()>) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let switch = ServerAction::<SwitchPoolRule>::new();
    let remove = ServerAction::<RemovePoolRule>::new();
    let Answer { error, .. } = answer(switch, "rules");
    let said = move |()| {
        toasts.say(t!(lang, SettingsSaved));
        done.run(());
    };
    on_done(switch, said);
    on_done(remove, said);
    let rules = move || {
        all.with(|all| {
            let rules = all.pool.iter().flat_map(|pool| pool.rules.clone());
            rules.zip(all.forecasts.clone()).collect::<Vec<_>>()
        })
    };
    view! {
        <section class="section" id="rules">
            <header>
                <h2>{t!(lang, PoolsRules)}</h2>
                <p>{t!(lang, PoolsRulesWhy)}</p>
            </header>
            <div class="stack">
                <ProblemText error=error />
                <ul class="settings-list" aria-label=t!(lang, PoolsRules)>
                    <For each=rules key=|rule| format!("{rule:?}") let:rule>
                        <RuleRow all=all rule=rule.0 forecast=rule.1 switch=switch remove=remove />
                    </For>
                </ul>
                <AddRule all=all pool=pool done=done />
            </div>
        </section>
    }
}

#[component]
fn RuleRow(
    all: Signal<OnePool>,
    rule: PoolRule,
    forecast: Forecast,
    switch: ServerAction<SwitchPoolRule>,
    remove: ServerAction<RemovePoolRule>,
) -> impl IntoView {
    let lang = use_lang();
    let (id, on) = (rule.id, rule.since.is_some());
    let words = all.with_untracked(|all| rule_words(lang, &rule, &all.offered.choices));
    let n = number(forecast.customers);
    let would = if on { t!(lang, PoolsWill, n = n) } else { t!(lang, PoolsWould, n = n) };
    let anyway = (forecast.anyway > 0).then(|| t!(lang, PoolsAnyway, n = number(forecast.anyway)));
    let asking = RwSignal::new(false);
    let ask = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        asking.set(true);
    };
    let yes = move |()| {
        asking.set(false);
        remove.dispatch(RemovePoolRule { rule: id });
    };
    view! {
        <li class="settings-row">
            <span class="settings-row-name">
                <strong>{words.clone()}</strong> " "
                <Label colour=if on { "green" } else { "grey" }>{if on { t!(lang, PoolsOn) } else { t!(lang, PoolsOff) }}</Label>
                <span class="settings-row-more">
                    <TimeText at=forecast.at /> " " {would} " " {anyway} " "
                    <a href=format!("/settings/pools/rules/{id}")>{t!(lang, PoolsShow)}</a>
                </span>
            </span>
            <span class="settings-row-tools">
                <ActionForm action=switch>
                    <input type="hidden" name="rule" value=id.0 />
                    <input type="hidden" name="on" value=(!on).to_string() />
                    <Button submit=true>{if on { t!(lang, PoolsSwitchOff) } else { t!(lang, PoolsSwitchOn) }}</Button>
                </ActionForm>
                <ActionForm action=remove>
                    <input type="hidden" name="rule" value=id.0 />
                    <IconButton icon=Icon::Trash name=t!(lang, PoolsRemove, rule = words) submit=true on:click=ask />
                </ActionForm>
            </span>
            <Confirm open=asking title=t!(lang, PoolsRemoveAsk) verb=t!(lang, CommonDelete) danger=true on_yes=yes>
                <p>{t!(lang, PoolsRemoveWhat)}</p>
            </Confirm>
        </li>
    }
}

#[component]
fn AddRule(all: Signal<OnePool>, pool: PoolId, done: Callback<()>) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let action = ServerAction::<AddPoolRule>::new();
    let Answer { error, fields, pending } = answer(action, "rule-form");
    on_done(action, move |_| {
        toasts.say(t!(lang, PoolsRuleAdded));
        done.run(());
    });
    let kinds = RuleKind::ALL.map(|kind| {
        let words = match kind {
            RuleKind::NoRecord => t!(lang, PoolsKindNoRecord),
            RuleKind::Any => t!(lang, PoolsKindAny),
        };
        Choosable::new(kind.key(), words)
    });
    let levels = move || {
        all.with(|all| {
            let levels = all.offered.choices.iter();
            let levels = levels.filter(|choice| choice.kind == ChoiceKind::Level && !choice.retired);
            levels.map(|level| Choosable::new(level.id, level.label(lang))).collect::<Vec<_>>()
        })
    };
    view! {
        <ActionForm action=action attr:id="rule-form" attr:class="form grid" attr:novalidate=true>
            <ProblemText error=error />
            <input type="hidden" name="pool" value=pool.0 />
            <Field name="kind" label=t!(lang, PoolsKind) errors=fields>
                <Select options=kinds.to_vec() initial=RuleKind::NoRecord.key() />
            </Field>
            <Field name="days" label=t!(lang, PoolsDays) errors=fields required=true>
                <TextInput initial="30" kind="number" />
            </Field>
            <Field name="level" label=t!(lang, PoolsLevel) errors=fields>
                <Select options=Signal::derive(levels) blank=t!(lang, PoolsAllLevels) />
            </Field>
            <div class="form-foot">
                <Button kind=Kind::Primary submit=true pending=pending>{t!(lang, PoolsAddRule)}</Button>
            </div>
        </ActionForm>
    }
}
