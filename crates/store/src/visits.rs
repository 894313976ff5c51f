//! The calendar: visits, and the feedback that closes them.
mod feedback;
mod plan;
mod schedule;

use crate::db::{Dialect, Run, Tx};
use crate::guard::{Guarded, Reach, Visible};
use crate::records::of_row;
use crate::subject;
use crate::{Desk, Result, Viewer};
use chrono::NaiveDate;
use domain::live::Signal;
use domain::visit::{DayCount, PlanKind, Visit, VisitState};
use domain::{About, Moment, PersonId, Problem, Scope, Subject, VisitId};
use sea_query::{Condition, Expr, ExprTrait, Func, LockType, Order, Query, SelectStatement, SimpleExpr};
use sqlx::FromRow;
use std::collections::{BTreeMap, BTreeSet};

pub(crate) use plan::{NewPlan, add};

/// The calendar, as one person sees it.
#[derive(Clone, Copy)]
pub struct Visits<'a> {
    pub(crate) desk: &'a Desk,
}

/// The rows of the plans table: a visit is seen by whoever sees whom it is for. It is changed by who
/// makes it, and by who owns that row.
pub(crate) struct PlanRows;

impl Visible for PlanRows {
    const TABLE: &'static str = "plans";

    fn within(viewer: &Viewer, reach: Reach) -> Condition {
        let me = viewer.person.0;
        let mine = move |table: &'static str| {
            Expr::col(("plans", "person_id")).eq(me).or(Expr::col((table, "owner_id")).eq(me))
        };
        let mine: Option<&dyn Fn(&'static str) -> SimpleExpr> =
            if reach == Reach::Change { Some(&mine) } else { None };
        subject::about(viewer, reach, Self::TABLE, mine)
    }
}

#[derive(FromRow)]
struct VisitRow {
    id: i64,
    kind: String,
    subject: String,
    subject_id: i64,
    customer: Option<String>,
    contact: Option<String>,
    company: Option<String>,
    number: Option<String>,
    owner_id: Option<i64>,
    person_id: i64,
    person_name: String,
    starts_at: i64,
    minutes: i64,
    place: String,
    points: String,
    state: String,
    feedback: Option<String>,
}

/// The most visits one answer holds: a team's busy month.
const MOST: u64 = 2_000;

fn columns(select: &mut SelectStatement) {
    let feedback = Expr::col(("records", "plan_id"))
        .equals(("plans", "id"))
        .and(Expr::col(("records", "kind")).eq("feedback"));
    let of = |noun: Subject| {
        Expr::col((subject::table(noun), "id"))
            .equals(("plans", "subject_id"))
            .and(Expr::col(("plans", "subject")).eq(noun.key()))
    };
    select
        .columns(
            [
                "id",
                "kind",
                "subject",
                "subject_id",
                "person_id",
                "starts_at",
                "minutes",
                "place",
                "points",
                "state",
            ]
            .map(|column| ("plans", column)),
        )
        .columns(["contact", "company", "number"].map(|column| ("leads", column)))
        .expr_as(Expr::col(("customers", "name")), "customer")
        .expr_as(
            Func::coalesce([Expr::col(("leads", "owner_id")), Expr::col(("customers", "owner_id"))]),
            "owner_id",
        )
        .expr_as(Expr::col(("people", "name")), "person_name")
        .expr_as(Expr::col(("records", "content")), "feedback")
        .inner_join("people", Expr::col(("people", "id")).equals(("plans", "person_id")))
        .left_join("leads", of(Subject::Lead))
        .left_join("customers", of(Subject::Customer))
        .left_join("records", feedback);
}

impl VisitRow {
    /// The viewer sees the lead; one that nobody has is changed by those who see the whole company.
    fn may_edit(&self, viewer: &Viewer) -> bool {
        let me = viewer.person.0;
        let mine = self.person_id == me || self.owner_id == Some(me);
        let within = self.owner_id.is_some() || viewer.scope == Scope::Company;
        mine && within && viewer.may(subject::edits(self.about().subject))
    }

