//! Pools of customers nobody has, and the rules by which customers go back into them.
use crate::{ChoiceId, FieldProblem, Lang, Moment, PersonId, PoolId, PoolRuleId, Problem, RoleId, Zone};
use serde::{Deserialize, Serialize};

/// The most days a rule can wait: ten years.
pub const DAYS_MAX: i64 = 3_650;

/// What a pool can hide beside the fields of a customer: its contacts.
pub const CONTACTS: &str = "contacts";

/// When a rule takes a customer back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleKind {
    /// So many days after its last record.
    #[default]
    NoRecord,
    /// So many days after it left the pool, whatever happens.
    Any,
}

impl RuleKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::NoRecord, Self::Any];

    /// As stored and in forms.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::NoRecord => "no_record",
            Self::Any => "any",
        }
    }

    /// The one of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }
}

/// A rule of a pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PoolRule {
    /// The id.
    pub id: PoolRuleId,
    /// What it counts.
    pub kind: RuleKind,
    /// How many days.
    pub days: i64,
    /// The level it is for; all when there is none.
    pub level: Option<ChoiceId>,
    /// Since when it is switched on; off when there is none.
    pub since: Option<Moment>,
}

/// What a rule needs to know of a customer somebody has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tracked {
    /// Its level.
    pub level: Option<ChoiceId>,
    /// Since when it has been out of the pools. Handing it on from one person to another does not change it.
    pub since: Moment,
    /// When the last record was written.
    pub last_record_at: Option<Moment>,
}

impl PoolRule {
    /// When it takes a customer back: at the midnight by which all its days are over, and those a new customer is
    /// protected for, and the rule is switched on. `None` when it never does.
    #[must_use]
    pub fn due(&self, customer: &Tracked, protect_days: i64, zone: &Zone) -> Option<Moment> {
        let on = self.since?;
        if self.level.is_some_and(|level| customer.level != Some(level)) {
            return None;
        }
        let recorded = customer.last_record_at.filter(|_| self.kind == RuleKind::NoRecord);
        let begins = recorded.map_or(customer.since, |recorded| recorded.max(customer.since));
        let over = begins.plus_days(self.days).max(customer.since.plus_days(protect_days));
        Some(zone.midnight(over.max(on.plus_seconds(1))))
    }
}

/// A level that not everyone may claim.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelLimit {
    /// The level.
    pub level: ChoiceId,
    /// Who may claim it; nobody when there is none: then it is assigned.
    pub roles: Vec<RoleId>,
}

/// A pool.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pool {
    /// The id.
    pub id: PoolId,
    /// Place among the pools, from 0.
    pub position: i64,
    /// Nothing goes into it any longer, and its rules do not work.
    pub retired: bool,
    /// How many customers lie in it.
    pub customers: i64,
    /// What can be changed about it.
    #[serde(flatten)]
    pub form: PoolForm,
    /// Its rules, those switched off too.
    pub rules: Vec<PoolRule>,
}

impl Pool {
    /// The name in a language.
    #[must_use]
    pub fn label(&self, lang: Lang) -> &str {
        match lang {
            Lang::En if !self.form.name_en.is_empty() => &self.form.name_en,
            Lang::En | Lang::Zh => &self.form.name,
        }
    }
}

/// What can be changed about a pool.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PoolForm {
    /// Name in Chinese, or the only name.
    pub name: String,
    /// English name; blank for none.
    #[serde(default)]
    pub name_en: String,
    /// It is for everybody who may claim; else for its members.
    pub everyone: bool,
    /// Members by name.
    #[serde(default)]
    pub people: Vec<PersonId>,
    /// Members by role.
    #[serde(default)]
    pub roles: Vec<RoleId>,
    /// Fields that are not shown before a customer is claimed, by key.
    #[serde(default)]
    pub hidden: Vec<String>,
    /// How many customers a person may claim in a day.
    #[serde(default)]
    pub claims_per_day: Option<i64>,
    /// For how many days who lost a customer may not claim it again.
    #[serde(default)]
    pub cool_down_days: Option<i64>,
    /// For how many days no rule takes back what has just left the pool.
    #[serde(default)]
    pub protect_days: i64,
    /// How many days ahead an owner is warned.
    #[serde(default)]
    pub warn_days: i64,
    /// Levels that not everyone may claim.
    #[serde(default)]
    pub levels: Vec<LevelLimit>,
}

/// A pool as a plain form sends it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PoolFields {
    /// See [`PoolForm`].
    pub name: String,
    /// See [`PoolForm`].
    pub name_en: String,
    /// `1` when it is for everybody.
    pub everyone: String,
    /// Ids of people.
    pub people: Vec<String>,
    /// Ids of roles.
    pub roles: Vec<String>,
    /// See [`PoolForm`].
    pub hidden: Vec<String>,
    /// A number, or blank.
    pub claims_per_day: String,
    /// A number, or blank.
    pub cool_down_days: String,
    /// A number, or blank.
    pub protect_days: String,
    /// A number, or blank.
    pub warn_days: String,
    /// Ids of levels that not everyone may claim.
    pub limited: Vec<String>,
    /// `level:role` for each role that may claim a limited level.
    pub level_roles: Vec<String>,
}

