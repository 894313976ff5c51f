//! The inbox.
use super::{ApprovalRows, Approvals};
use crate::db::Run;
use crate::guard::{Guarded, Reach, Visible};
use crate::records::of_row;
use crate::{Result, Viewer, subject};
use domain::approval::{Approval, ApprovalKind, ApprovalState, ApprovalView, Named};
use domain::live::Signal;
use domain::{About, ApprovalId, Moment, PersonId, Problem, Subject};
use sea_query::{Condition, Expr, ExprTrait, OnConflict, Order, Query, SelectStatement, SimpleExpr};
use sqlx::FromRow;
use std::collections::HashMap;

/// The most of one page.
const LIMIT_MAX: u32 = 200;
/// The most of one row's.
const OF_ROW_MAX: u64 = 100;

#[derive(FromRow)]
struct ApprovalRow {
    id: i64,
    kind: String,
    subject: String,
    subject_id: i64,
    old_value: String,
    new_value: String,
    reason: String,
    asked_by: i64,
    asked_at: i64,
    state: String,
    decided_by: Option<i64>,
    decided_at: Option<i64>,
    note: String,
    decides: i64,
    ignored: i64,
}

const COLUMNS: [&str; 13] = [
    "id",
    "kind",
    "subject",
    "subject_id",
    "old_value",
    "new_value",
    "reason",
    "asked_by",
    "asked_at",
    "state",
    "decided_by",
    "decided_at",
    "note",
];

fn whole(viewer: &Viewer, select: &mut SelectStatement) {
    let flag = |so: Condition| -> SimpleExpr { Expr::case(so, 1_i64).finally(0_i64).into() };
    select
        .columns(COLUMNS.map(|column| ("approvals", column)))
        .expr_as(flag(ApprovalRows::within(viewer, Reach::Change)), "decides")
        .expr_as(flag(Condition::all().add(ignored(viewer))), "ignored")
        .order_by(("approvals", "id"), Order::Desc);
}

fn ignored(viewer: &Viewer) -> SimpleExpr {
    let mut marks = Query::select();
    marks
        .expr(Expr::val(1))
        .from("approval_marks")
        .and_where(Expr::col(("approval_marks", "approval_id")).equals(("approvals", "id")))
        .and_where(Expr::col(("approval_marks", "person_id")).eq(viewer.person.0));
    Expr::exists(marks)
}

fn is(state: ApprovalState) -> SimpleExpr {
    Expr::col(("approvals", "state")).eq(state.key())
}

/// The requests of a part of the inbox.
fn standing(viewer: &Viewer, view: ApprovalView) -> Condition {
    let decides = || ApprovalRows::within(viewer, Reach::Change);
    let by_me = |column: &'static str| Expr::col(("approvals", column)).eq(viewer.person.0);
    match view {
        ApprovalView::Pending => {
            Condition::all().add(is(ApprovalState::Pending)).add(decides()).add(ignored(viewer).not())
        }
        ApprovalView::Handled => Condition::all()
            .add(is(ApprovalState::Approved).or(is(ApprovalState::Rejected)))
            .add(Condition::any().add(by_me("decided_by")).add(decides())),
        ApprovalView::Ignored => Condition::all().add(decides()).add(ignored(viewer)),
        ApprovalView::Mine => Condition::all().add(by_me("asked_by")),
    }
}

