//! A span of days in words.
use domain::Lang;
use domain::span::Span;
use messages::t;

/// "2026-11-01 起", "since 2026-11-01"; blank when nothing is asked.
pub fn span_words(lang: Lang, span: &Span) -> String {
    match (span.blank, span.from, span.to) {
        (true, _, _) => t!(lang, LeadsSpanNone).to_owned(),
        (_, None, None) => String::new(),
        (_, Some(from), None) => t!(lang, LeadsSpanSince, from = from),
        (_, None, Some(to)) => t!(lang, LeadsSpanUntil, to = to),
        (_, Some(from), Some(to)) if from == to => from.to_string(),
        (_, Some(from), Some(to)) => t!(lang, LeadsSpanBetween, from = from, to = to),
    }
}
