//! Records and visits.
use super::{Named, RecordKindWord, VisitStateWord};
use domain::record::{NewRecord, Record, RecordKind, Revision};
use domain::visit::{DayCount, NewVisit, PlanKind, Visit, VisitState};
use domain::{Moment, Subject};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// An entry of a lead's timeline.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Record)]
pub struct RecordShape {
    id: i64,
    #[schema(value_type = RecordKindWord)]
    kind: RecordKind,
    /// Who wrote it; null for what came in from outside.
    author: Option<Named>,
    /// When it happened.
    #[schema(value_type = String, format = DateTime)]
    at: Moment,
    /// What was written. Of the product's own entries, what it is about: the name of a status, a person, a
    /// reason; of `scheduled`, the visit as JSON.
    content: String,
    /// The visit it belongs to.
    visit: Option<i64>,
    /// How often it was amended.
    revisions: i64,
    /// Whether you may amend it.
    may_amend: bool,
}

impl From<Record> for RecordShape {
    fn from(record: Record) -> Self {
        Self {
            id: record.id.0,
            kind: record.kind,
            author: Named::of(record.author, record.author_name),
            at: record.at,
            content: record.content,
            visit: record.visit.map(i64::from),
            revisions: record.revisions,
            may_amend: record.may_amend,
        }
    }
}

/// A wording of a record.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Revision)]
pub struct RevisionShape {
    /// From 1, the first wording.
    number: i64,
    content: String,
    /// The name of who wrote it.
    author: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    at: Moment,
}

impl From<Revision> for RevisionShape {
    fn from(revision: Revision) -> Self {
        let Revision { number, content, author_name: author, at } = revision;
        Self { number, content, author, at }
    }
}

/// What was done about a lead.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = NewRecord)]
#[serde(deny_unknown_fields)]
pub struct RecordInput {
    /// What was done.
    #[serde(default)]
    content: String,
    /// `process` or `call`; `process` when not given.
    #[schema(value_type = Option<RecordKindWord>)]
    kind: Option<RecordKind>,
    /// The lead's new status; unchanged when not given.
    status: Option<i64>,
}

impl From<RecordInput> for NewRecord {
    fn from(input: RecordInput) -> Self {
        let status = input.status.map(Into::into);
        Self { content: input.content, kind: input.kind, status, ..Self::default() }
    }
}

/// A visit in the calendar.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Visit)]
pub struct VisitShape {
    id: i64,
    /// Who is to be visited; null when it is no lead.
    lead: Option<Named>,
    /// The lead's company, when it is not the name already.
    company: String,
    /// Who goes.
    person: Named,
    #[schema(value_type = String, format = DateTime)]
    starts_at: Moment,
    /// How long it takes.
    minutes: i64,
    place: String,
    /// What to talk about.
    points: String,
    #[schema(value_type = VisitStateWord)]
    state: VisitState,
    /// What came of it.
    feedback: Option<String>,
    /// Whether you may write feedback, move or cancel it.
    may_edit: bool,
}

impl From<Visit> for VisitShape {
    fn from(visit: Visit) -> Self {
        let of_lead = visit.about.subject == Subject::Lead;
        Self {
            id: visit.id.0,
            lead: of_lead.then_some(Named { id: visit.about.id, name: visit.about_name }),
            company: visit.company,
            person: Named { id: visit.person.0, name: visit.person_name },
            starts_at: visit.starts_at,
            minutes: visit.minutes,
            place: visit.place,
            points: visit.points,
            state: visit.state,
            feedback: visit.feedback,
            may_edit: visit.may_edit,
        }
    }
}

/// A visit to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = NewVisit)]
#[serde(deny_unknown_fields)]
pub struct VisitInput {
    #[schema(value_type = String, format = DateTime)]
    starts_at: Moment,
    /// How long it takes; 60 when not given.
    #[serde(default = "an_hour")]
    #[schema(default = 60)]
    minutes: i64,
    /// Where; the lead's address when not given.
    #[serde(default)]
    place: String,
    /// What to talk about.
    #[serde(default)]
    points: String,
}

impl VisitInput {
    /// When it begins.
    pub(in crate::api) const fn starts_at(&self) -> Moment {
        self.starts_at
    }
}

const fn an_hour() -> i64 {
    60
}

impl From<VisitInput> for NewVisit {
    fn from(input: VisitInput) -> Self {
        let VisitInput { starts_at, minutes, place, points } = input;
        Self { starts_at, minutes, kind: PlanKind::Visit, place, points, once: None }
    }
}

/// The visits of a day.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = DayCount)]
pub struct DayShape {
    /// The day by your clock.
    #[schema(value_type = String, format = Date)]
    day: chrono::NaiveDate,
    /// Still to be made.
    open: i64,
    /// Made.
    done: i64,
}

impl From<DayCount> for DayShape {
    fn from(count: DayCount) -> Self {
        let DayCount { day, open, done } = count;
        Self { day, open, done }
    }
}
