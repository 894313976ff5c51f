//! The rules of an import.
use super::api::Opened;
use crate::start::{may, use_added, use_lang, use_me};
use crate::ui::{Choosable, Field, Select, TextInput, field_words};
use domain::import::{DateOrder, ImportKind, ImportOwner, ImportRules, TargetKind, UnknownChoice};
use domain::{FieldErrors, Lang, Permission, PoolId};
use leptos::prelude::*;
use messages::{import as words, t};

/// The rules that such a file needs.
#[component]
pub fn Rules(
    /// The import.
    opened: Opened,
    /// What is wrong with them.
    errors: Signal<FieldErrors>,
) -> impl IntoView {
    let (lang, rules) = (use_lang(), opened.import.rules.clone());
    let kind = opened.import.kind;
    let targets = kind.targets(&use_added().get_untracked());
    let of_rows = kind.subject().map(|_| view! { <OfRows opened=opened.clone() errors=errors /> });
    let people =
        targets.iter().any(|target| target.kind == TargetKind::Person) && may(Permission::ManagePeople);
    let creates = people.then(
        || view! { <Tick name="create_people" on=rules.create_people words=t!(lang, ImportRulePeople) /> },
    );
    let roles: Vec<Choosable> =
        opened.roles.iter().map(|role| Choosable::new(role.id, role.name.clone())).collect();
    let role = rules.role.map(|role| role.to_string()).unwrap_or_default();
    let roles = (!roles.is_empty()).then(|| {
        view! {
            <Field name="role" label=t!(lang, ImportRuleRole) errors=errors>
                <Select options=roles initial=role blank=t!(lang, ImportRuleRoleNone) />
            </Field>
        }
    });
    let has_times = targets.iter().any(|target| target.kind == TargetKind::Time);
    let times = has_times.then(|| view! { <Times rules=rules errors=errors /> });
    view! {
        {of_rows}
        <div class="stack">{creates}</div>
        <div class="form grid">{roles} {times}</div>
    }
}

/// A checkbox that also says when it is not ticked.
#[component]
fn Tick(name: &'static str, on: bool, words: &'static str) -> impl IntoView {
    view! {
        <input type="hidden" name=name value="0" />
        <label class="checkbox"><input type="checkbox" name=name value="1" checked=on /> <span>{words}</span></label>
    }
}

#[component]
fn OfRows(opened: Opened, errors: Signal<FieldErrors>) -> impl IntoView {
    let (lang, kind, rules) = (use_lang(), opened.import.kind, opened.import.rules);
    let pools = pools(opened.pools, rules.pool, errors);
    let keys = kind.match_keys().iter();
    let keys: Vec<Choosable> =
        keys.map(|key| Choosable::new(*key, words::target(lang, kind, key, &[]))).collect();
    let unknown = rules.unknown_choice;
    let owners = kind.assigns().map(|_| view! { <Owners kind=kind owner=rules.owner errors=errors /> });
    let level = (kind == ImportKind::Customers)
        .then(|| view! { <p class="field-help">{t!(lang, ImportLevelHelp)}</p> });
    let targets = kind.targets(&use_added().get_untracked());
    let has_lists =
        targets.iter().any(|target| matches!(target.kind, TargetKind::Choice(_) | TargetKind::Choices(_)));
    let unknowns = UnknownChoice::ALL.map(|each| {
        let disabled = each == UnknownChoice::Add && !may(Permission::ManageChoices);
        let name = match each {
            UnknownChoice::Add => t!(lang, ImportUnknownAdd),
            UnknownChoice::Reject => t!(lang, ImportUnknownReject),
        };
        view! { <Card name="unknown_choice" value=each.key() on=each == unknown disabled=disabled words=name help="" /> }
    });
    view! {
        <fieldset>
            <legend>{t!(lang, ImportRuleWhat)}</legend>
            <div class="stack">
                <Tick name="create" on=rules.create words=t!(lang, ImportRuleCreate) />
                <Tick name="update" on=rules.update words=t!(lang, ImportRuleUpdate) />
                <Tick name="blank_clears" on=rules.blank_clears words=t!(lang, ImportRuleBlank) />
            </div>
            {level}
        </fieldset>
        <div class="form grid">
            <Field name="match_key" label=t!(lang, ImportRuleMatch) errors=errors>
                <Select options=keys initial=rules.match_key blank=t!(lang, ImportRuleMatchNone) />
            </Field>
        </div>
        {owners}
        {pools}
        {has_lists.then(|| view! {
            <fieldset>
                <legend>{t!(lang, ImportRuleUnknown)}</legend>
                <div class="radio-cards">{unknowns}</div>
                <p class="field-help">{t!(lang, ImportUnknownHelp)}</p>
            </fieldset>
        })}
    }
}

