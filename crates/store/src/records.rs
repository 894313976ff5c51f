//! The timeline: entries are added and amended, never deleted.
mod amend;
mod write;

use crate::db::{Run, Tx};
use crate::guard::{Guarded, Reach, Visible};
use crate::pools::clock;
use crate::record_fields;
use crate::subject;
use crate::{Desk, Result, Viewer};
use domain::choice::Choice;
use domain::record::{Record, RecordKind};
use domain::{About, ChoiceId, Moment, PersonId, Problem, RecordId, Subject, VisitId};
use sea_query::{Condition, Expr, ExprTrait, Order, Query, SelectStatement};
use sqlx::FromRow;
use std::collections::HashMap;

/// Timelines, as one person sees them.
#[derive(Clone, Copy)]
pub struct Records<'a> {
    pub(crate) desk: &'a Desk,
}

/// The rows of the records table: those of rows within reach.
pub(crate) struct RecordRows;

impl Visible for RecordRows {
    const TABLE: &'static str = "records";

    fn within(viewer: &Viewer, reach: Reach) -> Condition {
        subject::about(viewer, reach, Self::TABLE, None)
    }
}

/// An entry to be added.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) kind: RecordKind,
    pub(crate) about: About,
    pub(crate) author: Option<PersonId>,
    /// When it happened; it is entered now.
    pub(crate) at: Moment,
    pub(crate) content: String,
    pub(crate) plan: Option<i64>,
    /// A value of the list of record types, and what was filled in beside the text.
    pub(crate) of_type: Option<i64>,
    pub(crate) extra: String,
    pub(crate) once: Option<String>,
    pub(crate) external_id: String,
}

impl Entry {
    /// With nothing in it yet.
    pub(crate) const fn new(kind: RecordKind, about: About, author: PersonId, at: Moment) -> Self {
        Self {
            kind,
            about,
            author: Some(author),
            at,
            content: String::new(),
            plan: None,
            of_type: None,
            extra: String::new(),
            once: None,
            external_id: String::new(),
        }
    }

    /// Written by somebody else, or by nobody.
    pub(crate) fn by(mut self, author: Option<PersonId>) -> Self {
        self.author = author;
        self
    }

    pub(crate) fn saying(mut self, content: impl Into<String>) -> Self {
        self.content = content.into();
        self
    }
}

const COLUMNS: [&str; 12] = [
    "subject",
    "subject_id",
    "kind",
    "author_id",
    "at",
    "created_at",
    "content",
    "plan_id",
    "type_id",
    "extra",
    "once",
    "external_id",
];

/// Adds entries; their ids in the same order. The only way into a timeline.
pub(crate) async fn add(tx: &mut Tx, now: Moment, entries: &[Entry]) -> Result<Vec<i64>> {
    let mut all = Vec::with_capacity(entries.len());
    for part in entries.chunks(500) {
        let mut insert = Query::insert();
        insert.into_table("records").columns(COLUMNS).returning_col("id");
        for entry in part {
            insert.values_panic([
                entry.about.subject.key().into(),
                entry.about.id.into(),
                entry.kind.key().into(),
                entry.author.map(i64::from).into(),
                entry.at.0.into(),
                now.0.into(),
                entry.content.as_str().into(),
                entry.plan.into(),
                entry.of_type.into(),
                entry.extra.as_str().into(),
                entry.once.clone().into(),
                entry.external_id.as_str().into(),
            ]);
        }
        let entered = Guarded::unrestricted(insert, "an entry belongs to its row, which was guarded");
        let mut ids: Vec<i64> = tx.values(entered).await?;
        // Ids are given in the order of the rows; the order in which they are told is not promised.
        ids.sort_unstable();
        all.extend(ids);
    }
    Ok(all)
}

/// Notes on rows of a noun that something was written about them.
pub(crate) async fn touch(tx: &mut Tx, noun: Subject, ids: &[i64], at: Moment) -> Result<()> {
    let mut update = Query::update();
    update
        .table(subject::table(noun))
        .value("updated_at", at.0)
        .value("last_record_at", at.0)
        .and_where(Expr::col("id").is_in(ids.iter().copied()));
    tx.run(Guarded::unrestricted(update, "a row that was read under the guard just before")).await?;
    if noun == Subject::Customer {
        clock::refresh(tx, at, ids).await?;
    }
    Ok(())
}

