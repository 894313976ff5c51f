//! One lead with everything its page shows.
use super::{LeadRows, Leads};
use crate::db::{Dialect, Run, Tx};
use crate::guard::{Guarded, Reach};
use crate::{Result, Viewer, custom};
use domain::lead::{Lead, LeadDetails, LeadField, LeadState};
use domain::{ChoiceId, LeadId, Moment, PersonId, Problem, Subject};
use sea_query::{Expr, ExprTrait, LockType, Query, SelectStatement};
use sqlx::FromRow;
use std::collections::BTreeMap;

#[derive(FromRow)]
struct Fixed {
    id: i64,
    version: i64,
    state: String,
    status_id: i64,
    intake_id: Option<i64>,
    source_id: Option<i64>,
    finish_reason_id: Option<i64>,
    owner_id: Option<i64>,
    owner_name: Option<String>,
    submitted_at: i64,
    updated_at: i64,
    last_record_at: Option<i64>,
    next_visit_at: Option<i64>,
    focus_id: Option<i64>,
}

struct Whole(Lead);

impl<'r, R: sqlx::Row> FromRow<'r, R> for Whole
where
    Fixed: FromRow<'r, R>,
    &'static str: sqlx::ColumnIndex<R>,
    String: sqlx::Decode<'r, R::Database> + sqlx::Type<R::Database>,
{
    fn from_row(row: &'r R) -> sqlx::Result<Self> {
        let mut details = LeadDetails::default();
        for field in LeadField::ALL {
            details.set(*field, row.try_get(field.key())?);
        }
        Ok(Self(lead(Fixed::from_row(row)?, details)))
    }
}

fn lead(row: Fixed, details: LeadDetails) -> Lead {
    Lead {
        id: LeadId(row.id),
        version: row.version,
        details,
        state: LeadState::from_key(&row.state).unwrap_or(LeadState::Unclaimed),
        status: ChoiceId(row.status_id),
        intake: row.intake_id.map(ChoiceId),
        source: row.source_id.map(ChoiceId),
        finish_reason: row.finish_reason_id.map(ChoiceId),
        owner: row.owner_id.map(PersonId),
        owner_name: row.owner_name,
        submitted_at: Moment(row.submitted_at),
        updated_at: Moment(row.updated_at),
        last_record_at: row.last_record_at.map(Moment),
        next_visit_at: row.next_visit_at.map(Moment),
        focus: row.focus_id.is_some(),
        added: BTreeMap::new(),
    }
}

fn whole(viewer: &Viewer, select: &mut SelectStatement) {
    let fixed = [
        "id",
        "version",
        "state",
        "status_id",
        "intake_id",
        "source_id",
        "finish_reason_id",
        "owner_id",
        "submitted_at",
        "updated_at",
        "last_record_at",
        "next_visit_at",
    ];
    select
        .columns(
            fixed
                .into_iter()
                .chain(LeadField::ALL.iter().map(|field| field.key()))
                .map(|column| ("leads", column)),
        )
        .expr_as(Expr::col(("people", "name")), "owner_name")
        .expr_as(Expr::col(("focus", "lead_id")), "focus_id")
        .left_join("people", Expr::col(("people", "id")).equals(("leads", "owner_id")))
        .left_join(
            "focus",
            Expr::col(("focus", "lead_id"))
                .equals(("leads", "id"))
                .and(Expr::col(("focus", "person_id")).eq(viewer.person.0)),
        );
}

impl Leads<'_> {
    /// A lead.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or not the viewer's to see.
    pub async fn find(&self, id: LeadId) -> Result<Lead> {
        self.found(&mut self.desk.db(), id, Reach::See).await
    }

    /// A lead as it was just entered, also for who gave it to somebody they do not see.
    pub(crate) async fn entered(&self, tx: &mut Tx, id: LeadId) -> Result<Lead> {
        let mut select = Query::select();
        select.from("leads").and_where(Expr::col(("leads", "id")).eq(id.0));
        let select = Guarded::unrestricted(select, "a lead the viewer has just entered")
            .with(|select| whole(&self.desk.viewer, select));
        let found: Option<Whole> = tx.first(select).await?;
        with_added(tx, found).await
    }

    /// A lead, kept from others' changes until the transaction ends. SQLite has one writer anyway.
    pub(crate) async fn locked(&self, tx: &mut Tx, id: LeadId) -> Result<Lead> {
        if tx.dialect() == Dialect::Postgres {
            let lock = self
                .desk
                .viewer
                .select::<LeadRows>(Reach::Change)
                .and(Expr::col(("leads", "id")).eq(id.0))
                .with(|select| {
                    select.column(("leads", "id")).lock(LockType::Update);
                });
            tx.value::<i64, _>(lock).await?;
        }
        self.found(tx, id, Reach::Change).await
    }

    pub(crate) async fn found(&self, on: &mut impl Run, id: LeadId, reach: Reach) -> Result<Lead> {
        let viewer = &self.desk.viewer;
        let select = viewer
            .select::<LeadRows>(reach)
            .and(Expr::col(("leads", "id")).eq(id.0))
            .with(|select| whole(viewer, select));
        let found: Option<Whole> = on.first(select).await?;
        with_added(on, found).await
    }
}

async fn with_added(on: &mut impl Run, found: Option<Whole>) -> Result<Lead> {
    let mut lead = found.ok_or(Problem::NotFound)?.0;
    lead.added = custom::read(on, Subject::Lead, lead.id.0).await?;
    Ok(lead)
}
