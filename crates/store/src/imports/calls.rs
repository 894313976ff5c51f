//! Calls become records of the leads they belong to, with their authors and times.
use super::brings::{Brings, CallParts, Keys, Planned};
use super::cells::{Cells, EXTERNAL_ID_MAX};
use super::hex;
use super::known::Named;
use super::tied::{self, Tied, Ties};
use super::work::Work;
use crate::Result;
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use crate::records::{self, Entry};
use domain::import::{RowOutcome, RowReason};
use domain::record::{CONTENT_MAX, RecordKind};
use domain::{About, Moment, Subject};
use sea_query::{Expr, ExprTrait, Query};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Calls from a file.
pub(super) struct Calls;

/// A call as a row has it.
pub(super) struct CallRow {
    lead: String,
    at: Moment,
    author: Option<Named>,
    content: String,
    external_id: String,
}

/// A call, and the lead it belongs to.
pub(super) struct Deed(CallRow, Tied);

impl Brings for Calls {
    type Row = CallRow;
    type Found = Ties;
    type Deed = Deed;

    fn keys(_: &Work, cells: &Cells<'_>) -> Keys {
        Keys::one("external_id", cells.filled("external_id").map(str::to_owned))
    }

    fn read(work: &Work, cells: &mut Cells<'_>) -> CallRow {
        let lead = cells.text("lead").to_owned();
        if lead.is_empty() {
            cells.skip("lead", RowReason::NoLead);
            return CallRow {
                lead,
                at: Moment(0),
                author: None,
                content: String::new(),
                external_id: String::new(),
            };
        }
        let at = needed_time(work, cells, "happened_at");
        let author = cells.person(work, "author");
        let parts = CallParts {
            subject: cells.text("subject"),
            direction: cells.text("direction"),
            purpose: cells.text("purpose"),
            outcome: cells.text("outcome"),
            remarks: cells.text("remarks"),
            seconds: seconds(cells),
        };
        let content = work.reading.call(work.desk.viewer.lang, &parts);
        if content.chars().count() > CONTENT_MAX {
            let longest = if parts.remarks.len() > parts.subject.len() { "remarks" } else { "subject" };
            cells.refuse(longest, RowReason::TooLong { max: CONTENT_MAX });
        }
        let by = cells.text("author");
        let external_id = name("call", cells, &[&lead, &at.to_string(), by, &content]);
        CallRow { lead, at, author, content, external_id }
    }

    async fn look_up(work: &Work, on: &mut impl Run, rows: &[CallRow]) -> Result<Ties> {
        let names: Vec<_> = rows.iter().map(|row| (row.lead.as_str(), row.external_id.as_str())).collect();
        tied::look_up(work, on, "records", &names).await
    }

    fn plan(work: &mut Work, found: &Ties, row: CallRow) -> Planned<Deed> {
        if found.has(&row.external_id) {
            return Planned::unchanged();
        }
        match found.lead(&row.lead) {
            None => Planned::refused(work.rules.column("lead"), RowReason::UnknownLead),
            Some(tied) if !tied.is_mine => Planned::refused(work.rules.column("lead"), RowReason::NotYours),
            Some(tied) => Planned::to(RowOutcome::New, Deed(row, tied)),
        }
    }

    async fn write(work: &mut Work, tx: &mut Tx, deeds: Vec<Deed>) -> Result<()> {
        if deeds.is_empty() {
            return Ok(());
        }
        let now = work.now();
        let mut entries = Vec::with_capacity(deeds.len());
        let mut last: BTreeMap<i64, i64> = BTreeMap::new();
        for Deed(row, tied) in deeds {
            let author = match &row.author {
                Some(named) => Some(work.person(tx, named).await?),
                None => None,
            };
            let entry = Entry::new(RecordKind::Call, About::new(Subject::Lead, tied.lead), work.me(), row.at)
                .saying(row.content);
            entries.push(Entry { author, external_id: row.external_id, ..entry });
            let latest = last.entry(tied.lead).or_insert(row.at.0);
            *latest = Ord::max(*latest, row.at.0);
            work.owners.insert(tied.owner);
        }
        records::add(tx, now, &entries).await?;
        for (lead, at) in last {
            touch(tx, lead, at, now.0).await?;
        }
        Ok(())
    }
}

/// A record of long ago does not make the last one older.
async fn touch(tx: &mut Tx, lead: i64, at: i64, now: i64) -> Result<()> {
    let before = Expr::col("last_record_at").is_null().or(Expr::col("last_record_at").lt(at));
    let latest = Expr::case(before, at).finally(Expr::col("last_record_at"));
    let mut update = Query::update();
    update
        .table("leads")
        .value("last_record_at", latest)
        .value("updated_at", now)
        .and_where(Expr::col("id").eq(lead));
    tx.run(Guarded::unrestricted(update, "a lead that was read under the guard just before")).await?;
    Ok(())
}

/// A time that must be there.
pub(super) fn needed_time(work: &Work, cells: &mut Cells<'_>, target: &str) -> Moment {
    if cells.filled(target).is_none() {
        cells.refuse(target, RowReason::Required);
        return Moment(0);
    }
    cells.time(work, target).unwrap_or_default()
}

/// What a row is remembered by, so that it is brought in once: the other program's id, else its content.
pub(super) fn name(kind: &str, cells: &mut Cells<'_>, parts: &[&str]) -> String {
    let id = cells.at_most("external_id", EXTERNAL_ID_MAX);
    if !id.is_empty() {
        return format!("{kind}:{id}");
    }
    let digest = Sha256::digest(parts.join("\u{1f}"));
    format!("{kind}:#{}", hex(&digest[..16]))
}

/// `420`, `7.5` minutes, `7:30` or `0:07:30`.
fn seconds(cells: &Cells<'_>) -> Option<i64> {
    let read = |target: &str, unit: f64| {
        let text = cells.filled(target)?;
        if text.contains(':') {
            let parts: Option<Vec<i64>> = text.split(':').map(|part| part.trim().parse().ok()).collect();
            return Some(parts?.into_iter().fold(0, |sum, part| sum * 60 + part));
        }
        let number: f64 = text.parse().ok().filter(|number: &f64| (0.0..1e9).contains(number))?;
        #[expect(clippy::cast_possible_truncation, reason = "within the range just checked")]
        let seconds = (number * unit).round() as i64;
        Some(seconds)
    };
    read("duration_seconds", 1.0).or_else(|| read("duration_minutes", 60.0)).filter(|seconds| *seconds > 0)
}
