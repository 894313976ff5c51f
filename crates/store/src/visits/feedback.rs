//! Feedback closes a visit, once.
use super::{PlanRows, VisitRow, Visits, columns, refresh_next};
use crate::Result;
use crate::db::{Run, Tx};
use crate::guard::Reach;
use crate::records::{self, Entry};
use crate::subject;
use domain::live::Signal;
use domain::record::{CONTENT_MAX, Record, RecordKind};
use domain::visit::{Visit, VisitState};
use domain::{FieldProblem, Moment, PersonId, Problem, RecordId, VisitId};
use sea_query::{Expr, ExprTrait, Value};
use serde_json::json;

impl Visits<'_> {
    /// Writes what came of a visit and closes it. However often it is sent, the lead's timeline gets one
    /// entry.
    ///
    /// # Errors
    /// [`Problem::TooLate`] when other feedback stands already, [`Problem::WrongState`] when the visit was
    /// called off.
    pub async fn feedback(&self, id: VisitId, content: &str) -> Result<Record> {
        let content = content.trim();
        if content.is_empty() {
            return Err(Problem::field("content", FieldProblem::Required).into());
        }
        if content.chars().count() > CONTENT_MAX {
            return Err(Problem::field("content", FieldProblem::TooLong { max: CONTENT_MAX }).into());
        }
        let now = self.desk.now();
        let mut tx = self.desk.begin().await?;
        let (visit, owner) = self.held(&mut tx, id).await?;
        self.desk.viewer.require(subject::edits(visit.about.subject))?;
        if !self.close(&mut tx, id, VisitState::Done, vec![("closed_at", now.0.into())]).await? {
            drop(tx);
            return self.written(&visit, content).await;
        }
        let entry = Entry::new(RecordKind::Feedback, visit.about, self.desk.viewer.person, now);
        let entry = Entry { plan: Some(id.0), ..entry.saying(content) };
        let record = records::add(&mut tx, now, &[entry]).await?[0];
        records::touch(&mut tx, visit.about.subject, &[visit.about.id], now).await?;
        self.told(&mut tx, &visit, owner, now).await?;
        tx.commit().await?;
        self.desk.records().find(RecordId(record)).await
    }

    /// The answer to feedback that comes a second time.
    async fn written(&self, visit: &Visit, content: &str) -> Result<Record> {
        if visit.state == VisitState::Cancelled {
            return Err(Problem::WrongState.into());
        }
        let record = self.desk.records().feedback_of(visit.id).await?.ok_or(Problem::TooLate)?;
        if record.content == content { Ok(record) } else { Err(Problem::TooLate.into()) }
    }

    /// Moves an open visit to another time.
    ///
    /// # Errors
    /// [`Problem::WrongState`] when it is closed.
    pub async fn reschedule(&self, id: VisitId, starts_at: Moment) -> Result<Visit> {
        let values = vec![("starts_at", starts_at.0.into())];
        self.change(id, VisitState::Open, values, |visit| Told {
            action: "visit_moved",
            detail: json!({"visit_at": [visit.starts_at.to_string(), starts_at.to_string()]}),
        })
        .await
    }

    /// Calls an open visit off.
    ///
    /// # Errors
    /// [`Problem::WrongState`] when it is closed.
    pub async fn cancel(&self, id: VisitId) -> Result<Visit> {
        let now = self.desk.now();
        let values = vec![("closed_at", now.0.into())];
        self.change(id, VisitState::Cancelled, values, |visit| Told {
            action: "visit_cancelled",
            detail: json!({"visit_at": [visit.starts_at.to_string(), null]}),
        })
        .await
    }

    async fn change(
        &self,
        id: VisitId,
        state: VisitState,
        values: Vec<(&'static str, Value)>,
        told: impl FnOnce(&Visit) -> Told,
    ) -> Result<Visit> {
        let mut tx = self.desk.begin().await?;
        let (visit, owner) = self.held(&mut tx, id).await?;
        self.desk.viewer.require(subject::edits(visit.about.subject))?;
        if !self.close(&mut tx, id, state, values).await? {
            return Err(Problem::WrongState.into());
        }
        let Told { action, detail } = told(&visit);
        let noun = visit.about.subject.key();
        self.desk.note(&mut tx, &format!("{noun}.{action}"), noun, Some(visit.about.id), &detail).await?;
        self.told(&mut tx, &visit, owner, self.desk.now()).await?;
        tx.commit().await?;
        self.find(id).await
    }

    /// Changes a visit if it is still open; whether it was.
    async fn close(
        &self,
        tx: &mut Tx,
        id: VisitId,
        state: VisitState,
        values: Vec<(&'static str, Value)>,
    ) -> Result<bool> {
        let update = self
            .desk
            .viewer
            .update::<PlanRows>()
            .and(Expr::col("id").eq(id.0))
            .and(Expr::col("state").eq(VisitState::Open.key()))
            .with(|update| {
                update
                    .value("state", state.key())
                    .values(values.into_iter().map(|(column, value)| (column, value.into())));
            });
        Ok(tx.run(update).await? > 0)
    }

    /// A visit the viewer may change, and the owner of whom it is for. That row is held before the visit is changed:
    /// who hands it over changes the two in this order.
    async fn held(&self, tx: &mut Tx, id: VisitId) -> Result<(Visit, Option<PersonId>)> {
        let (visit, _) = self.mine(tx, id).await?;
        subject::hold(self.desk, tx, visit.about, Reach::Change).await?;
        self.mine(tx, id).await
    }

    async fn mine(&self, tx: &mut Tx, id: VisitId) -> Result<(Visit, Option<PersonId>)> {
        let select = self
            .desk
            .viewer
            .select::<PlanRows>(Reach::Change)
            .and(Expr::col(("plans", "id")).eq(id.0))
            .with(columns);
        let row: VisitRow = tx.first(select).await?.ok_or(Problem::NotFound)?;
        let owner = row.owner_id.map(PersonId);
        Ok((row.told(&self.desk.viewer), owner))
    }

    async fn told(&self, tx: &mut Tx, visit: &Visit, owner: Option<PersonId>, now: Moment) -> Result<()> {
        let about = visit.about;
        refresh_next(tx, about.subject, &[about.id], now).await?;
        subject::changed(tx, about.subject, &[about.id], [owner.map(i64::from)]).await?;
        tx.signal(Signal::Visits { people: vec![visit.person] });
        Ok(())
    }
}

/// What the audit log says of a change.
struct Told {
    action: &'static str,
    detail: serde_json::Value,
}
