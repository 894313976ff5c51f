//! What a notice says.
use crate::ui::{Choices, full_time, number};
use domain::approval::ApprovalState;
use domain::notice::{Notice, NoticeKind};
use domain::{Lang, Zone};
use messages::t;

/// A notice in a sentence.
pub fn sentence(lang: Lang, zone: &Zone, notice: &Notice, choices: &Choices) -> String {
    let detail = &notice.detail;
    let who = notice.by_name.clone().unwrap_or_else(|| t!(lang, NoticesSomebody).to_owned());
    let what = match (detail.count, &notice.name) {
        // Leads, too, are given to somebody; all else is told of customers only.
        (Some(n), _) if notice.is_of_many() && notice.kind == NoticeKind::Given => {
            t!(lang, NoticesManyRows, n = number(n))
        }
        (Some(n), _) if notice.is_of_many() => t!(lang, NoticesMany, n = number(n)),
        (_, Some(name)) => name.clone(),
        _ => t!(lang, NoticesUnseen).to_owned(),
    };
    let level = detail.choice.map(|id| choices.name(id, lang).to_owned()).unwrap_or_default();
    let until = detail.until.map(|at| full_time(zone, at)).unwrap_or_default();
    match notice.kind {
        NoticeKind::Asked => t!(lang, NoticesAsked, who = who, what = what, level = level),
        NoticeKind::Decided => match detail.outcome {
            Some(ApprovalState::Approved) => t!(lang, NoticesApproved, who = who, what = what, level = level),
            Some(ApprovalState::Rejected) => t!(lang, NoticesRejected, who = who, what = what, level = level),
            _ => t!(lang, NoticesFellAway, what = what, level = level),
        },
        NoticeKind::Given => t!(lang, NoticesGiven, who = who, what = what),
        NoticeKind::Shared if until.is_empty() => t!(lang, NoticesShared, who = who, what = what),
        NoticeKind::Shared => t!(lang, NoticesSharedUntil, who = who, what = what, until = until),
        NoticeKind::RecycleSoon => t!(lang, NoticesRecycleSoon, what = what, until = until),
        NoticeKind::Recycled => t!(lang, NoticesRecycled, what = what),
        NoticeKind::Wanted => t!(lang, NoticesWanted, who = who, what = what),
        NoticeKind::Merged => t!(lang, NoticesMerged, who = who, what = what),
    }
}
