//! Pools, their rules, and the way of rows through hands.
use super::Named;
use domain::list::{Cell, Page, Row};
use domain::ownership::{Move, MoveKind};
use domain::pool::{Forecast, LevelLimit, NewRule, Pool, PoolForm, PoolParameters, PoolRule, RuleKind};
use domain::{ChoiceId, Moment, PersonId, RoleId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A level that not everyone may claim.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = LevelLimit)]
#[serde(deny_unknown_fields)]
pub struct LimitShape {
    /// The level.
    level: i64,
    /// The roles that may claim it; none when it is only assigned.
    roles: Vec<i64>,
}

/// A pool as it is to be.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = PoolForm)]
#[serde(deny_unknown_fields)]
pub struct PoolInput {
    name: String,
    /// The English name, or blank.
    #[serde(default)]
    name_en: String,
    /// For everybody who may claim; else for its members.
    everyone: bool,
    /// Members by name.
    #[serde(default)]
    people: Vec<i64>,
    /// Members by role.
    #[serde(default)]
    roles: Vec<i64>,
    /// Fields that are not shown before a customer is claimed, by key; `contacts` hides its contacts.
    #[serde(default)]
    hidden: Vec<String>,
    /// How many customers a person may claim in a day.
    claims_per_day: Option<i64>,
    /// For how many days who lost a customer may not claim it again.
    cool_down_days: Option<i64>,
    /// For how many days no rule takes back what has just left the pool.
    #[serde(default)]
    protect_days: i64,
    /// How many days ahead an owner is warned.
    #[serde(default)]
    warn_days: i64,
    /// Levels that not everyone may claim.
    #[serde(default)]
    levels: Vec<LimitShape>,
}

impl From<PoolInput> for PoolForm {
    fn from(input: PoolInput) -> Self {
        let limit = |limit: LimitShape| LevelLimit {
            level: ChoiceId(limit.level),
            roles: limit.roles.into_iter().map(RoleId).collect(),
        };
        Self {
            name: input.name,
            name_en: input.name_en,
            everyone: input.everyone,
            people: input.people.into_iter().map(PersonId).collect(),
            roles: input.roles.into_iter().map(RoleId).collect(),
            hidden: input.hidden,
            claims_per_day: input.claims_per_day,
            cool_down_days: input.cool_down_days,
            protect_days: input.protect_days,
            warn_days: input.warn_days,
            levels: input.levels.into_iter().map(limit).collect(),
        }
    }
}

impl From<PoolForm> for PoolInput {
    fn from(form: PoolForm) -> Self {
        let limit = |limit: LevelLimit| LimitShape {
            level: limit.level.0,
            roles: limit.roles.into_iter().map(i64::from).collect(),
        };
        Self {
            name: form.name,
            name_en: form.name_en,
            everyone: form.everyone,
            people: form.people.into_iter().map(i64::from).collect(),
            roles: form.roles.into_iter().map(i64::from).collect(),
            hidden: form.hidden,
            claims_per_day: form.claims_per_day,
            cool_down_days: form.cool_down_days,
            protect_days: form.protect_days,
            warn_days: form.warn_days,
            levels: form.levels.into_iter().map(limit).collect(),
        }
    }
}

/// What a rule counts.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = PoolRuleKind)]
pub enum RuleKindShape {
    /// Days after the last record.
    NoRecord,
    /// Days after it left the pool, whatever happens.
    Any,
}

impl From<RuleKindShape> for RuleKind {
    fn from(kind: RuleKindShape) -> Self {
        match kind {
            RuleKindShape::NoRecord => Self::NoRecord,
            RuleKindShape::Any => Self::Any,
        }
    }
}

impl From<RuleKind> for RuleKindShape {
    fn from(kind: RuleKind) -> Self {
        match kind {
            RuleKind::NoRecord => Self::NoRecord,
            RuleKind::Any => Self::Any,
        }
    }
}

/// A rule to be added. It begins switched off.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PoolRuleForm)]
#[serde(deny_unknown_fields)]
pub struct PoolRuleInput {
    kind: RuleKindShape,
    days: i64,
    /// The level it is for; all when there is none.
    level: Option<i64>,
}

impl From<PoolRuleInput> for NewRule {
    fn from(input: PoolRuleInput) -> Self {
        Self { kind: input.kind.into(), days: input.days, level: input.level.map(ChoiceId) }
    }
}

