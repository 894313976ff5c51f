//! What a tab holds, as people read it.
use super::conditions;
use domain::Lang;
use domain::choice::Choice;
use domain::lead::LeadFilter;
use domain::person::PersonName;
use domain::tab::TabRule;
use messages::t;

/// The name of a kind.
pub fn kind_words(lang: Lang, kind: &str) -> &'static str {
    match kind {
        "today" => t!(lang, SettingsTabToday),
        "focus" => t!(lang, SettingsTabFocus),
        "all" => t!(lang, SettingsTabAll),
        "filter" => t!(lang, SettingsTabFilter),
        _ => t!(lang, SettingsTabStatuses),
    }
}

/// What a kind is for.
pub fn kind_help(lang: Lang, kind: &str) -> &'static str {
    match kind {
        "today" => t!(lang, SettingsTabTodayWhy),
        "focus" => t!(lang, SettingsTabFocusWhy),
        "all" => t!(lang, SettingsTabAllWhy),
        "filter" => t!(lang, SettingsTabFilterWhy),
        _ => t!(lang, SettingsTabStatusesWhy),
    }
}

/// The rule in words.
pub fn rule_words(lang: Lang, rule: &TabRule, choices: &[Choice], people: &[PersonName]) -> String {
    let between = t!(lang, SettingsListBetween);
    match rule {
        TabRule::Statuses { statuses } => {
            let named = choices.iter().filter(|choice| statuses.contains(&choice.id));
            let value = named.map(|choice| choice.label(lang)).collect::<Vec<_>>().join(between);
            t!(lang, SettingsIs, label = t!(lang, SettingsTabStatuses), value = value)
        }
        TabRule::Filter { query } => {
            let parts = conditions(lang, &LeadFilter::of_address(query), choices, people);
            parts
                .iter()
                .map(|(label, value)| t!(lang, SettingsIs, label = label, value = value))
                .collect::<Vec<_>>()
                .join(" · ")
        }
        simple => kind_help(lang, simple.kind()).to_owned(),
    }
}
