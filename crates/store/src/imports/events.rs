//! Events become visits of the leads they belong to. Those that are over are visits that were made: nobody
//! has to write feedback about them, and none appears as overdue.
use super::brings::{Brings, Keys, Planned};
use super::calls::{name, needed_time};
use super::cells::Cells;
use super::known::Named;
use super::tied::{self, Tied, Ties};
use super::work::Work;
use crate::Result;
use crate::db::{Run, Tx};
use crate::records::{self, Entry};
use crate::visits::{self, NewPlan};
use domain::import::{RowOutcome, RowReason};
use domain::record::{CONTENT_MAX, RecordKind};
use domain::visit::{PlanKind, VisitState};
use domain::{About, Moment, PersonId, Subject};
use serde_json::json;

const PLACE_MAX: usize = 500;
const AN_HOUR: i64 = 60;
/// The longest visit: a week. Other programs note as the end when somebody ticked it off.
const MINUTES_MAX: i64 = 7 * 24 * 60;

/// Events from a file.
pub(super) struct Events;

/// An event as a row has it.
pub(super) struct EventRow {
    lead: String,
    starts_at: Moment,
    ends_at: Option<Moment>,
    created_at: Option<Moment>,
    person: Option<Named>,
    place: String,
    points: String,
    external_id: String,
}

impl EventRow {
    fn minutes(&self) -> i64 {
        let minutes = self.ends_at.map_or(AN_HOUR, |end| end.seconds_since(self.starts_at) / 60);
        minutes.clamp(1, MINUTES_MAX)
    }

    fn ends_at(&self) -> Moment {
        self.ends_at.unwrap_or_else(|| self.starts_at.plus_seconds(AN_HOUR * 60))
    }
}

/// An event, and the lead it belongs to.
pub(super) struct Deed(EventRow, Tied);

impl Brings for Events {
    type Row = EventRow;
    type Found = Ties;
    type Deed = Deed;

    fn keys(_: &Work, cells: &Cells<'_>) -> Keys {
        Keys::one("external_id", cells.filled("external_id").map(str::to_owned))
    }

    fn read(work: &Work, cells: &mut Cells<'_>) -> EventRow {
        let lead = cells.text("lead").to_owned();
        let mut row = EventRow {
            lead,
            starts_at: Moment(0),
            ends_at: None,
            created_at: None,
            person: None,
            place: String::new(),
            points: String::new(),
            external_id: String::new(),
        };
        if row.lead.is_empty() {
            cells.skip("lead", RowReason::NoLead);
            return row;
        }
        row.starts_at = needed_time(work, cells, "starts_at");
        row.ends_at = cells.time(work, "ends_at").filter(|end| *end > row.starts_at);
        row.created_at = cells.time(work, "created_at");
        row.person = cells.person(work, "owner");
        row.place = cells.at_most("place", PLACE_MAX).to_owned();
        let (subject, points) = (cells.text("subject"), cells.at_most("points", CONTENT_MAX / 2));
        row.points =
            [subject, points].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n");
        cells.at_most("subject", CONTENT_MAX / 2);
        let parts = [&row.lead, &row.starts_at.to_string(), cells.text("owner"), &row.points];
        row.external_id = name("event", cells, &parts);
        row
    }

    async fn look_up(work: &Work, on: &mut impl Run, rows: &[EventRow]) -> Result<Ties> {
        let names: Vec<_> = rows.iter().map(|row| (row.lead.as_str(), row.external_id.as_str())).collect();
        tied::look_up(work, on, "plans", &names).await
    }

    fn plan(work: &mut Work, found: &Ties, row: EventRow) -> Planned<Deed> {
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
        let mut people = Vec::with_capacity(deeds.len());
        for Deed(row, tied) in &deeds {
            let person = match &row.person {
                Some(named) => work.person(tx, named).await?,
                None => tied.owner.map_or(work.me(), PersonId),
            };
            people.push(person);
            work.owners.insert(tied.owner);
            work.calendars.insert(person);
        }
        let plans = schedule(work, tx, &deeds, &people).await?;
        tell(work, tx, &deeds, &people, &plans).await?;
        let mut leads: Vec<i64> = deeds.iter().map(|Deed(_, tied)| tied.lead).collect();
        leads.sort_unstable();
        leads.dedup();
        visits::refresh_next(tx, Subject::Lead, &leads, work.now()).await
    }
}

/// The visits; their ids in the same order.
async fn schedule(work: &Work, tx: &mut Tx, deeds: &[Deed], people: &[PersonId]) -> Result<Vec<i64>> {
    let now = work.now();
    let plan = |(Deed(row, tied), person): (&Deed, &PersonId)| {
        let is_over = row.ends_at() < now;
        NewPlan {
            kind: PlanKind::Visit,
            about: About::new(Subject::Lead, tied.lead),
            person: *person,
            starts_at: row.starts_at,
            minutes: row.minutes(),
            place: row.place.clone(),
            points: row.points.clone(),
            state: if is_over { VisitState::Done } else { VisitState::Open },
            created_at: row.created_at.unwrap_or(now),
            closed_at: is_over.then_some(row.ends_at()),
            once: None,
            external_id: row.external_id.clone(),
        }
    };
    let plans: Vec<_> = deeds.iter().zip(people).map(plan).collect();
    let made = visits::add(tx, &work.desk, &plans).await?;
    Ok(made.into_iter().map(|(_, plan)| plan).collect())
}

/// Each timeline tells of its visit, as it does when one is put into the calendar by hand.
async fn tell(work: &Work, tx: &mut Tx, deeds: &[Deed], people: &[PersonId], plans: &[i64]) -> Result<()> {
    let mut entries = Vec::with_capacity(deeds.len());
    for ((Deed(row, tied), person), plan) in deeds.iter().zip(people).zip(plans) {
        let content = json!({"starts_at": row.starts_at, "place": row.place, "points": row.points});
        let at = row.created_at.unwrap_or(row.starts_at);
        let entry = Entry::new(RecordKind::Scheduled, About::new(Subject::Lead, tied.lead), *person, at)
            .saying(content.to_string());
        entries.push(Entry { plan: Some(*plan), ..entry });
    }
    records::add(tx, work.now(), &entries).await?;
    Ok(())
}
