//! The audit log. Written inside the transaction of what it tells of.
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use crate::{Desk, Result};
use domain::audit::Audit;
use domain::{AuditId, Moment, Permission, PersonId};
use sea_query::{Expr, ExprTrait, LikeExpr, Order, Query};
use sqlx::FromRow;

/// Notes what was done.
#[expect(clippy::too_many_arguments, reason = "one for each column; all callers give them as they stand")]
pub(crate) async fn note(
    tx: &mut Tx,
    at: Moment,
    person: Option<PersonId>,
    action: &str,
    subject: &str,
    subject_id: Option<i64>,
    version: Option<i64>,
    detail: &serde_json::Value,
) -> Result<()> {
    let mut insert = Query::insert();
    insert
        .into_table("audit")
        .columns(["at", "person_id", "action", "subject", "subject_id", "version", "detail"])
        .values_panic([
            at.0.into(),
            person.map(i64::from).into(),
            action.into(),
            subject.into(),
            subject_id.into(),
            version.into(),
            detail.to_string().into(),
        ]);
    tx.run(Guarded::unrestricted(insert, "the audit log is written for everybody")).await?;
    Ok(())
}

/// What was done to one of many.
pub(crate) struct Noted {
    pub(crate) id: i64,
    pub(crate) version: i64,
    pub(crate) detail: serde_json::Value,
}

/// Notes what was done to many, a row for each.
pub(crate) async fn note_many(
    tx: &mut Tx,
    at: Moment,
    person: impl Into<Option<PersonId>>,
    action: &str,
    subject: &str,
    all: &[Noted],
) -> Result<()> {
    let person = person.into().map(i64::from);
    for part in all.chunks(500) {
        let mut insert = Query::insert();
        insert.into_table("audit").columns([
            "at",
            "person_id",
            "action",
            "subject",
            "subject_id",
            "version",
            "detail",
        ]);
        for noted in part {
            insert.values_panic([
                at.0.into(),
                person.into(),
                action.into(),
                subject.into(),
                noted.id.into(),
                noted.version.into(),
                noted.detail.to_string().into(),
            ]);
        }
        tx.run(Guarded::unrestricted(insert, "the audit log is written for everybody")).await?;
    }
    Ok(())
}

/// The audit log, for those who may read it.
#[derive(Clone, Copy)]
pub struct AuditLog<'a> {
    pub(crate) desk: &'a Desk,
}

#[derive(FromRow)]
struct Entry {
    id: i64,
    at: i64,
    person_name: Option<String>,
    action: String,
    subject: String,
    subject_id: Option<i64>,
    detail: String,
}

impl AuditLog<'_> {
    /// Up to `limit` entries before an entry, the latest first. `action` narrows to those that begin so.
    ///
    /// # Errors
    /// [`domain::Problem::Forbidden`] without the permission.
    pub async fn list(&self, before: Option<AuditId>, action: &str, limit: u32) -> Result<Vec<Audit>> {
        self.of(None, before, action, limit).await
    }

    /// As [`AuditLog::list`], of what one person did when one is named.
    ///
    /// # Errors
    /// [`domain::Problem::Forbidden`] without the permission.
    pub async fn of(
        &self,
        person: Option<PersonId>,
        before: Option<AuditId>,
        action: &str,
        limit: u32,
    ) -> Result<Vec<Audit>> {
        self.desk.viewer.require(Permission::ViewAudit)?;
        let mut select = Query::select();
        select
            .columns(
                ["id", "at", "action", "subject", "subject_id", "detail"].map(|column| ("audit", column)),
            )
            .expr_as(Expr::col(("people", "name")), "person_name")
            .from("audit")
            .left_join("people", Expr::col(("people", "id")).equals(("audit", "person_id")))
            .order_by(("audit", "id"), Order::Desc)
            .limit(u64::from(limit.clamp(1, 500)));
        if let Some(person) = person {
            select.and_where(Expr::col(("audit", "person_id")).eq(person.0));
        }
        if let Some(before) = before {
            select.and_where(Expr::col(("audit", "id")).lt(before.0));
        }
        if !action.is_empty() {
            let plain = action.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
            let begins = LikeExpr::new(format!("{plain}%")).escape('\\');
            select.and_where(Expr::col(("audit", "action")).like(begins));
        }
        let rows: Vec<Entry> =
            self.desk.db().all(Guarded::unrestricted(select, "asked for by permission, just above")).await?;
        Ok(rows.into_iter().map(Entry::told).collect())
    }
}

impl Entry {
    fn told(self) -> Audit {
        Audit {
            id: AuditId(self.id),
            at: Moment(self.at),
            person_name: self.person_name,
            action: self.action,
            subject: self.subject,
            subject_id: self.subject_id,
            detail: self.detail,
        }
    }
}
