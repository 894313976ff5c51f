//! The files of a row, and one.
use super::{AttachmentRows, Attachments, RemovedRows, TABLE};
use crate::db::Run;
use crate::guard::{Guarded, Reach, Visible};
use crate::records::of_row;
use crate::{Result, Viewer, subject};
use domain::attachment::{Attachment, CONTACT_FILES, PAGE};
use domain::{About, AttachmentId, CustomerId, Moment, PersonId, Problem, Subject};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use sqlx::FromRow;

#[derive(FromRow)]
pub(super) struct Row {
    id: i64,
    subject: String,
    now_about: i64,
    pub(super) name: String,
    kind: String,
    size: i64,
    sha256: String,
    pub(super) stored_as: String,
    pub(super) by_id: Option<i64>,
    by_name: Option<String>,
    at: i64,
    /// Whether the row it is kept with is the viewer's to change.
    changes: i64,
}

impl Row {
    pub(super) fn about(&self) -> About {
        About::new(Subject::from_key(&self.subject).unwrap_or(Subject::Lead), self.now_about)
    }

    /// How the viewer may lay hands on it: as who has added it, or as who changes the row.
    pub(super) fn reach(&self, viewer: &Viewer) -> Option<Reach> {
        if self.changes != 0 && viewer.may(subject::edits(self.about().subject)) {
            return Some(Reach::Change);
        }
        (self.by_id == Some(viewer.person.0)).then_some(Reach::See)
    }

    fn told(self, viewer: &Viewer) -> Attachment {
        Attachment {
            id: AttachmentId(self.id),
            about: self.about(),
            may_change: self.reach(viewer).is_some(),
            name: self.name,
            kind: self.kind,
            size: self.size,
            sha256: self.sha256,
            by: self.by_id.map(PersonId),
            by_name: self.by_name,
            at: Moment(self.at),
        }
    }
}

/// What is read of each file of `N`.
fn select<N: Visible>(viewer: &Viewer) -> Guarded<SelectStatement> {
    let columns = ["id", "subject", "name", "kind", "size", "sha256", "stored_as", "by_id", "at"];
    let changes = Expr::case(N::within(viewer, Reach::Change), 1_i64).finally(0_i64);
    viewer.select::<N>(Reach::See).with(|select| {
        select
            .columns(columns.map(|column| (TABLE, column)))
            .expr_as(subject::now_about(TABLE), "now_about")
            .expr_as(Expr::col(("people", "name")), "by_name")
            .expr_as(changes, "changes")
            .left_join("people", Expr::col(("people", "id")).equals((TABLE, "by_id")));
    })
}

impl Attachments<'_> {
    /// The files of a row, the latest first, from before one of them on. A customer has those of what was merged
    /// into it, too.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the row is not there, or not the viewer's to see.
    pub async fn of(
        &self,
        about: impl Into<About>,
        before: Option<AttachmentId>,
        limit: u32,
    ) -> Result<Vec<Attachment>> {
        let (viewer, about) = (&self.desk.viewer, about.into());
        subject::seen(self.desk, about).await?;
        let mut page = select::<AttachmentRows>(viewer).and(of_row(TABLE, about)).with(|select| {
            select.order_by((TABLE, "id"), Order::Desc).limit(u64::from(limit.clamp(1, 500)));
        });
        if let Some(before) = before {
            page = page.and(Expr::col((TABLE, "id")).lt(before.0));
        }
        let rows: Vec<Row> = self.desk.db().all(page).await?;
        Ok(rows.into_iter().map(|row| row.told(viewer)).collect())
    }

    /// The first page of the files of a row.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the row is not there, or not the viewer's to see.
    pub async fn first(&self, about: impl Into<About>) -> Result<Vec<Attachment>> {
        self.of(about, None, PAGE).await
    }

    /// The latest files of all contacts of a customer, for its card.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the customer is not there, or not the viewer's to see.
    pub async fn of_contacts(&self, customer: CustomerId) -> Result<Vec<Attachment>> {
        let viewer = &self.desk.viewer;
        subject::seen(self.desk, customer.into()).await?;
        let mut contacts = Query::select();
        contacts.column("id").from("contacts").and_where(Expr::col("customer_id").eq(customer.0));
        let page = select::<AttachmentRows>(viewer)
            .and(Expr::col((TABLE, "subject")).eq(Subject::Contact.key()))
            .and(Expr::col((TABLE, "subject_id")).in_subquery(contacts))
            .with(|select| {
                select.order_by((TABLE, "id"), Order::Desc).limit(CONTACT_FILES as u64);
            });
        let rows: Vec<Row> = self.desk.db().all(page).await?;
        Ok(rows.into_iter().map(|row| row.told(viewer)).collect())
    }

    /// A file.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or not the viewer's to see.
    pub async fn find(&self, id: AttachmentId) -> Result<Attachment> {
        let row = self.row::<AttachmentRows>(&mut self.desk.db(), id).await?;
        Ok(row.told(&self.desk.viewer))
    }

    /// A file, and what its bytes are called where they lie.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or not the viewer's to see.
    pub async fn content(&self, id: AttachmentId) -> Result<(Attachment, String)> {
        let row = self.row::<AttachmentRows>(&mut self.desk.db(), id).await?;
        let stored_as = row.stored_as.clone();
        Ok((row.told(&self.desk.viewer), stored_as))
    }

    pub(super) async fn row<N: Visible>(&self, on: &mut impl Run, id: AttachmentId) -> Result<Row> {
        let one = select::<N>(&self.desk.viewer).and(Expr::col((TABLE, "id")).eq(id.0));
        Ok(on.first(one).await?.ok_or(Problem::NotFound)?)
    }

    pub(super) async fn removed(&self, on: &mut impl Run, id: AttachmentId) -> Result<Row> {
        self.row::<RemovedRows>(on, id).await
    }
}
