//! A value of an entry in words.
use super::names::Names;
use crate::settings::{colour_words, conditions, rule_words, scope_words};
use crate::ui::{full_time, permission_words};
use domain::column::Column;
use domain::customer::Security;
use domain::lead::{LeadColumn, LeadFilter, LeadState};
use domain::tab::TabRule;
use domain::{ChoiceId, Moment, Permission, PersonId, RoleId, Scope};
use messages::{column, t};
use serde_json::Value;

/// What a value of a field says; blank for none.
pub fn words(names: &Names, field: &str, value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(true) => t!(names.lang, CommonYes).to_owned(),
        Value::Bool(false) => t!(names.lang, CommonNo).to_owned(),
        Value::Array(all) => {
            let words = all.iter().map(|one| words_of_one(names, field, one));
            words.collect::<Vec<_>>().join(t!(names.lang, SettingsListBetween))
        }
        Value::Object(_) => rule(names, value).unwrap_or_else(|| value.to_string()),
        one => words_of_one(names, field, one),
    }
}

fn rule(names: &Names, value: &Value) -> Option<String> {
    let rule: TabRule = serde_json::from_value(value.clone()).ok()?;
    Some(rule_words(names.lang, &rule, &names.choices, &names.people))
}

fn words_of_one(names: &Names, field: &str, value: &Value) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    if text.is_empty() {
        return text;
    }
    named(names, field, &text).unwrap_or(text)
}

fn named(names: &Names, field: &str, text: &str) -> Option<String> {
    let id = || text.parse::<i64>().ok();
    match field {
        "status" | "source" | "intake" | "finish_reason" => names.choice(ChoiceId(id()?)),
        "owner" | "person" => names.person(PersonId(id()?)),
        "roles" | "parent" => names.role(RoleId(id()?)),
        "state" => LeadState::from_key(text).map(|state| column::state(names.lang, state).to_owned()),
        "clearance" => Security::from_key(text).map(|one| column::security(names.lang, one).to_owned()),
        "scope" => Scope::from_key(text).map(|scope| scope_words(names.lang, scope).to_owned()),
        "permissions" => Permission::from_key(text).map(|one| permission_words(names.lang, one).to_owned()),
        "kind" => names.list(text).map(str::to_owned),
        "colour" => Some(colour_words(names.lang, text).to_owned()),
        "columns" => LeadColumn::from_key(text).map(|one| column::lead(names.lang, one).to_owned()),
        "visit_at" => {
            let at: Moment = serde_json::from_value(Value::String(text.to_owned())).ok()?;
            Some(full_time(&names.zone, at))
        }
        "filter" => {
            let parts = conditions(names.lang, &LeadFilter::parse(text), &names.choices, &names.people);
            let said =
                |(label, value): (String, String)| t!(names.lang, SettingsIs, label = label, value = value);
            Some(parts.into_iter().map(said).collect::<Vec<_>>().join(" · "))
        }
        _ => None,
    }
}
