//! What the store can not do itself: read times, and find words for a call.
use domain::customer::{CustomerKind, Security};
use domain::import::DateOrder;
use domain::{Lang, Moment, Zone};
use exchange::Moment as Written;
use messages::{Key, column, fill, text};
use std::sync::Arc;
use store::{CallParts, Reading};

struct Reader;

/// How cells are read.
#[must_use]
pub fn reading() -> Arc<dyn Reading> {
    Arc::new(Reader)
}

impl Reading for Reader {
    fn time(&self, text: &str, order: Option<DateOrder>, zone: &Zone) -> Option<Moment> {
        let order = order.map(|order| match order {
            DateOrder::DayFirst => exchange::DateOrder::DayFirst,
            DateOrder::MonthFirst => exchange::DateOrder::MonthFirst,
        });
        Some(match Written::read(text, order)? {
            Written::Wall(wall) => zone.moment(wall),
            Written::Fixed(fixed) => Moment::from(fixed.to_utc()),
        })
    }

    fn call(&self, lang: Lang, call: &CallParts<'_>) -> String {
        let told = |key: Key, text: &str| (!text.is_empty()).then(|| fill(lang, key, &[("text", &text)]));
        let facts = [
            told(Key::ImportCallDirection, call.direction),
            told(Key::ImportCallPurpose, call.purpose),
            told(Key::ImportCallOutcome, call.outcome),
            call.seconds.map(|seconds| duration(lang, seconds)),
        ];
        let facts = facts.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let lines = [call.subject, &facts, call.remarks].into_iter().filter(|line| !line.is_empty());
        let told = lines.collect::<Vec<_>>().join("\n");
        if told.is_empty() { text(lang, Key::ImportCallPlain).to_owned() } else { told }
    }

    fn word(&self, target: &str, word: &str) -> Option<&'static str> {
        let word = word.trim().to_lowercase();
        let is = |key: &str, told: &dyn Fn(Lang) -> &'static str| {
            word == key || Lang::ALL.into_iter().any(|lang| told(lang).to_lowercase() == word)
        };
        match target {
            "kind" => CustomerKind::ALL
                .into_iter()
                .find(|kind| is(kind.key(), &|lang| column::customer_kind(lang, *kind)))
                .map(CustomerKind::key),
            "security" => Security::ALL
                .into_iter()
                .find(|one| is(one.key(), &|lang| column::security(lang, *one)))
                .map(Security::key),
            "hot" | "flag" if among(Key::ImportWordYes, &word) => Some("1"),
            "hot" | "flag" if among(Key::ImportWordNo, &word) => Some("0"),
            _ => None,
        }
    }
}

/// Whether a text is among the words of a key, in whatever language.
fn among(key: Key, word: &str) -> bool {
    Lang::ALL.into_iter().any(|lang| text(lang, key).split(' ').any(|known| known == word))
}

fn duration(lang: Lang, seconds: i64) -> String {
    if seconds < 60 {
        fill(lang, Key::ImportCallSeconds, &[("n", &seconds)])
    } else {
        fill(lang, Key::ImportCallMinutes, &[("n", &((seconds + 30) / 60))])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_told_in_the_importers_language() {
        let call = CallParts {
            subject: "Demo",
            direction: "Outbound",
            purpose: "Prospecting",
            seconds: Some(420),
            ..CallParts::default()
        };
        assert_eq!(
            Reader.call(Lang::En, &call),
            "Demo\nDirection: Outbound · Purpose: Prospecting · Duration: 7 min"
        );
        assert_eq!(Reader.call(Lang::Zh, &call), "Demo\n类型：Outbound · 目的：Prospecting · 时长：7 分钟");
        assert_eq!(Reader.call(Lang::En, &CallParts::default()), "Call");
    }

    #[test]
    fn a_time_is_that_of_the_zone_unless_it_says_otherwise() {
        let at = |text| Reader.time(text, None, &Zone::default()).map(|at| at.to_string());
        assert_eq!(at("15 Apr, 2021 00:03:00").as_deref(), Some("2021-04-14T16:03:00Z"));
        assert_eq!(at("2021-04-15T00:03:00+02:00").as_deref(), Some("2021-04-14T22:03:00Z"));
        assert_eq!(at("04/05/2021"), None);
        let order = Some(DateOrder::DayFirst);
        let at = Reader.time("04/05/2021", order, &Zone::default()).map(|at| at.to_string());
        assert_eq!(at.as_deref(), Some("2021-05-03T16:00:00Z"));
    }
}
