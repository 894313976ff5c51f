//! Points in time as people say them.
use crate::start::{use_lang, use_me, use_now};
use chrono::Datelike;
use domain::{Lang, Moment, Zone};
use leptos::prelude::*;
use messages::t;

/// 今天 14:30, 3天前, 2026-11-22.
#[must_use]
pub fn time_words(lang: Lang, zone: &Zone, now: Moment, at: Moment) -> String {
    let local = zone.local(at);
    let time = local.format("%H:%M");
    match i64::from(local.num_days_from_ce()) - i64::from(zone.local(now).num_days_from_ce()) {
        0 => t!(lang, UiToday, time = time),
        -1 => t!(lang, UiYesterday, time = time),
        1 => t!(lang, UiTomorrow, time = time),
        days @ -6..=-2 => t!(lang, UiDaysAgo, n = -days),
        days @ 2..=6 => t!(lang, UiDaysAhead, n = days),
        _ => local.format("%Y-%m-%d").to_string(),
    }
}

/// 逾期 2 天; nothing for what lies ahead.
#[must_use]
pub fn overdue_words(lang: Lang, zone: &Zone, now: Moment, at: Moment) -> Option<String> {
    let days = (zone.day_of(now) - zone.day_of(at)).num_days();
    (at < now).then(|| match days {
        0 => t!(lang, UiOverdueToday, time = zone.local(at).format("%H:%M")),
        days => t!(lang, UiOverdue, n = days),
    })
}

/// 2026-11-22 14:30, by the person's clock.
#[must_use]
pub fn full_time(zone: &Zone, at: Moment) -> String {
    zone.local(at).format("%Y-%m-%d %H:%M").to_string()
}

/// A point in time, near ones in words, with the full time on hover.
#[component]
pub fn TimeText(
    /// When.
    at: Moment,
    /// It is a time by which something should be done: red with days once it has passed.
    #[prop(optional)]
    due: bool,
) -> impl IntoView {
    let (lang, me, now) = (use_lang(), use_me(), use_now());
    let title = full_time(&me.zone, at);
    let late = Memo::new(move |_| due && at < now.get());
    let words = move || {
        let now = now.get();
        let overdue = overdue_words(lang, &me.zone, now, at).filter(|_| due);
        overdue.unwrap_or_else(|| time_words(lang, &me.zone, now, at))
    };
    view! { <time class:overdue=move || late.get() datetime=at.to_string() title=title>{words}</time> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(lang: Lang, at: &str) -> String {
        let [now, at] = ["2026-11-22T06:30:00Z", at].map(|text| Moment::parse(text).unwrap());
        time_words(lang, &Zone::default(), now, at)
    }

    #[test]
    fn near_days_have_words_and_far_ones_a_date() {
        assert_eq!(said(Lang::Zh, "2026-11-22T06:30:00Z"), "今天 14:30");
        assert_eq!(said(Lang::Zh, "2026-11-21T15:59:00Z"), "昨天 23:59");
        assert_eq!(said(Lang::Zh, "2026-11-22T16:00:00Z"), "明天 00:00");
        assert_eq!(said(Lang::Zh, "2026-11-19T02:00:00Z"), "3天前");
        assert_eq!(said(Lang::En, "2026-11-25T02:00:00Z"), "In 3 days");
        assert_eq!(said(Lang::En, "2026-11-01T02:00:00Z"), "2026-11-01");
    }

    #[test]
    fn overdue_counts_days_on_the_wall() {
        let [now, before] =
            ["2026-11-22T06:30:00Z", "2026-11-20T23:00:00Z"].map(|text| Moment::parse(text).unwrap());
        assert_eq!(overdue_words(Lang::Zh, &Zone::default(), now, before).as_deref(), Some("逾期 1 天"));
        assert_eq!(overdue_words(Lang::Zh, &Zone::default(), before, now), None);
    }
}
