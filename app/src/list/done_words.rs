//! What a verb did, in words: to how many, and why not to the others.
use crate::ui::{Toasts, number};
use domain::Lang;
use domain::list::{Done, SkipReason, Skipped};
use leptos::prelude::*;
use messages::t;

/// 12 条已完结，2 条跳过：不是您的.
#[must_use]
pub fn done_words(lang: Lang, verb: impl FnOnce(String) -> String, done: &Done) -> String {
    let mut parts = Vec::new();
    if !done.done.is_empty() || done.skipped.is_empty() {
        parts.push(verb(number(count(done.done.len()))));
    } else {
        parts.push(t!(lang, LeadsDoneNone).to_owned());
    }
    for (reason, n) in reasons(&done.skipped) {
        parts.push(t!(lang, LeadsSkipped, n = number(n), reason = reason_words(lang, reason)));
    }
    parts.join(t!(lang, LeadsAnd))
}

fn count(len: usize) -> i64 {
    i64::try_from(len).unwrap_or(i64::MAX)
}

/// Each reason once, in the order they first came, with how often.
fn reasons(skipped: &[Skipped]) -> Vec<(SkipReason, i64)> {
    let mut found: Vec<(SkipReason, i64)> = Vec::new();
    for skipped in skipped {
        match found.iter_mut().find(|(reason, _)| *reason == skipped.reason) {
            Some((_, n)) => *n += 1,
            None => found.push((skipped.reason, 1)),
        }
    }
    found
}

fn reason_words(lang: Lang, reason: SkipReason) -> &'static str {
    match reason {
        SkipReason::NotFound => t!(lang, LeadsSkipNotFound),
        SkipReason::NotYours => t!(lang, LeadsSkipNotYours),
        SkipReason::TooLate => t!(lang, LeadsSkipTooLate),
        SkipReason::WrongState => t!(lang, LeadsSkipWrongState),
        SkipReason::Already => t!(lang, LeadsSkipAlready),
        SkipReason::Full => t!(lang, LeadsSkipFull),
        SkipReason::TooSoon => t!(lang, LeadsSkipTooSoon),
        SkipReason::DayFull => t!(lang, LeadsSkipDayFull),
        SkipReason::NotAllowed => t!(lang, LeadsSkipNotAllowed),
    }
}

/// Says what was done, and offers to take it back when something was done and there is a way.
pub fn say_done(toasts: Toasts, words: String, done: &Done, undo: Option<Callback<()>>) {
    match undo.filter(|_| !done.done.is_empty()) {
        Some(undo) => toasts.undoable(words, move || {
            let _ = undo.try_run(());
        }),
        None => toasts.say(words),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn done(done: usize, skipped: &[SkipReason]) -> Done {
        let skipped = skipped.iter().map(|reason| Skipped { id: 1, reason: *reason }).collect();
        Done { done: (0..count(done)).collect(), skipped }
    }

    #[test]
    fn what_was_skipped_is_told_with_its_reason() {
        let said = |lang, told: &Done| done_words(lang, |n| t!(lang, LeadsDoneFinish, n = n), told);
        let some = done(12, &[SkipReason::NotYours, SkipReason::NotYours]);
        assert_eq!(said(Lang::Zh, &some), "12 条已完结，2 条跳过：不是您的");
        assert_eq!(said(Lang::En, &some), "12 finished; 2 skipped: not yours");
        assert_eq!(said(Lang::Zh, &done(0, &[SkipReason::TooLate])), "没有改动，1 条跳过：别人先了一步");
    }
}
