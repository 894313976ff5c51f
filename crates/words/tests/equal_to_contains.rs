//! What an index finds equals what `contains` finds, on random texts.
//! Both engines are played here in a few lines, from their documentation.

#![expect(clippy::unwrap_used, reason = "a panic fails the test, and the generators make only what parses")]

use std::collections::HashMap;

use proptest::prelude::*;
use words::{Query, Texts, fold, highlight, sort_key};

/// FTS5 with `tokenize='ascii'`: splits at ASCII non-alphanumerics; the expression is one phrase,
/// with `*` after it the last token is a beginning.
fn fts5_matches(document: &str, expression: &str) -> bool {
    let (phrase, prefix) = match expression.strip_suffix(" *") {
        Some(phrase) => (phrase, true),
        None => (expression, false),
    };
    let phrase = phrase.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap();
    let split = |text: &str| -> Vec<String> {
        text.split(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric())
            .filter(|token| !token.is_empty())
            .map(str::to_ascii_lowercase)
            .collect()
    };
    let (document, phrase) = (split(document), split(phrase));
    document.windows(phrase.len()).any(|window| {
        window.iter().zip(&phrase).enumerate().all(|(nth, (token, wanted))| {
            token == wanted || (prefix && nth + 1 == phrase.len() && token.starts_with(wanted))
        })
    })
}

/// A tsvector's lexemes with their places; a tsquery is lexemes at distances, left to right.
fn tsvector_matches(vector: &str, query: &str) -> bool {
    let lexemes: HashMap<&str, Vec<usize>> = vector
        .split_whitespace()
        .map(|entry| {
            let (lexeme, places) = entry.rsplit_once(':').unwrap();
            (unquoted(lexeme), places.split(',').map(|place| place.parse().unwrap()).collect())
        })
        .collect();
    assert!(lexemes.values().all(|places| places.len() <= 255 && places.iter().all(|&place| place < 16_384)));
    let mut reached: Option<Vec<usize>> = None;
    let mut distance = 0;
    for word in query.split(' ') {
        if word.starts_with('<') {
            distance = if word == "<->" { 1 } else { word.trim_matches(['<', '>']).parse().unwrap() };
            continue;
        }
        let places: Vec<usize> = match word.strip_suffix(":*") {
            Some(prefix) => {
                let prefix = unquoted(prefix);
                lexemes.iter().filter(|(l, _)| l.starts_with(prefix)).flat_map(|(_, p)| p.clone()).collect()
            }
            None => lexemes.get(unquoted(word)).cloned().unwrap_or_default(),
        };
        reached = Some(match reached {
            None => places,
            Some(before) => {
                places.into_iter().filter(|p| *p > distance && before.contains(&(p - distance))).collect()
            }
        });
    }
    reached.is_some_and(|places| !places.is_empty())
}

fn unquoted(lexeme: &str) -> &str {
    let inner = lexeme.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')).unwrap();
    assert!(!inner.contains(['\'', '\\', ' ']));
    inner
}

/// Few different characters, so that many texts contain each other.
fn text() -> impl Strategy<Value = String> {
    let small = "[张三李單单行ab01 ＡＢ１ é'\"\\\\*:<&|()._%ーガ\u{3000}-]{0,24}";
    let tiny = "[张三a1-]{0,12}";
    prop_oneof![3 => small, 3 => tiny, 1 => "\\PC{0,20}", 1 => any::<String>(), 1 => "[a张]{60,150}"]
}

fn record() -> impl Strategy<Value = Texts> {
    prop::collection::vec((0..3, text()), 0..5).prop_map(|fields| {
        fields.iter().fold(Texts::new(), |texts, (kind, text)| match kind {
            0 => texts.plain(text),
            1 => texts.name(text),
            _ => texts.phone(text),
        })
    })
}

/// Some queries are parts of the record itself, long ones too.
fn record_and_query() -> impl Strategy<Value = (Texts, String)> {
    (
        record(),
        text(),
        any::<prop::sample::Index>(),
        any::<(prop::sample::Index, prop::sample::Index)>(),
        any::<bool>(),
    )
        .prop_map(|(texts, other, which, (from, to), inside)| {
            let fields = texts.fields();
            if !inside || fields.is_empty() {
                return (texts, other);
            }
            let chars: Vec<char> = which.get(fields).chars().collect();
            let (from, to) = (from.index(chars.len()), to.index(chars.len()));
            let part = chars[from.min(to)..=from.max(to)].iter().collect();
            (texts, part)
        })
}

fn agree(texts: &Texts, query: &Query) {
    let expected = texts.contains(query);
    assert_eq!(fts5_matches(&texts.fts5(), &query.fts5()), expected, "{query:?} in {texts:?}");
    assert_eq!(tsvector_matches(&texts.tsvector(), &query.tsquery()), expected, "{query:?} in {texts:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn both_indexes_find_what_contains_finds((texts, query) in record_and_query()) {
        if let Some(query) = Query::parse(&query) {
            agree(&texts, &query);
        }
    }

    #[test]
    fn folding_twice_changes_nothing(text in prop_oneof![text(), any::<String>()]) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn marks_are_whole_characters_in_order_and_there_whenever_the_text_contains_the_query(text in text(), query in text()) {
        if let Some(query) = Query::parse(&query) {
            let marks = highlight(&text, &query);
            prop_assert!(marks.windows(2).all(|pair| pair[0].1 < pair[1].0));
            prop_assert!(marks.iter().all(|&(start, end)| start < end && text.get(start..end).is_some()));
            prop_assert!(marks.is_empty() <= !fold(&text).contains(query.folded()));
        }
    }

    #[test]
    fn equal_texts_have_equal_keys_and_keys_are_bounded(text in text()) {
        // The one character whose reading is lost by folding.
        prop_assume!(!text.contains('乾'));
        prop_assert_eq!(sort_key(&text), sort_key(&fold(&text)));
        prop_assert!(sort_key(&text).len() <= 64 * 12);
        prop_assert_eq!(sort_key(&text).is_empty(), fold(&text).is_empty());
    }

    #[test]
    fn a_name_stands_before_the_longer_name_that_begins_with_it(a in "[张安陈a-z0-9]{0,10}", b in "[张安陈a-z0-9]{1,10}") {
        let longer = format!("{a}{b}");
        prop_assert!(sort_key(&a) < sort_key(&longer));
    }
}

#[test]
fn a_match_never_crosses_fields() {
    let texts = Texts::new().plain("张").plain("三").plain("ab").plain("cd").plain("abc").plain("def");
    for query in ["张三", "abcd", "abcdef", "bc de", "三a"] {
        agree(&texts, &Query::parse(query).unwrap());
        assert!(!texts.contains(&Query::parse(query).unwrap()));
    }
}

#[test]
fn long_queries_stay_exact() {
    let long: String = (0..400).map(|n| format!("{n}张")).collect();
    let texts = Texts::new().plain(&long);
    agree(&texts, &Query::parse(&long).unwrap());
    agree(&texts, &Query::parse(&format!("{long}x")).unwrap());
}