/// The record that was made when this form was sent before.
pub(crate) async fn known(
    tx: &mut Tx,
    desk: &Desk,
    about: About,
    once: Option<&str>,
) -> Result<Option<RecordId>> {
    let Some(once) = once else { return Ok(None) };
    let select = desk
        .viewer
        .select::<RecordRows>(Reach::See)
        .and(Expr::col(("records", "once")).eq(once))
        .and(Expr::col(("records", "subject")).eq(about.subject.key()))
        .and(Expr::col(("records", "subject_id")).eq(about.id))
        .with(|select| {
            select.column(("records", "id"));
        });
    Ok(tx.value::<i64, _>(select).await?.map(RecordId))
}

#[derive(FromRow)]
pub(crate) struct RecordRow {
    pub(crate) id: i64,
    subject: String,
    pub(crate) subject_id: i64,
    pub(crate) kind: String,
    author_id: Option<i64>,
    author_name: Option<String>,
    at: i64,
    pub(crate) content: String,
    plan_id: Option<i64>,
    type_id: Option<i64>,
    extra: String,
    pub(crate) revisions: i64,
}

pub(crate) fn columns(select: &mut SelectStatement) {
    select
        .columns(
            [
                "id",
                "subject",
                "subject_id",
                "kind",
                "author_id",
                "at",
                "content",
                "plan_id",
                "type_id",
                "extra",
                "revisions",
            ]
            .map(|column| ("records", column)),
        )
        .expr_as(Expr::col(("people", "name")), "author_name")
        .left_join("people", Expr::col(("people", "id")).equals(("records", "author_id")));
}

impl RecordRow {
    /// What it is about.
    pub(crate) fn about(&self) -> About {
        About::new(Subject::from_key(&self.subject).unwrap_or(Subject::Lead), self.subject_id)
    }

    pub(crate) fn told(self, viewer: &Viewer, choices: &[Choice], people: &HashMap<i64, String>) -> Record {
        let kind = RecordKind::from_key(&self.kind).unwrap_or(RecordKind::Process);
        let may_amend = kind.is_written()
            && viewer.may(subject::edits(self.about().subject))
            && (self.author_id == Some(viewer.person.0) || viewer.scope == domain::Scope::Company);
        Record {
            id: RecordId(self.id),
            kind,
            author: self.author_id.map(PersonId),
            author_name: self.author_name,
            at: Moment(self.at),
            content: worded(kind, self.content, viewer, choices, people),
            visit: self.plan_id.map(VisitId),
            of_type: self.type_id.map(ChoiceId),
            extra: filled(&self.extra),
            revisions: self.revisions,
            may_amend,
        }
    }
}

/// What was filled in beside the text, by the id of its field.
fn filled(extra: &str) -> Vec<(String, String)> {
    let kept: Vec<(i64, String)> = serde_json::from_str(extra).unwrap_or_default();
    kept.into_iter().map(|(field, value)| (field.to_string(), value)).collect()
}

/// The product's own entries keep ids: their names are looked up when they are read, in the reader's language.
fn worded(
    kind: RecordKind,
    content: String,
    viewer: &Viewer,
    choices: &[Choice],
    people: &HashMap<i64, String>,
) -> String {
    match kind {
        RecordKind::Status | RecordKind::Finished | RecordKind::Level | RecordKind::GivenUp => {
            let choice = choices.iter().find(|choice| choice.id.to_string() == content);
            choice.map(|choice| choice.label(viewer.lang).to_owned()).unwrap_or_default()
        }
        RecordKind::Assigned
        | RecordKind::Transferred
        | RecordKind::Restored
        | RecordKind::Shared
        | RecordKind::Unshared => {
            content.parse().ok().and_then(|id: i64| people.get(&id).cloned()).unwrap_or_default()
        }
        _ => content,
    }
}

/// The rows of a table that are about one row, or about what was merged into it.
pub(crate) fn of_row(table: &'static str, about: About) -> Condition {
    let subject = Expr::col((table, "subject")).eq(about.subject.key());
    let id = Expr::col((table, "subject_id"));
    let one = id.clone().eq(about.id);
    if about.subject != Subject::Customer {
        return Condition::all().add(subject).add(one);
    }
    let mut merged = Query::select();
    merged.column("id").from("customers").and_where(Expr::col("merged_into").eq(about.id));
    let merged = id.in_subquery(merged);
    Condition::all().add(subject).add(Condition::any().add(one).add(merged))
}

