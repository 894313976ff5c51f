//! The bin: delete, restore, put into a pool, purge.
use super::moves::{CustomerBrief, pooled};
use super::{CustomerRows, Customers};
use crate::audit::{Noted, note_many};
use crate::contacts::ContactRows;
use crate::db::{Run, Tx};
use crate::guard::{Guarded, Reach};
use crate::leads::write::works_here;
use crate::ownership::{self, Handover};
use crate::verbs::{Brief, Change, PART, Verb, sift};
use crate::{Result, attachments, search, subject};
use domain::customer::CustomerState;
use domain::list::{Chosen, Done, SkipReason};
use domain::ownership::MoveKind;
use domain::record::RecordKind;
use domain::{Permission, PersonId, PoolId, Subject};
use sea_query::{Expr, ExprTrait, Query, Value};
use serde_json::json;

impl Customers<'_> {
    /// Moves customers to the bin. They keep the owner they had, so that they can go back.
    ///
    /// # Errors
    /// [`domain::Problem::Forbidden`] without the permission.
    pub async fn bin(&self, chosen: &Chosen) -> Result<Done> {
        let ids = self.lists().meant(chosen).await?;
        self.desk.viewer.require(Permission::DeleteCustomers)?;
        let mut done = Done::default();
        let mut tx = self.desk.begin().await?;
        let reach =
            if self.desk.viewer.may(Permission::MonitorCustomers) { Reach::See } else { Reach::Change };
        let briefs = self.lists().briefs(&mut tx, &ids, reach, &mut done).await?;
        let fit = sift(briefs, &mut done, |brief: &CustomerBrief| {
            brief.is(CustomerState::Bin).then_some(SkipReason::Already)
        });
        let change = Change {
            action: "customer.binned",
            kind: RecordKind::Binned,
            content: String::new(),
            values: vec![
                ("state", CustomerState::Bin.key().into()),
                ("pool_id", Value::BigInt(None)),
                ("binned_at", self.desk.now().0.into()),
                ("recycle_at", Value::BigInt(None)),
            ],
            handover: Some(Handover::to_nobody(MoveKind::Binned)),
        };
        self.lists().apply(&mut tx, fit, &change, &mut done).await?;
        tx.commit().await?;
        Ok(done)
    }

    /// Takes customers out of the bin, each back to the owner it had; to the viewer, or to `owner`, when that person
    /// has left.
    ///
    /// # Errors
    /// [`domain::Problem::Forbidden`] without the permission.
    pub async fn restore(&self, chosen: &Chosen, owner: Option<PersonId>) -> Result<Done> {
        self.desk.viewer.require(Permission::ManageBin)?;
        let ids = self.lists().meant(chosen).await?;
        let mut done = Done::default();
        let before = self.owners_of(&ids).await?;
        let mut tx = self.desk.begin().await?;
        let here = owner.unwrap_or(self.desk.viewer.person);
        let mut people: Vec<_> = before.iter().copied().chain([here]).collect();
        people.sort_unstable();
        people.dedup();
        ownership::hold_people(&mut tx, &people).await?;
        let briefs = self.lists().briefs(&mut tx, &ids, Reach::Change, &mut done).await?;
        let fit = sift(briefs, &mut done, |brief: &CustomerBrief| {
            (!brief.is(CustomerState::Bin)).then_some(SkipReason::WrongState)
        });
        let mut parts: std::collections::BTreeMap<PersonId, Vec<CustomerBrief>> = Default::default();
        for brief in fit {
            let to = match brief.owner_id.map(PersonId).filter(|_| owner.is_none()) {
                Some(former) if works_here(self.desk, former).await? => former,
                _ => here,
            };
            parts.entry(to).or_default().push(brief);
        }
        for (to, part) in parts {
            let change = self.handing(to, MoveKind::Restored);
            self.lists().apply(&mut tx, part, &change, &mut done).await?;
        }
        tx.commit().await?;
        Ok(done)
    }

    async fn owners_of(&self, ids: &[i64]) -> Result<Vec<PersonId>> {
        let mut owners = Vec::new();
        for part in ids.chunks(PART) {
            let select = self
                .desk
                .viewer
                .select::<CustomerRows>(Reach::See)
                .and(Expr::col(("customers", "id")).is_in(part.iter().copied()))
                .and(Expr::col(("customers", "owner_id")).is_not_null())
                .with(|select| {
                    select.column(("customers", "owner_id")).distinct();
                });
            owners.extend(self.desk.db().values::<i64, _>(select).await?.into_iter().map(PersonId));
        }
        Ok(owners)
    }

    /// Puts what lies in the bin into a pool.
    ///
    /// # Errors
    /// [`domain::Problem::Invalid`] on `pool` when it is not offered.
    pub async fn bin_to_pool(&self, chosen: &Chosen, pool: Option<PoolId>) -> Result<Done> {
        let pool = self.pool(pool).await?;
        let verb = Verb {
            permission: Permission::ManageBin,
            reach: Reach::Change,
            change: Change {
                action: "customer.pooled",
                kind: RecordKind::Restored,
                content: String::new(),
                values: pooled(pool, self.desk.now()),
                handover: Some(Handover::into_pool(MoveKind::Restored, pool)),
            },
            choice: None,
            rule: &|brief: &CustomerBrief| (!brief.is(CustomerState::Bin)).then_some(SkipReason::WrongState),
        };
        self.lists().carry_out(chosen, verb).await
    }

    /// Removes for good what lies in the bin. Its records stay in the database, as records always do, out of
    /// everybody's sight.
    ///
    /// # Errors
    /// [`domain::Problem::Forbidden`] without the permission.
    pub async fn purge(&self, chosen: &Chosen) -> Result<Done> {
        self.desk.viewer.require(Permission::ManageBin)?;
        let ids = self.lists().meant(chosen).await?;
        let (now, me) = (self.desk.now(), self.desk.viewer.person);
        let mut done = Done::default();
        let mut tx = self.desk.begin().await?;
        let briefs = self.lists().briefs(&mut tx, &ids, Reach::Change, &mut done).await?;
        let fit = sift(briefs, &mut done, |brief: &CustomerBrief| {
            (!brief.is(CustomerState::Bin)).then_some(SkipReason::WrongState)
        });
        let ids: Vec<_> = fit.iter().map(|brief| brief.id).collect();
        self.erase(&mut tx, &ids).await?;
        let noted = |brief: &CustomerBrief| Noted {
            id: brief.id,
            version: brief.version() + 1,
            detail: json!({ "owner": [brief.owner_id.map(|owner| owner.to_string()), null] }),
        };
        let noted: Vec<_> = fit.iter().map(noted).collect();
        note_many(&mut tx, now, me, "customer.purged", "customer", &noted).await?;
        subject::changed(&mut tx, Subject::Customer, &ids, fit.iter().map(|brief| brief.owner_id)).await?;
        tx.commit().await?;
        done.done = ids;
        Ok(done)
    }

    /// Deletes customers, what was merged into them, their contacts, and the files of all of them.
    pub(crate) async fn erase(&self, tx: &mut Tx, ids: &[i64]) -> Result<()> {
        for part in ids.chunks(PART) {
            let among = || part.iter().copied();
            let mut merged = Query::select();
            merged.column("id").from("customers").and_where(Expr::col("merged_into").is_in(among()));
            let merged: Vec<i64> =
                tx.values(Guarded::unrestricted(merged, "what was merged into rows that are held")).await?;
            let all: Vec<i64> = merged.iter().copied().chain(among()).collect();
            let mut contacts = Query::select();
            contacts
                .column("id")
                .from("contacts")
                .and_where(Expr::col("customer_id").is_in(all.iter().copied()));
            let contacts: Vec<i64> =
                tx.values(Guarded::unrestricted(contacts, "contacts of rows that are held")).await?;
            attachments::discard(tx, Subject::Contact, &contacts, self.desk.now()).await?;
            attachments::discard(tx, Subject::Customer, &all, self.desk.now()).await?;
            search::forget::<ContactRows>(tx, &contacts);
            search::forget::<CustomerRows>(tx, &all);
            for ids in [merged, part.to_vec()] {
                let mut delete = Query::delete();
                delete.from_table("customers").and_where(Expr::col("id").is_in(ids));
                tx.run(Guarded::unrestricted(
                    delete,
                    "rows that were read under the guard and locked just before",
                ))
                .await?;
            }
        }
        Ok(())
    }
}