    fn about(&self) -> About {
        About::new(Subject::from_key(&self.subject).unwrap_or(Subject::Lead), self.subject_id)
    }

    fn told(self, viewer: &Viewer) -> Visit {
        let (may_edit, about) = (self.may_edit(viewer), self.about());
        let texts = [self.customer, self.contact, self.company, self.number].map(Option::unwrap_or_default);
        let about_name = texts.iter().find(|text| !text.is_empty()).cloned().unwrap_or_default();
        let company = if texts[2] == about_name { String::new() } else { texts[2].clone() };
        let state = VisitState::from_key(&self.state).unwrap_or(VisitState::Open);
        Visit {
            id: VisitId(self.id),
            kind: PlanKind::from_key(&self.kind).unwrap_or_default(),
            about,
            about_name,
            company,
            person: PersonId(self.person_id),
            person_name: self.person_name,
            starts_at: Moment(self.starts_at),
            minutes: self.minutes,
            place: self.place,
            points: self.points,
            state,
            feedback: self.feedback,
            may_edit,
        }
    }
}

impl Visits<'_> {
    async fn rows(&self, condition: Condition) -> Result<Vec<Visit>> {
        let select =
            self.desk.viewer.select::<PlanRows>(Reach::See).and(condition).with(columns).with(|select| {
                select
                    .order_by(("plans", "starts_at"), Order::Asc)
                    .order_by(("plans", "id"), Order::Asc)
                    .limit(MOST);
            });
        let rows: Vec<VisitRow> = self.desk.db().all(select).await?;
        Ok(rows.into_iter().map(|row| row.told(&self.desk.viewer)).collect())
    }

    /// Visits that begin in a span of time, of one person or of all the viewer sees.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn between(&self, from: Moment, to: Moment, person: Option<PersonId>) -> Result<Vec<Visit>> {
        self.rows(span(from, to, person)).await
    }

    /// All visits and plans for a row.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the row is not there, or not the viewer's to see.
    pub async fn of(&self, about: impl Into<About>) -> Result<Vec<Visit>> {
        let about = about.into();
        subject::seen(self.desk, about).await?;
        self.rows(of_row("plans", about)).await
    }

    /// One visit.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or not the viewer's to see.
    pub async fn find(&self, id: VisitId) -> Result<Visit> {
        let visits = self.rows(Condition::all().add(Expr::col(("plans", "id")).eq(id.0))).await?;
        Ok(visits.into_iter().next().ok_or(Problem::NotFound)?)
    }

    /// Visits made and to be made on each day of a month by the viewer's clock.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn month(&self, day: NaiveDate, person: Option<PersonId>) -> Result<Vec<DayCount>> {
        let zone = &self.desk.viewer.zone;
        let (from, to) = zone.month(day);
        let select = self
            .desk
            .viewer
            .select::<PlanRows>(Reach::See)
            .and(span(from, to, person))
            .and(Expr::col(("plans", "state")).ne(VisitState::Cancelled.key()))
            .with(|select| {
                select.columns(["starts_at", "state"].map(|column| ("plans", column)));
            });
        let rows: Vec<(i64, String)> = self.desk.db().all(select).await?;
        let mut days: BTreeMap<NaiveDate, DayCount> = BTreeMap::new();
        for (starts_at, state) in rows {
            let day = zone.day_of(Moment(starts_at));
            let count = days.entry(day).or_insert(DayCount { day, open: 0, done: 0 });
            if state == VisitState::Done.key() {
                count.done += 1;
            } else {
                count.open += 1;
            }
        }
        Ok(days.into_values().collect())
    }
}

fn span(from: Moment, to: Moment, person: Option<PersonId>) -> Condition {
    let starts = || Expr::col(("plans", "starts_at"));
    Condition::all()
        .add(starts().gte(from.0))
        .add(starts().lt(to.0))
        .add_option(person.map(|person| Expr::col(("plans", "person_id")).eq(person.0)))
}

