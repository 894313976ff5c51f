use std::fmt::Write;

use crate::fold::fold;
use crate::tokens::{LIMIT, escape_into, tokens};

/// No text has this token: the answer for a query longer than any text.
const NOWHERE: &str = "\u{E001}";

/// What somebody typed into a search box, folded. Finds every record one of whose fields contains it.
///
/// Every position of a text has a token that spells the next two or three characters, so a query is the
/// phrase of its own tokens. Characters at its end that fill no token become the beginning of one.
///
/// A telephone number typed with signs between its digits is also looked for by the digits alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    folded: String,
    digits: Option<String>,
}

/// Fewer digits with signs between them are a date or a sum, not a telephone number.
const SHORTEST_PHONE: usize = 7;

/// A token of the phrase: where it stands, what it spells, and whether more may follow.
struct Part<'a> {
    at: usize,
    text: &'a str,
    end: usize,
    prefix: bool,
}

impl Query {
    /// None when nothing visible was typed.
    pub fn parse(text: &str) -> Option<Self> {
        let folded = fold(text);
        (!folded.is_empty()).then(|| Self { digits: phone_digits(&folded), folded })
    }

    /// Whether a folded field contains it.
    pub(crate) fn is_in(&self, field: &str) -> bool {
        field.contains(&self.folded) || self.digits.as_ref().is_some_and(|digits| field.contains(digits))
    }

    pub(crate) fn digits(&self) -> Option<&str> {
        self.digits.as_deref()
    }

    /// The text as it is compared with folded fields.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// The MATCH expression for an FTS5 table of [`Texts::fts5`](crate::Texts::fts5).
    pub fn fts5(&self) -> String {
        if self.is_too_long() {
            return format!("\"{NOWHERE}\"");
        }
        let folded = phrase(&self.folded);
        self.digits.as_ref().map_or(folded.clone(), |digits| format!("{folded} OR {}", phrase(digits)))
    }

    /// The text form of a tsquery, to be cast, for [`Texts::tsvector`](crate::Texts::tsvector).
    /// Takes only as many tokens as cover the query: each is looked up in the index.
    pub fn tsquery(&self) -> String {
        if self.is_too_long() {
            return format!("'{NOWHERE}'");
        }
        let folded = steps(&self.folded);
        self.digits.as_ref().map_or(folded.clone(), |digits| format!("({folded}) | ({})", steps(digits)))
    }

    fn is_too_long(&self) -> bool {
        self.folded.len() > LIMIT && self.folded.chars().count() > LIMIT
    }
}

/// The digits of what looks like a telephone number with signs between them.
fn phone_digits(folded: &str) -> Option<String> {
    let digits: String = folded.chars().filter(char::is_ascii_digit).collect();
    let is_phone = folded.chars().all(|c| c.is_ascii_digit() || " -+().".contains(c));
    (is_phone && digits.len() >= SHORTEST_PHONE && digits.len() < folded.len()).then_some(digits)
}

/// As FTS5 writes it.
fn phrase(text: &str) -> String {
    let mut out = String::from("\"");
    let mut open = false;
    for (nth, part) in parts(text).iter().enumerate() {
        if nth > 0 {
            out.push(' ');
        }
        escape_into(&mut out, part.text);
        open = part.prefix;
    }
    out.push_str(if open { "\" *" } else { "\"" });
    out
}

/// As a tsquery writes it.
fn steps(text: &str) -> String {
    let mut out = String::new();
    let mut before = None;
    for part in covering(&parts(text)) {
        match before.map(|before| part.at - before) {
            None => {}
            Some(1) => out.push_str(" <-> "),
            Some(steps) => _ = write!(out, " <{steps}> "),
        }
        before = Some(part.at);
        out.push('\'');
        escape_into(&mut out, part.text);
        out.push_str(if part.prefix { "':*" } else { "'" });
    }
    out
}

/// Full tokens at consecutive positions, until the last character is spelled.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for token in tokens(text) {
        let end = token.at + token.width;
        parts.push(Part { at: token.at, text: token.text, end, prefix: !token.full });
        if token.end == text.len() {
            break;
        }
    }
    parts
}

/// The fewest parts that spell every character: from each uncovered one, the part that reaches furthest.
fn covering<'a>(parts: &'a [Part<'a>]) -> Vec<&'a Part<'a>> {
    let mut chosen: Vec<&Part> = Vec::new();
    let mut covered = 0;
    let mut rest = parts.iter().peekable();
    while rest.peek().is_some() {
        let mut best: Option<&Part> = None;
        while let Some(part) = rest.next_if(|part| part.at <= covered) {
            if best.is_none_or(|best| part.end > best.end) {
                best = Some(part);
            }
        }
        let Some(best) = best else { break };
        covered = best.end;
        chosen.push(best);
    }
    chosen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(text: &str) -> Query {
        let folded = fold(text);
        Query { digits: phone_digits(&folded), folded }
    }

    #[test]
    fn nothing_typed_is_no_query() {
        assert_eq!(Query::parse(""), None);
        assert_eq!(Query::parse(" \u{3000}\u{200B}\t"), None);
        assert_eq!(query(" ＺＳ ").folded(), "zs");
    }

    #[test]
    fn short_queries_are_beginnings_of_tokens() {
        assert_eq!(query("张").fts5(), "\"张\" *");
        assert_eq!(query("张").tsquery(), "'张':*");
        assert_eq!(query("ab").fts5(), "\"ab\" *");
        assert_eq!(query("a").tsquery(), "'a':*");
    }

    #[test]
    fn longer_ones_are_phrases() {
        assert_eq!(query("张伟").fts5(), "\"张伟\"");
        assert_eq!(query("张伟明").fts5(), "\"张伟 伟明\"");
        assert_eq!(query("张伟明").tsquery(), "'张伟' <-> '伟明'");
        assert_eq!(query("0224").fts5(), "\"022 224\"");
        assert_eq!(query("4850224").tsquery(), "'485' <3> '022' <-> '224'");
        assert_eq!(query("张ab").fts5(), "\"张a ab\" *");
    }

    #[test]
    fn a_number_with_signs_is_also_its_digits() {
        assert_eq!(
            query("138-0013").fts5(),
            "\"138 38\u{E02D} 8\u{E02D}0 \u{E02D}00 001 013\" OR \"138 380 800 001 013\""
        );
        assert_eq!(query("138-0013").tsquery().split(" | ").count(), 2);
        assert_eq!(query("2026-11").digits(), None);
        assert_eq!(query("13800138000").digits(), None);
    }

    #[test]
    fn punctuation_can_not_break_out() {
        for text in ["'", "\"", "\\", "a' | 'b", "x\" OR \"y", "':*", "*", "NOT"] {
            let (match_, tsquery) = (query(text).fts5(), query(text).tsquery());
            assert!(
                match_
                    .trim_end_matches(" *")
                    .trim_matches('"')
                    .chars()
                    .all(|c| c == ' ' || c.is_alphanumeric() || !c.is_ascii()),
                "{match_}"
            );
            assert!(!tsquery.replace("':*", "'").contains(['"', '\\', '*', '|']), "{tsquery}");
        }
    }

    #[test]
    fn longer_than_any_text_finds_nothing() {
        assert_eq!(query(&"x".repeat(LIMIT + 1)).tsquery(), "'\u{E001}'");
    }
}