impl Approvals<'_> {
    /// Up to `limit` requests of a part of the inbox before one, the latest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(
        &self,
        view: ApprovalView,
        before: Option<ApprovalId>,
        limit: u32,
    ) -> Result<Vec<Approval>> {
        let before = before.map(|before| Expr::col(("approvals", "id")).lt(before.0));
        let some = standing(&self.desk.viewer, view).add_option(before);
        self.some(some, u64::from(limit.clamp(1, LIMIT_MAX))).await
    }

    /// All that was asked for of a row, the latest first.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the row is not there, or not the viewer's to see.
    pub async fn of(&self, about: impl Into<About>) -> Result<Vec<Approval>> {
        let about = about.into();
        subject::seen(self.desk, about).await?;
        self.some(of_row("approvals", about), OF_ROW_MAX).await
    }

    /// A request.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or not the viewer's to see.
    pub async fn find(&self, id: ApprovalId) -> Result<Approval> {
        let one = Condition::all().add(Expr::col(("approvals", "id")).eq(id.0));
        Ok(self.some(one, 1).await?.pop().ok_or(Problem::NotFound)?)
    }

    /// How many wait for the viewer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn pending(&self) -> Result<i64> {
        self.count(ApprovalView::Pending).await
    }

    /// How many requests each part of the inbox holds. What was handled is not counted: there are ever more of them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn counts(&self) -> Result<Vec<(ApprovalView, i64)>> {
        let mut counts = Vec::new();
        for view in [ApprovalView::Pending, ApprovalView::Ignored, ApprovalView::Mine] {
            counts.push((view, self.count(view).await?));
        }
        Ok(counts)
    }

    async fn count(&self, view: ApprovalView) -> Result<i64> {
        let viewer = &self.desk.viewer;
        let select = viewer.select::<ApprovalRows>(Reach::See).and(standing(viewer, view)).with(|select| {
            select.expr(Expr::col(("approvals", "id")).count());
        });
        Ok(self.desk.db().value(select).await?.unwrap_or_default())
    }

    async fn some(&self, some: Condition, limit: u64) -> Result<Vec<Approval>> {
        let viewer = &self.desk.viewer;
        let select = viewer.select::<ApprovalRows>(Reach::See).and(some).with(|select| {
            whole(viewer, select);
            select.limit(limit);
        });
        let rows: Vec<ApprovalRow> = self.desk.db().all(select).await?;
        let people: Vec<_> = rows
            .iter()
            .flat_map(|row| [Some(row.asked_by), row.decided_by])
            .flatten()
            .map(PersonId)
            .collect();
        let people = self.desk.names_of(&people).await?;
        let abouts: Vec<_> = rows.iter().filter_map(ApprovalRow::about).collect();
        let names = subject::names(self.desk, &abouts).await?;
        Ok(rows.into_iter().filter_map(|row| row.told(viewer.person, &people, &names)).collect())
    }

    /// Does not want to be asked about a request any more, or wants it again.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not the viewer's to decide on.
    pub async fn ignore(&self, id: ApprovalId, ignored: bool) -> Result<Approval> {
        self.request(id, Reach::Change).await?;
        let me = self.desk.viewer.person;
        let mut tx = self.desk.begin().await?;
        if ignored {
            let mut insert = Query::insert();
            insert
                .into_table("approval_marks")
                .columns(["approval_id", "person_id", "at"])
                .values_panic([id.0.into(), me.0.into(), self.desk.now().0.into()])
                .on_conflict(OnConflict::columns(["approval_id", "person_id"]).do_nothing().to_owned());
            tx.run(Guarded::unrestricted(insert, "one's own mark on a request")).await?;
        } else {
            let mut delete = Query::delete();
            delete
                .from_table("approval_marks")
                .and_where(Expr::col("approval_id").eq(id.0))
                .and_where(Expr::col("person_id").eq(me.0));
            tx.run(Guarded::unrestricted(delete, "one's own mark on a request")).await?;
        }
        tx.signal(Signal::Approvals { people: vec![me] });
        tx.commit().await?;
        self.find(id).await
    }
}

impl ApprovalRow {
    fn about(&self) -> Option<About> {
        Subject::from_key(&self.subject).map(|subject| About::new(subject, self.subject_id))
    }

    fn told(
        self,
        me: PersonId,
        people: &HashMap<PersonId, String>,
        names: &HashMap<About, String>,
    ) -> Option<Approval> {
        let person = |id: i64| {
            let id = PersonId(id);
            Named { id, name: people.get(&id).cloned().unwrap_or_default() }
        };
        let about = self.about()?;
        let state = ApprovalState::from_key(&self.state)?;
        let pending = state == ApprovalState::Pending;
        Some(Approval {
            id: ApprovalId(self.id),
            kind: ApprovalKind::from_key(&self.kind)?,
            about,
            name: names.get(&about).cloned(),
            old: self.old_value,
            new: self.new_value,
            reason: self.reason,
            asked_by: person(self.asked_by),
            asked_at: Moment(self.asked_at),
            state,
            decided_by: self.decided_by.map(person),
            decided_at: self.decided_at.map(Moment),
            note: self.note,
            may_decide: pending && self.decides == 1,
            may_withdraw: pending && self.asked_by == me.0,
            ignored: self.ignored == 1,
        })
    }
}