/// Open visits go with the rows from one owner to the next; those that somebody else makes stay theirs.
pub(crate) async fn hand_over(
    tx: &mut Tx,
    noun: Subject,
    rows: &[(i64, Option<i64>)],
    to: PersonId,
) -> Result<()> {
    let mut by_owner: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for (row, owner) in rows {
        by_owner.entry(owner.unwrap_or(to.0)).or_default().push(*row);
    }
    by_owner.remove(&to.0);
    let mut people = BTreeSet::new();
    for (from, rows) in by_owner {
        for part in rows.chunks(1_000) {
            let mut update = Query::update();
            update
                .table("plans")
                .value("person_id", to.0)
                .and_where(Expr::col("subject").eq(noun.key()))
                .and_where(Expr::col("subject_id").is_in(part.iter().copied()))
                .and_where(Expr::col("person_id").eq(from))
                .and_where(Expr::col("state").eq(VisitState::Open.key()));
            let moved = Guarded::unrestricted(update, "visits of rows that were handed over under the guard");
            if tx.run(moved).await? > 0 {
                people.extend([PersonId(from), to]);
            }
        }
    }
    if !people.is_empty() {
        tx.signal(Signal::Visits { people: people.into_iter().collect() });
    }
    Ok(())
}

/// Calls off what is still to be done for rows that nobody has any longer.
pub(crate) async fn call_off(tx: &mut Tx, noun: Subject, rows: &[i64], now: Moment) -> Result<()> {
    for part in rows.chunks(1_000) {
        let mut update = Query::update();
        update
            .table("plans")
            .value("state", VisitState::Cancelled.key())
            .value("closed_at", now.0)
            .and_where(Expr::col("subject").eq(noun.key()))
            .and_where(Expr::col("subject_id").is_in(part.iter().copied()))
            .and_where(Expr::col("state").eq(VisitState::Open.key()))
            .returning_col("person_id");
        let people: Vec<i64> = tx
            .values(Guarded::unrestricted(update, "visits of rows that were given up under the guard"))
            .await?;
        let people: BTreeSet<_> = people.into_iter().map(PersonId).collect();
        if !people.is_empty() {
            tx.signal(Signal::Visits { people: people.into_iter().collect() });
        }
    }
    Ok(())
}

/// Writes on rows when their next open visit is, and that they changed.
pub(crate) async fn refresh_next(tx: &mut Tx, noun: Subject, ids: &[i64], now: Moment) -> Result<()> {
    let table = subject::table(noun);
    for part in ids.chunks(1_000) {
        hold(tx, table, part).await?;
        let mut next = Query::select();
        next.expr(Expr::col(("plans", "starts_at")).min())
            .from("plans")
            .and_where(Expr::col(("plans", "subject")).eq(noun.key()))
            .and_where(Expr::col(("plans", "subject_id")).equals((table, "id")))
            .and_where(Expr::col(("plans", "state")).eq(VisitState::Open.key()));
        let mut update = Query::update();
        update
            .table(table)
            .value("next_visit_at", Expr::SubQuery(None, Box::new(next.into())))
            .value("updated_at", now.0)
            .and_where(Expr::col("id").is_in(part.iter().copied()));
        tx.run(Guarded::unrestricted(update, "a row that was read under the guard just before")).await?;
    }
    Ok(())
}

/// Waits for others who change visits of these rows: PostgreSQL would otherwise look for the next visit among
/// those it saw before it waited. The lowest id first, as everywhere.
async fn hold(tx: &mut Tx, table: &'static str, ids: &[i64]) -> Result<()> {
    if tx.dialect() == Dialect::Postgres {
        let mut select = Query::select();
        select
            .column("id")
            .from(table)
            .and_where(Expr::col("id").is_in(ids.iter().copied()))
            .order_by("id", Order::Asc)
            .lock(LockType::Update);
        let held = Guarded::unrestricted(select, "a row that was read under the guard just before");
        tx.values::<i64, _>(held).await?;
    }
    Ok(())
}