/// A rule of a pool.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PoolRule)]
pub struct PoolRuleShape {
    id: i64,
    kind: RuleKindShape,
    days: i64,
    level: Option<i64>,
    /// Since when it is switched on; off when there is none.
    #[schema(value_type = Option<String>, format = DateTime)]
    since: Option<Moment>,
}

impl From<PoolRule> for PoolRuleShape {
    fn from(rule: PoolRule) -> Self {
        let PoolRule { id, kind, days, level, since } = rule;
        Self { id: id.0, kind: kind.into(), days, level: level.map(i64::from), since }
    }
}

/// A pool.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Pool)]
pub struct PoolShape {
    id: i64,
    /// Place among the pools, from 0. Into the first goes what nobody says a pool for.
    position: i64,
    retired: bool,
    /// How many customers lie in it.
    customers: i64,
    /// What can be changed about it.
    form: PoolInput,
    rules: Vec<PoolRuleShape>,
}

impl From<Pool> for PoolShape {
    fn from(pool: Pool) -> Self {
        let Pool { id, position, retired, customers, form, rules } = pool;
        let rules = rules.into_iter().map(PoolRuleShape::from).collect();
        Self { id: id.0, position, retired, customers, form: form.into(), rules }
    }
}

/// What a rule would take back at the next midnight.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PoolForecast)]
pub struct ForecastShape {
    /// That midnight.
    #[schema(value_type = String, format = DateTime)]
    at: Moment,
    /// Customers that go back because of this rule alone.
    customers: i64,
    /// Customers that other rules take back then anyway.
    anyway: i64,
    /// Of the first those you may see.
    seen: i64,
}

impl From<Forecast> for ForecastShape {
    fn from(forecast: Forecast) -> Self {
        let Forecast { at, customers, anyway, seen } = forecast;
        Self { at, customers, anyway, seen }
    }
}

/// Customers a rule would take back.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PoolForeseen)]
pub struct ForeseenShape {
    rows: Vec<Named>,
    /// Where the next page begins.
    next: Option<String>,
}

impl From<Page> for ForeseenShape {
    fn from(page: Page) -> Self {
        let named = |row: Row| {
            let name = row.cells.into_iter().next().and_then(|cell| match cell {
                Cell::Text { text, .. } => Some(text),
                _ => None,
            });
            Named { id: row.id, name: name.unwrap_or_default() }
        };
        Self { rows: page.rows.into_iter().map(named).collect(), next: page.next }
    }
}

/// Parameters of customers for the whole house.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[schema(as = PoolParameters)]
#[serde(deny_unknown_fields)]
pub struct ParametersShape {
    /// How many customers a person may have who has no number of their own; any number when there is none.
    most: Option<i64>,
    /// The zone whose days claims are counted by, and at whose midnight rules work.
    zone: String,
}

impl From<ParametersShape> for PoolParameters {
    fn from(shape: ParametersShape) -> Self {
        Self { most: shape.most, zone: shape.zone }
    }
}

impl From<PoolParameters> for ParametersShape {
    fn from(parameters: PoolParameters) -> Self {
        Self { most: parameters.most, zone: parameters.zone }
    }
}

/// A step of a row's way through hands.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Move)]
pub struct MoveShape {
    #[schema(value_type = String, format = DateTime)]
    at: Moment,
    /// `entered`, `imported`, `claimed`, `assigned`, `transferred`, `given_up`, `recycled`, `binned`, `restored`,
    /// `merged` or `parted`.
    #[schema(value_type = String)]
    kind: MoveKind,
    /// Who had it.
    from: Option<Named>,
    /// Who has it then.
    to: Option<Named>,
    from_pool: Option<Named>,
    to_pool: Option<Named>,
    /// The id of the reason.
    reason: Option<i64>,
    note: String,
    /// Who did it; nobody when a rule did.
    by: Option<Named>,
    /// The rule that did it: `no_record:30` or `any:90`.
    rule: Option<String>,
}

impl From<Move> for MoveShape {
    fn from(step: Move) -> Self {
        fn named<I: Into<i64>>(of: Option<(I, String)>) -> Option<Named> {
            of.map(|(id, name)| Named { id: id.into(), name })
        }
        Self {
            at: step.at,
            kind: step.kind,
            from: named(step.from),
            to: named(step.to),
            from_pool: named(step.from_pool),
            to_pool: named(step.to_pool),
            reason: step.reason.map(i64::from),
            note: step.note,
            by: named(step.by),
            rule: step.rule,
        }
    }
}
