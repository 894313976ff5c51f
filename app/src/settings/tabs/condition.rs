//! A filter of leads in words.
use crate::leads::TestNames;
use domain::Lang;
use domain::choice::Choice;
use domain::filter::Test;
use domain::lead::{LeadColumn, LeadFilter, LeadState};
use domain::person::PersonName;
use messages::{column, t};

/// What is compared and with what, a pair for each condition.
pub fn conditions(
    lang: Lang,
    filter: &LeadFilter,
    choices: &[Choice],
    people: &[PersonName],
) -> Vec<(String, String)> {
    let names = TestNames {
        lang,
        choice: &|id| {
            let known = choices.iter().find(|choice| choice.id == id);
            known.map_or_else(|| format!("#{id}"), |choice| choice.label(lang).to_owned())
        },
        people,
        word: &|word| {
            LeadState::from_key(word).map(|state| column::state(lang, state).to_owned()).unwrap_or_default()
        },
    };
    let (texts, others): (Vec<_>, Vec<_>) =
        filter.on.iter().partition(|(_, test)| matches!(test, Test::Contains(_)));
    let one = |(column, test): (&LeadColumn, &Test)| (column::lead(lang, *column), names.say(test));
    let keyword = filter.text.clone().map(|text| (t!(lang, SettingsFilterText), text));
    let focus = filter.focus.then(|| (t!(lang, SettingsTabFocus), t!(lang, CommonYes).to_owned()));
    let found = keyword.into_iter().chain(others.into_iter().map(one)).chain(focus);
    let found = found.chain(texts.into_iter().map(one)).filter(|(_, value)| !value.is_empty());
    found.map(|(label, value)| (label.to_owned(), value)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_reads_as_a_sentence_would() {
        let filter =
            LeadFilter::parse("q=张&state=claimed,finished&submitted_from=2026-11-01&company=Acme&source=9");
        let found = conditions(Lang::Zh, &filter, &[], &[]);
        let told: Vec<_> = found.iter().map(|(label, value)| format!("{label}={value}")).collect();
        assert_eq!(
            told,
            [
                "关键词=张",
                "来源渠道=#9",
                "认领状态=跟踪中、已完结",
                "提交时间=2026-11-01 起",
                "企业名称=Acme"
            ]
        );
    }
}