#[component]
fn Owners(kind: ImportKind, owner: ImportOwner, errors: Signal<FieldErrors>) -> impl IntoView {
    let lang = use_lang();
    let cards = ImportOwner::ALL.map(|each| {
        let (name, help) = owner_words(lang, each);
        let needed = match each {
            ImportOwner::Column => kind.assigns(),
            ImportOwner::Pool => kind.pools(),
            ImportOwner::Me => None,
        };
        let disabled = needed.is_some_and(|needed| !may(needed));
        view! { <Card name="owner" value=each.key() on=each == owner disabled=disabled words=name help=help /> }
    });
    let wrong = move || {
        let errors = errors.get();
        let wrong = errors.0.iter().find(|error| error.field == "owner")?;
        Some(view! { <p class="problem">{field_words(lang, &wrong.problem)}</p> })
    };
    view! {
        <fieldset>
            <legend>{t!(lang, ImportRuleOwner)}</legend>
            <div class="radio-cards">{cards}</div>
            {wrong}
        </fieldset>
    }
}

/// Where those go whom nobody has; nothing where there is nothing to choose.
fn pools(
    pools: Vec<(PoolId, String)>,
    chosen: Option<PoolId>,
    errors: Signal<FieldErrors>,
) -> Option<impl IntoView> {
    let first = pools.first().filter(|_| pools.len() > 1)?.0;
    let initial = chosen.unwrap_or(first).to_string();
    let options: Vec<Choosable> = pools.into_iter().map(|(pool, name)| Choosable::new(pool, name)).collect();
    Some(view! {
        <div class="form grid">
            <Field name="pool" label=t!(use_lang(), ImportRulePool) errors=errors>
                <Select options=options initial=initial />
            </Field>
        </div>
    })
}

fn owner_words(lang: Lang, owner: ImportOwner) -> (&'static str, &'static str) {
    match owner {
        ImportOwner::Column => (t!(lang, ImportOwnerColumn), t!(lang, ImportOwnerColumnHelp)),
        ImportOwner::Me => (t!(lang, ImportOwnerMe), t!(lang, ImportOwnerMeHelp)),
        ImportOwner::Pool => (t!(lang, ImportOwnerPool), t!(lang, ImportOwnerPoolHelp)),
    }
}

#[component]
fn Card(
    name: &'static str,
    value: &'static str,
    on: bool,
    disabled: bool,
    words: &'static str,
    help: &'static str,
) -> impl IntoView {
    view! {
        <label class="radio-card">
            <input type="radio" name=name value=value checked=on disabled=disabled />
            <span><strong>{words}</strong> <span class="muted">{help}</span></span>
        </label>
    }
}

#[component]
fn Times(rules: ImportRules, errors: Signal<FieldErrors>) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let orders = DateOrder::ALL.map(|order| {
        Choosable::new(
            order.key(),
            match order {
                DateOrder::DayFirst => t!(lang, ImportDatesDayFirst),
                DateOrder::MonthFirst => t!(lang, ImportDatesMonthFirst),
            },
        )
    });
    let order = rules.date_order.map_or("", DateOrder::key);
    let help = t!(lang, ImportRuleZoneHelp, zone = me.zone.name);
    view! {
        <Field name="zone" label=t!(lang, ImportRuleZone) help=help errors=errors>
            <TextInput initial=rules.zone placeholder=me.zone.name.clone() />
        </Field>
        <Field name="date_order" label=t!(lang, ImportRuleDates) errors=errors>
            <Select options=orders.to_vec() initial=order blank=t!(lang, ImportDatesUnknown) />
        </Field>
    }
}
