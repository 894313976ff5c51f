//! Sharing: others see one's customers, or may change them, until a day if that is wished.
use super::moves::CustomerBrief;
use super::{CustomerRows, Customers};
use crate::audit::{Noted, note_many};
use crate::db::{Run, Tx};
use crate::guard::{Guarded, Reach};
use crate::leads::write::works_here;
use crate::records::{self, Entry};
use crate::verbs::{Brief, sift};
use crate::{Result, notices, subject};
use domain::customer::{CustomerState, Share, ShareMark};
use domain::list::{Chosen, Done, SkipReason};
use domain::notice::{NoticeDetail, NoticeKind};
use domain::record::RecordKind;
use domain::{About, CustomerId, FieldProblem, Moment, Permission, PersonId, Problem, Subject};
use sea_query::{Condition, Expr, ExprTrait, OnConflict, Order, Query};
use serde_json::json;
use sqlx::FromRow;
use std::collections::BTreeMap;

#[derive(FromRow)]
struct ShareRow {
    person_id: i64,
    name: String,
    may_edit: i64,
    ends_at: Option<i64>,
    by_name: Option<String>,
    at: i64,
}

impl Customers<'_> {
    /// Shares customers with people. A share that is there takes the new right and the new end.
    ///
    /// # Errors
    /// [`Problem::Invalid`] on `people` when there is none, or one is not there or disabled; on `until` when it is
    /// over already.
    pub async fn share(
        &self,
        chosen: &Chosen,
        people: &[PersonId],
        may_edit: bool,
        until: Option<Moment>,
    ) -> Result<Done> {
        self.desk.viewer.require(Permission::ShareCustomers)?;
        if people.is_empty() {
            return Err(Problem::field("people", FieldProblem::Required).into());
        }
        for person in people {
            if !works_here(self.desk, *person).await? {
                return Err(Problem::field("people", FieldProblem::NotChoosable).into());
            }
        }
        if until.is_some_and(|until| until <= self.desk.now()) {
            return Err(Problem::field("until", FieldProblem::InThePast).into());
        }
        let (mut tx, fit, done) = self.mine(chosen).await?;
        for brief in &fit {
            for person in people.iter().filter(|person| brief.owner_id != Some(person.0)) {
                self.put(&mut tx, brief.id, *person, may_edit, until).await?;
            }
        }
        self.tell(&mut tx, &fit, people, until).await?;
        let named: Vec<_> = people.iter().map(|person| (*person, RecordKind::Shared)).collect();
        let detail = json!({ "people": people, "may_edit": may_edit, "until": until });
        self.told(&mut tx, &fit, &named, "customer.shared", &detail).await?;
        tx.commit().await?;
        Ok(Done { done: fit.iter().map(Brief::id).collect(), ..done })
    }

    async fn tell(
        &self,
        tx: &mut Tx,
        rows: &[CustomerBrief],
        people: &[PersonId],
        until: Option<Moment>,
    ) -> Result<()> {
        let detail = NoticeDetail { until, ..NoticeDetail::by(self.desk.viewer.person) };
        for person in people {
            let theirs = rows.iter().filter(|row| row.owner_id != Some(person.0));
            let ids: Vec<_> = theirs.map(Brief::id).collect();
            let (now, rows) = (self.desk.now(), (Subject::Customer, &ids[..]));
            notices::add_about(tx, now, *person, NoticeKind::Shared, rows, detail.clone()).await?;
        }
        Ok(())
    }

    /// Ends a person's share of customers.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without the permission.
    pub async fn unshare(&self, chosen: &Chosen, person: PersonId) -> Result<Done> {
        self.desk.viewer.require(Permission::ShareCustomers)?;
        let (mut tx, fit, done) = self.mine(chosen).await?;
        // Told before the share is gone, so that the person hears of it.
        let detail = json!({ "people": [person] });
        let named = [(person, RecordKind::Unshared)];
        self.told(&mut tx, &fit, &named, "customer.unshared", &detail).await?;
        for brief in &fit {
            let mut delete = Query::delete();
            delete
                .from_table("shares")
                .and_where(Expr::col("customer_id").eq(brief.id))
                .and_where(Expr::col("person_id").eq(person.0));
            tx.run(Guarded::unrestricted(delete, "shares of rows that were locked under the guard")).await?;
        }
        tx.commit().await?;
        Ok(Done { done: fit.iter().map(Brief::id).collect(), ..done })
    }

    /// The rows the viewer may share: those within reach by ownership, not those shared with oneself.
    async fn mine(&self, chosen: &Chosen) -> Result<(Tx, Vec<CustomerBrief>, Done)> {
        let ids = self.lists().meant(chosen).await?;
        let mut done = Done::default();
        let mut tx = self.desk.begin().await?;
        let briefs = self.lists().briefs(&mut tx, &ids, Reach::Change, &mut done).await?;
        let owners: Vec<_> = briefs.iter().map(|brief| brief.owner_id.map(PersonId)).collect();
        let seen = self.desk.customer_owners_seen(&owners).await?;
        let fit = sift(briefs, &mut done, |brief: &CustomerBrief| {
            if !brief.is(CustomerState::Owned) {
                Some(SkipReason::WrongState)
            } else if !seen.contains(&brief.owner_id.map(PersonId)) {
                Some(SkipReason::NotYours)
            } else {
                None
            }
        });
        Ok((tx, fit, done))
    }

    async fn put(
        &self,
        tx: &mut Tx,
        customer: i64,
        person: PersonId,
        may_edit: bool,
        until: Option<Moment>,
    ) -> Result<()> {
        let mut insert = Query::insert();
        insert
            .into_table("shares")
            .columns(["customer_id", "person_id", "may_edit", "ends_at", "by_id", "at"])
            .values_panic([
                customer.into(),
                person.0.into(),
                i64::from(may_edit).into(),
                until.map(|until| until.0).into(),
                self.desk.viewer.person.0.into(),
                self.desk.now().0.into(),
            ])
            .on_conflict(
                OnConflict::columns(["customer_id", "person_id"])
                    .update_columns(["may_edit", "ends_at", "by_id", "at"])
                    .to_owned(),
            );
        tx.run(Guarded::unrestricted(insert, "shares of rows that were locked under the guard")).await?;
        Ok(())
    }

    async fn told(
        &self,
        tx: &mut Tx,
        rows: &[CustomerBrief],
        people: &[(PersonId, RecordKind)],
        action: &str,
        detail: &serde_json::Value,
    ) -> Result<()> {
        let (now, me) = (self.desk.now(), self.desk.viewer.person);
        let mut entries = Vec::with_capacity(rows.len() * people.len());
        for row in rows {
            let about = About::new(Subject::Customer, row.id);
            entries.extend(
                people
                    .iter()
                    .map(|(person, kind)| Entry::new(*kind, about, me, now).saying(person.to_string())),
            );
        }
        records::add(tx, now, &entries).await?;
        let noted: Vec<_> = rows
            .iter()
            .map(|row| Noted { id: row.id, version: row.version(), detail: detail.clone() })
            .collect();
        note_many(tx, now, me, action, "customer", &noted).await?;
        let ids: Vec<_> = rows.iter().map(Brief::id).collect();
        subject::changed(tx, Subject::Customer, &ids, rows.iter().map(Brief::owner)).await
    }

    /// Which of these customers are shared: with the viewer, or with others. Those that are not are left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn share_marks(&self, ids: &[i64]) -> Result<BTreeMap<i64, ShareMark>> {
        let viewer = &self.desk.viewer;
        let running = Condition::any()
            .add(Expr::col(("shares", "ends_at")).is_null())
            .add(Expr::col(("shares", "ends_at")).gt(viewer.at.0));
        let select = viewer
            .select::<CustomerRows>(Reach::See)
            .and(Expr::col(("customers", "id")).is_in(ids.iter().copied()))
            .and(running)
            .with(|select| {
                select
                    .columns(["customer_id", "person_id", "may_edit"].map(|column| ("shares", column)))
                    .inner_join("shares", Expr::col(("shares", "customer_id")).equals(("customers", "id")));
            });
        let rows: Vec<(i64, i64, i64)> = self.desk.db().all(select).await?;
        let mut marks = BTreeMap::new();
        for (customer, person, may_edit) in rows {
            let mark = match (person == viewer.person.0, may_edit) {
                (true, 0) => ShareMark::ToRead,
                (true, _) => ShareMark::ToEdit,
                (false, _) => ShareMark::WithOthers,
            };
            let known = marks.entry(customer).or_insert(mark);
            *known = (*known).max(mark);
        }
        Ok(marks)
    }

    /// With whom a customer is shared.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or not the viewer's to see.
    pub async fn shares(&self, id: CustomerId) -> Result<Vec<Share>> {
        subject::seen(self.desk, id.into()).await?;
        let mut by = Query::select();
        by.column(("by", "name"))
            .from_as("people", "by")
            .and_where(Expr::col(("by", "id")).equals(("shares", "by_id")));
        let mut select = Query::select();
        select
            .columns(["person_id", "may_edit", "ends_at", "at"].map(|column| ("shares", column)))
            .column(("people", "name"))
            .expr_as(Expr::SubQuery(None, Box::new(by.into())), "by_name")
            .from("shares")
            .inner_join("people", Expr::col(("people", "id")).equals(("shares", "person_id")))
            .and_where(Expr::col(("shares", "customer_id")).eq(id.0))
            .order_by(("shares", "at"), Order::Asc)
            .order_by(("shares", "person_id"), Order::Asc);
        let rows: Vec<ShareRow> = self
            .desk
            .db()
            .all(Guarded::unrestricted(select, "shares of a customer that was found under the guard"))
            .await?;
        let now = self.desk.now().0;
        let told = |row: ShareRow| Share {
            person: PersonId(row.person_id),
            name: row.name,
            may_edit: row.may_edit != 0,
            until: row.ends_at.map(Moment),
            over: row.ends_at.is_some_and(|end| end <= now),
            by: row.by_name,
            at: Moment(row.at),
        };
        Ok(rows.into_iter().map(told).collect())
    }
}
