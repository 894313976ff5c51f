//! Rules in words.
use domain::Lang;
use domain::choice::Choice;
use domain::pool::{PoolRule, RuleKind};
use messages::t;

/// What a rule of a pool does.
pub fn rule_words(lang: Lang, rule: &PoolRule, choices: &[Choice]) -> String {
    let said = of_kind(lang, rule.kind, rule.days);
    let level = rule.level.and_then(|level| choices.iter().find(|choice| choice.id == level));
    match level {
        Some(level) => t!(lang, PoolsRuleOfLevel, rule = said, level = level.label(lang)),
        None => said,
    }
}

fn of_kind(lang: Lang, kind: RuleKind, days: i64) -> String {
    match kind {
        RuleKind::NoRecord => t!(lang, PoolsRuleNoRecord, n = days),
        RuleKind::Any => t!(lang, PoolsRuleAny, n = days),
    }
}

/// The rule a step of the ownership history names, `no_record:30`, in words.
pub fn rule_said(lang: Lang, said: &str) -> Option<String> {
    let (kind, days) = said.split_once(':')?;
    Some(of_kind(lang, RuleKind::from_key(kind)?, days.parse().ok()?))
}
