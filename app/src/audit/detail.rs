//! What an entry tells of what changed, line by line.
use super::names::Names;
use super::values::words;
use domain::lead::{LeadColumn, LeadField};
use domain::{Lang, column::Column};
use messages::{column, t};
use serde_json::{Map, Value};

/// A line of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// A field that had one value and has another.
    Change { field: String, old: String, new: String },
    /// What a set gained and lost.
    Set { field: String, gained: Vec<String>, lost: Vec<String> },
    /// Something that is so.
    Fact { field: String, value: String },
}

/// Told by the entry's own words already, or of no use to a reader.
const HIDDEN: [&str; 2] = ["into_id", "order"];

/// The lines of an entry.
pub fn lines(names: &Names, detail: &str) -> Vec<Line> {
    let parsed: Map<String, Value> = serde_json::from_str(detail).unwrap_or_default();
    parsed
        .iter()
        .filter(|(field, _)| !HIDDEN.contains(&field.as_str()))
        .filter_map(|(field, value)| line(names, field, value))
        .collect()
}

/// What the entry itself says the thing is called.
pub fn told_name(detail: &str) -> Option<String> {
    let parsed: Map<String, Value> = serde_json::from_str(detail).ok()?;
    parsed.get("name")?.as_str().map(str::to_owned)
}

fn line(names: &Names, key: &str, value: &Value) -> Option<Line> {
    let field = field_words(names.lang, key);
    match value {
        Value::Array(pair) if is_change(key, pair) => {
            if let (Value::Array(old), Value::Array(new)) = (&pair[0], &pair[1]) {
                return Some(set(names, key, field, old, new));
            }
            let [old, new] = [&pair[0], &pair[1]].map(|one| words(names, key, one));
            Some(Line::Change { field, old, new })
        }
        value => Some(Line::Fact { field, value: words(names, key, value) })
            .filter(|line| !matches!(line, Line::Fact { value, .. } if value.is_empty())),
    }
}

/// A pair is a change, but for fields that are lists themselves.
fn is_change(key: &str, pair: &[Value]) -> bool {
    let list = ["roles", "permissions", "columns"].contains(&key);
    pair.len() == 2 && (!list || pair.iter().all(Value::is_array))
}

fn set(names: &Names, key: &str, field: String, old: &[Value], new: &[Value]) -> Line {
    let but = |these: &[Value], those: &[Value]| {
        these.iter().filter(|one| !those.contains(one)).map(|one| words(names, key, one)).collect()
    };
    Line::Set { field, gained: but(new, old), lost: but(old, new) }
}

fn field_words(lang: Lang, key: &str) -> String {
    let words = match key {
        "name" => t!(lang, SettingsName),
        "name_en" => t!(lang, SettingsNameEn),
        "login" => t!(lang, SettingsPersonLogin),
        "roles" => t!(lang, SettingsPersonRoles),
        "clearance" => t!(lang, SettingsPersonClearance),
        "most_customers" => t!(lang, SettingsPersonMost),
        "parent" => t!(lang, SettingsRoleParent),
        "scope" => t!(lang, SettingsRoleScope),
        "permissions" => t!(lang, SettingsRolePermissions),
        "colour" => t!(lang, SettingsColour),
        "open" => t!(lang, SettingsChoiceOpen),
        "kind" => t!(lang, AuditList),
        "rule" => t!(lang, SettingsTabHolds),
        "into" => t!(lang, AuditInto),
        "leads" => t!(lang, AuditLeads),
        "rows" => t!(lang, AuditRows),
        "filter" => t!(lang, AuditFilter),
        "chosen" => t!(lang, AuditChosen),
        "columns" => t!(lang, AuditColumns),
        "address" => t!(lang, AuditAddress),
        "file" => t!(lang, AuditFile),
        "visit_at" => t!(lang, AuditVisitAt),
        key => {
            let field = LeadField::from_key(key).map(|field| column::field(lang, field));
            return field
                .or_else(|| LeadColumn::from_key(key).map(|one| column::lead(lang, one)))
                .unwrap_or(key)
                .to_owned();
        }
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::PersonId;
    use domain::person::PersonName;

    fn names(lang: Lang) -> Names {
        let people = vec![PersonName { id: PersonId(3), name: "李娜".into(), disabled: false }];
        Names { lang, zone: domain::Zone::default(), choices: Vec::new(), people, roles: Vec::new() }
    }

    fn told(lang: Lang, detail: &str) -> Vec<String> {
        let said = |line| match line {
            Line::Change { field, old, new } => format!("{field}: {old} → {new}"),
            Line::Set { field, gained, lost } => {
                format!("{field}: +{} −{}", gained.join(","), lost.join(","))
            }
            Line::Fact { field, value } => format!("{field}: {value}"),
        };
        lines(&names(lang), detail).into_iter().map(said).collect()
    }

    #[test]
    fn a_change_of_a_lead_is_told_in_the_readers_words() {
        let detail = r#"{"contact":["张伟","张玮"],"owner":[null,"3"],"state":["unclaimed","claimed"]}"#;
        assert_eq!(
            told(Lang::Zh, detail),
            ["联系人: 张伟 → 张玮", "负责人:  → 李娜", "认领状态: 未认领 → 跟踪中"]
        );
    }

    #[test]
    fn permissions_are_told_by_what_was_gained_and_lost() {
        let detail = r#"{"permissions":[["leads.view","leads.export"],["leads.view","leads.claim"]]}"#;
        assert_eq!(told(Lang::En, detail), ["Permissions: +Claim leads −Export leads"]);
    }

    #[test]
    fn facts_are_told_and_blanks_are_not() {
        let detail = r#"{"rows":3,"filter":"","chosen":false,"columns":["contact","owner"]}"#;
        assert_eq!(told(Lang::Zh, detail), ["仅所选: 否", "列: 联系人、负责人", "行数: 3"]);
        assert!(told(Lang::Zh, "not json").is_empty());
    }
}