/// The number of a field; nothing when it is blank.
///
/// # Errors
/// [`Problem::Invalid`] when it is no whole number.
pub fn number(field: &str, text: &str) -> Result<Option<i64>, Problem> {
    let text = text.trim();
    let number = (!text.is_empty()).then(|| text.parse()).transpose();
    number.map_err(|_| Problem::field(field, FieldProblem::Malformed))
}

fn ids<T: From<i64>>(texts: &[String]) -> Vec<T> {
    texts.iter().filter_map(|text| text.parse::<i64>().ok()).map(T::from).collect()
}

impl PoolFields {
    /// What its fields say together.
    ///
    /// # Errors
    /// [`Problem::Invalid`] with the field that is no number.
    pub fn read(self) -> Result<PoolForm, Problem> {
        let pairs = self.level_roles.iter().filter_map(|pair| pair.split_once(':'));
        let pairs: Vec<(i64, i64)> =
            pairs.filter_map(|(level, role)| Some((level.parse().ok()?, role.parse().ok()?))).collect();
        let limit = |level: ChoiceId| LevelLimit {
            level,
            roles: pairs.iter().filter(|(of, _)| *of == level.0).map(|(_, role)| RoleId(*role)).collect(),
        };
        Ok(PoolForm {
            everyone: self.everyone == "1",
            people: ids(&self.people),
            roles: ids(&self.roles),
            hidden: self.hidden,
            claims_per_day: number("claims_per_day", &self.claims_per_day)?,
            cool_down_days: number("cool_down_days", &self.cool_down_days)?,
            protect_days: number("protect_days", &self.protect_days)?.unwrap_or_default(),
            warn_days: number("warn_days", &self.warn_days)?.unwrap_or_default(),
            levels: ids(&self.limited).into_iter().map(limit).collect(),
            name: self.name,
            name_en: self.name_en,
        })
    }
}

/// A rule to be added. It begins switched off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewRule {
    /// What it counts.
    pub kind: RuleKind,
    /// How many days.
    pub days: i64,
    /// The level it is for; all when there is none.
    #[serde(default)]
    pub level: Option<ChoiceId>,
}

/// What a rule would take back at the next midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Forecast {
    /// That midnight.
    pub at: Moment,
    /// Customers that go back because of this rule alone.
    pub customers: i64,
    /// Customers that other rules take back then anyway.
    pub anyway: i64,
    /// Of the first those the viewer may see.
    pub seen: i64,
}

/// Parameters of customers for the whole house.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct PoolParameters {
    /// How many customers a person may have who has no number of their own; any number when there is none.
    #[serde(default)]
    pub most: Option<i64>,
    /// The zone whose days claims are counted by, and at whose midnight rules work.
    pub zone: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 1_795_320_000_000_000;

    fn at(days: i64) -> Moment {
        Moment(NOON).plus_days(days)
    }

    fn rule(kind: RuleKind, days: i64) -> PoolRule {
        PoolRule { id: PoolRuleId(1), kind, days, level: None, since: Some(at(-400)) }
    }

    fn days_until(rule: &PoolRule, customer: &Tracked, protect: i64) -> Option<i64> {
        let zone = Zone::default();
        let due = rule.due(customer, protect, &zone)?;
        assert_eq!(due, zone.day(zone.day_of(due)).0, "it works at midnight");
        Some(due.seconds_since(at(0)).div_euclid(86_400) + 1)
    }

    #[test]
    fn the_last_record_counts_unless_it_is_older_than_the_tracking() {
        let customer = |last| Tracked { level: None, since: at(-10), last_record_at: last };
        for (kind, last, days) in [
            (RuleKind::NoRecord, None, 20),
            (RuleKind::NoRecord, Some(at(-2)), 28),
            (RuleKind::NoRecord, Some(at(-50)), 20),
            (RuleKind::Any, Some(at(-2)), 20),
        ] {
            assert_eq!(days_until(&rule(kind, 30), &customer(last), 0), Some(days + 1), "{kind:?} {last:?}");
        }
    }

    #[test]
    fn what_is_new_is_protected_and_a_rule_works_from_the_midnight_after_it_was_switched_on() {
        let customer = Tracked { level: Some(ChoiceId(7)), since: at(-3), last_record_at: None };
        assert_eq!(days_until(&rule(RuleKind::NoRecord, 1), &customer, 10), Some(8));
        let fresh = PoolRule { since: Some(at(0)), ..rule(RuleKind::NoRecord, 1) };
        assert_eq!(days_until(&fresh, &customer, 0), Some(1));
        let off = PoolRule { since: None, ..fresh.clone() };
        assert_eq!(days_until(&off, &customer, 0), None);
        let other = PoolRule { level: Some(ChoiceId(8)), ..fresh.clone() };
        assert_eq!(days_until(&other, &customer, 0), None);
        let same = PoolRule { level: Some(ChoiceId(7)), ..fresh };
        assert_eq!(days_until(&same, &customer, 0), Some(1));
    }
}
