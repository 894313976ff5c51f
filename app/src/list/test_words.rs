//! What a list asks of a column, in words.
use super::span_words::span_words;
use domain::filter::Test;
use domain::person::PersonName;
use domain::{ChoiceId, Lang, PersonId};
use messages::t;

/// What ids and words are called.
pub struct TestNames<'a> {
    /// The reader's language.
    pub lang: Lang,
    /// Values of drop-down lists.
    pub choice: &'a dyn Fn(ChoiceId) -> String,
    /// People, as far as they are known.
    pub people: &'a [PersonName],
    /// Words of the noun.
    pub word: &'a dyn Fn(&str) -> String,
}

impl TestNames<'_> {
    fn person(&self, id: PersonId) -> String {
        let known = self.people.iter().find(|person| person.id == id);
        known.map_or_else(|| format!("#{id}"), |person| person.name.clone())
    }

    /// With what a column is compared.
    pub fn say(&self, test: &Test) -> String {
        let between = t!(self.lang, SettingsListBetween);
        let joined = |words: Vec<String>| words.join(between);
        match test {
            Test::Contains(text) => text.clone(),
            Test::Choices(ids) => joined(ids.iter().map(|id| (self.choice)(*id)).collect()),
            Test::People(ids) => joined(ids.iter().map(|id| self.person(*id)).collect()),
            Test::Words(words) => joined(words.iter().map(|word| (self.word)(word)).collect()),
            Test::Days(span) => span_words(self.lang, span),
            Test::Between(from, to) => numbers(from.as_deref(), to.as_deref()),
            Test::Is(true) => t!(self.lang, CommonYes).to_owned(),
            Test::Is(false) => t!(self.lang, CommonNo).to_owned(),
        }
    }
}

fn numbers(from: Option<&str>, to: Option<&str>) -> String {
    match (from, to) {
        (None, None) => String::new(),
        (Some(from), None) => format!("≥ {from}"),
        (None, Some(to)) => format!("≤ {to}"),
        (Some(from), Some(to)) if from == to => from.to_owned(),
        (Some(from), Some(to)) => format!("{from} – {to}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_one_end_or_two() {
        assert_eq!(numbers(Some("2"), None), "≥ 2");
        assert_eq!(numbers(None, Some("8.5")), "≤ 8.5");
        assert_eq!(numbers(Some("2"), Some("2")), "2");
        assert_eq!(numbers(Some("2"), Some("8.5")), "2 – 8.5");
    }
}