impl Records<'_> {
    /// The timeline of a row, the newest first, from before an entry on. That of a customer has the entries of
    /// what was merged into it, too.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the row is not there, or not the viewer's to see.
    pub async fn of(
        &self,
        about: impl Into<About>,
        before: Option<RecordId>,
        limit: u32,
    ) -> Result<Vec<Record>> {
        let (viewer, about) = (&self.desk.viewer, about.into());
        subject::seen(self.desk, about).await?;
        let mut select =
            viewer.select::<RecordRows>(Reach::See).and(of_row("records", about)).with(columns).with(
                |select| {
                    select
                        .order_by(("records", "at"), Order::Desc)
                        .order_by(("records", "id"), Order::Desc)
                        .limit(u64::from(limit.clamp(1, 500)));
                },
            );
        if let Some(before) = before {
            let place = self.place(before).await?;
            let here = Expr::tuple([Expr::col(("records", "at")), Expr::col(("records", "id"))]);
            select = select.and(here.lt(Expr::tuple([Expr::val(place), Expr::val(before.0)])));
        }
        let rows: Vec<RecordRow> = self.desk.db().all(select).await?;
        self.told(rows).await
    }

    async fn place(&self, record: RecordId) -> Result<i64> {
        let select = self
            .desk
            .viewer
            .select::<RecordRows>(Reach::See)
            .and(Expr::col(("records", "id")).eq(record.0))
            .with(|select| {
                select.column(("records", "at"));
            });
        Ok(self.desk.db().value(select).await?.ok_or(Problem::NotFound)?)
    }

    async fn told(&self, rows: Vec<RecordRow>) -> Result<Vec<Record>> {
        let choices = self.desk.choices().all().await?;
        let names = [
            RecordKind::Assigned,
            RecordKind::Transferred,
            RecordKind::Restored,
            RecordKind::Shared,
            RecordKind::Unshared,
        ];
        let assigned = rows.iter().filter(|row| names.iter().any(|kind| kind.key() == row.kind));
        let people = self.names(assigned.filter_map(|row| row.content.parse().ok()).collect()).await?;
        let told = rows.into_iter().map(|row| row.told(&self.desk.viewer, &choices, &people));
        self.named(told.collect()).await
    }

    /// Fields are called as they are now, in the reader's language.
    async fn named(&self, mut records: Vec<Record>) -> Result<Vec<Record>> {
        if records.iter().all(|record| record.extra.is_empty()) {
            return Ok(records);
        }
        let (fields, lang) = (record_fields::all(&mut self.desk.db()).await?, self.desk.viewer.lang);
        for (key, _) in records.iter_mut().flat_map(|record| &mut record.extra) {
            if let Some(field) = fields.iter().find(|field| field.id.to_string() == *key) {
                field.label(lang).clone_into(key);
            }
        }
        Ok(records)
    }

    async fn names(&self, ids: Vec<i64>) -> Result<HashMap<i64, String>> {
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let mut select = Query::select();
        select.columns(["id", "name"]).from("people").and_where(Expr::col("id").is_in(ids));
        let rows: Vec<(i64, String)> =
            self.desk.db().all(Guarded::unrestricted(select, "everyone may know who works here")).await?;
        Ok(rows.into_iter().collect())
    }

    /// One entry.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or not the viewer's to see.
    pub async fn find(&self, id: RecordId) -> Result<Record> {
        let select = self
            .desk
            .viewer
            .select::<RecordRows>(Reach::See)
            .and(Expr::col(("records", "id")).eq(id.0))
            .with(columns);
        Ok(self.one(select).await?.ok_or(Problem::NotFound)?)
    }

    /// The entry that closed a visit.
    pub(crate) async fn feedback_of(&self, visit: VisitId) -> Result<Option<Record>> {
        let select = self
            .desk
            .viewer
            .select::<RecordRows>(Reach::See)
            .and(Expr::col(("records", "plan_id")).eq(visit.0))
            .and(Expr::col(("records", "kind")).eq(RecordKind::Feedback.key()))
            .with(columns);
        self.one(select).await
    }

    async fn one(&self, select: Guarded<SelectStatement>) -> Result<Option<Record>> {
        let row: Option<RecordRow> = self.desk.db().first(select).await?;
        Ok(self.told(row.into_iter().collect()).await?.pop())
    }
}
