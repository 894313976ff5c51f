//! What an entry of the timeline says.
use crate::ui::{Icon, full_time};
use domain::record::{Record, RecordKind};
use domain::{Lang, Moment, Zone};
use messages::t;
use serde::Deserialize;

/// An entry in words.
pub struct Said {
    pub icon: Icon,
    /// What it tells of, in a few words.
    pub what: String,
    /// The rest, if there is more to it.
    pub body: String,
}

/// What the store keeps of a visit that was put into the calendar.
#[derive(Deserialize)]
struct Scheduled {
    starts_at: Moment,
    #[serde(default)]
    place: String,
    #[serde(default)]
    points: String,
}

/// An entry in the reader's language, with times by the reader's clock.
pub fn said(lang: Lang, zone: &Zone, record: &Record) -> Said {
    use RecordKind as K;
    let (icon, words) = match record.kind {
        K::Process => (Icon::Process, t!(lang, LeadsRecordProcess)),
        K::Call => (Icon::Phone, t!(lang, LeadsRecordCall)),
        K::Note => (Icon::Edit, t!(lang, LeadsRecordNote)),
        K::Feedback => (Icon::Check, t!(lang, LeadsRecordFeedback)),
        K::Scheduled => (Icon::Schedule, t!(lang, LeadsRecordScheduled)),
        K::Entered => (Icon::Plus, t!(lang, LeadsRecordEntered)),
        K::Claimed => (Icon::Claim, t!(lang, LeadsRecordClaimed)),
        K::Assigned => (Icon::Assign, t!(lang, LeadsRecordAssigned)),
        K::Status => (Icon::Right, t!(lang, LeadsRecordStatus)),
        K::Finished => (Icon::Finish, t!(lang, LeadsRecordFinished)),
        K::Reopened => (Icon::Reopen, t!(lang, LeadsRecordReopened)),
        K::Transferred => (Icon::Assign, t!(lang, LeadsRecordTransferred)),
        K::GivenUp => (Icon::Pool, t!(lang, LeadsRecordGivenUp)),
        K::Recycled => (Icon::Pool, t!(lang, LeadsRecordRecycled)),
        K::Binned => (Icon::Trash, t!(lang, LeadsRecordBinned)),
        K::Restored => (Icon::Reopen, t!(lang, LeadsRecordRestored)),
        K::Merged => (Icon::Merge, t!(lang, LeadsRecordMerged)),
        K::Parted => (Icon::Merge, t!(lang, LeadsRecordParted)),
        K::Level => (Icon::Right, t!(lang, LeadsRecordLevel)),
        K::Shared => (Icon::People, t!(lang, LeadsRecordShared)),
        K::Unshared => (Icon::People, t!(lang, LeadsRecordUnshared)),
    };
    match record.kind {
        K::Recycled => {
            let rule = crate::settings::pools::rule_said(lang, &record.content).unwrap_or_default();
            Said { icon, what: format!("{words} {rule}").trim_end().to_owned(), body: String::new() }
        }
        kind if kind.is_written() => Said { icon, what: words.to_owned(), body: record.content.clone() },
        K::Scheduled => {
            let (when, body) = scheduled(zone, &record.content);
            Said { icon, what: format!("{words} {when}").trim_end().to_owned(), body }
        }
        _ => Said {
            icon,
            what: format!("{words} {}", record.content).trim_end().to_owned(),
            body: String::new(),
        },
    }
}

/// When, and where and what for; a wording of another time as it is.
fn scheduled(zone: &Zone, content: &str) -> (String, String) {
    match serde_json::from_str::<Scheduled>(content) {
        Ok(visit) => {
            let lines: Vec<_> =
                [visit.place, visit.points].into_iter().filter(|line| !line.is_empty()).collect();
            (full_time(zone, visit.starts_at), lines.join("\n"))
        }
        Err(_) => (String::new(), content.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::RecordId;

    fn record(kind: RecordKind, content: &str) -> Record {
        Record {
            id: RecordId(1),
            kind,
            author: None,
            author_name: None,
            at: Moment(0),
            content: content.to_owned(),
            visit: None,
            of_type: None,
            extra: Vec::new(),
            revisions: 0,
            may_amend: false,
        }
    }

    #[test]
    fn a_scheduled_visit_is_told_by_the_clock_on_the_wall() {
        let content = r#"{"starts_at":"2026-11-23T02:00:00Z","place":"徐汇","points":"报价"}"#;
        let said = said(Lang::Zh, &Zone::default(), &record(RecordKind::Scheduled, content));
        assert_eq!((said.what.as_str(), said.body.as_str()), ("加了日程 2026-11-23 10:00", "徐汇\n报价"));
    }

    #[test]
    fn what_is_not_understood_is_shown_as_it_is() {
        let said = said(Lang::Zh, &Zone::default(), &record(RecordKind::Scheduled, "明天见"));
        assert_eq!((said.what.as_str(), said.body.as_str()), ("加了日程", "明天见"));
    }

    #[test]
    fn the_product_s_own_entries_are_one_line() {
        let said = said(Lang::Zh, &Zone::default(), &record(RecordKind::Status, "有意向"));
        assert_eq!((said.what.as_str(), said.body.as_str()), ("状态改为 有意向", ""));
    }
}
