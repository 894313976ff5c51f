//! Files are added, renamed, removed, and brought back.
use super::rows::Row;
use super::{AttachmentRows, Attachments, NewAttachment, TABLE, loose};
use crate::Result;
use crate::audit::note;
use crate::db::Tx;
use crate::fields::Form;
use crate::guard::{Guarded, Reach};
use crate::subject::{self, Held};
use domain::attachment::{Attachment, NAME_MAX, clean_name};
use domain::{About, AttachmentId, FieldProblem, Problem};
use sea_query::{Expr, ExprTrait, Query, UpdateStatement};
use serde_json::{Value, json};

impl Attachments<'_> {
    /// A name for bytes that are about to come. Unless a row takes them within a day, they go again.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without the permission; [`Problem::NotFound`] when the row is not the viewer's to
    /// change.
    pub async fn reserve(&self, about: impl Into<About>) -> Result<String> {
        let about = about.into();
        self.desk.viewer.require(subject::edits(about.subject))?;
        subject::within(self.desk, about, Reach::Change).await?;
        loose::reserve(self.desk).await
    }

    /// Keeps a file with a row.
    ///
    /// # Errors
    /// [`Problem::Invalid`] on `name`; on `file` when there is nothing in it; [`Problem::NotFound`] when the row is
    /// not the viewer's to change, [`Problem::TooLate`] when the bytes have gone again.
    pub async fn add(&self, about: impl Into<About>, new: NewAttachment) -> Result<Attachment> {
        let about = about.into();
        self.desk.viewer.require(subject::edits(about.subject))?;
        let mut fields = Form::default();
        let name = named(&mut fields, &new.name);
        fields.refuse_if(new.size <= 0, "file", FieldProblem::Empty);
        fields.done()?;
        let (me, now) = (self.desk.viewer.person, self.desk.now());
        let mut tx = self.desk.begin().await?;
        let held = subject::hold(self.desk, &mut tx, about, Reach::Change).await?;
        loose::claim(&mut tx, &new.stored_as).await?;
        let values = [
            ("subject", about.subject.key().into()),
            ("subject_id", about.id.into()),
            ("name", name.as_str().into()),
            ("kind", new.kind.into()),
            ("size", new.size.into()),
            ("sha256", new.sha256.into()),
            ("stored_as", new.stored_as.into()),
            ("by_id", me.0.into()),
            ("at", now.0.into()),
        ];
        let (columns, values): (Vec<_>, Vec<sea_query::Value>) = values.into_iter().unzip();
        let mut insert = Query::insert();
        insert
            .into_table(TABLE)
            .columns(columns)
            .values_panic(values.into_iter().map(Expr::val))
            .returning_col("id");
        let id = AttachmentId(tx.insert(self.desk.viewer.insert(insert)).await?);
        self.done(&mut tx, "attachment.added", id, (about, &held), json!({ "name": name })).await?;
        tx.commit().await?;
        self.find(id).await
    }

    /// Gives a file another name.
    ///
    /// # Errors
    /// [`Problem::Invalid`] on `name`; [`Problem::NotFound`] when it is not the viewer's to change.
    pub async fn rename(&self, id: AttachmentId, name: &str) -> Result<Attachment> {
        let mut fields = Form::default();
        let name = named(&mut fields, name);
        fields.done()?;
        let mut tx = self.desk.begin().await?;
        let row = self.row::<AttachmentRows>(&mut tx, id).await?;
        let held = self.held(&mut tx, &row).await?;
        let mut update = Query::update();
        update.value("name", name.as_str());
        self.update(&mut tx, id, update).await?;
        let told = json!({ "name": [row.name, name] });
        self.done(&mut tx, "attachment.renamed", id, (row.about(), &held), told).await?;
        tx.commit().await?;
        self.find(id).await
    }

    /// Removes a file; the row it was kept with. For thirty days it can be brought back.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or not the viewer's to change.
    pub async fn remove(&self, id: AttachmentId) -> Result<About> {
        let mut tx = self.desk.begin().await?;
        let row = self.row::<AttachmentRows>(&mut tx, id).await?;
        let held = self.held(&mut tx, &row).await?;
        // Two may press at once: the second finds nothing, once it has waited for the row.
        let row = self.row::<AttachmentRows>(&mut tx, id).await?;
        let mut update = Query::update();
        update.value("removed_at", self.desk.now().0).value("removed_by", self.desk.viewer.person.0);
        self.update(&mut tx, id, update).await?;
        let told = json!({ "name": row.name });
        self.done(&mut tx, "attachment.removed", id, (row.about(), &held), told).await?;
        tx.commit().await?;
        Ok(row.about())
    }

    /// Brings a removed file back.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it has gone for good, was not removed, or is not the viewer's to change.
    pub async fn restore(&self, id: AttachmentId) -> Result<Attachment> {
        let mut tx = self.desk.begin().await?;
        let row = self.removed(&mut tx, id).await?;
        let held = self.held(&mut tx, &row).await?;
        let row = self.removed(&mut tx, id).await?;
        let mut update = Query::update();
        update.value("removed_at", Expr::val(None::<i64>)).value("removed_by", Expr::val(None::<i64>));
        self.update(&mut tx, id, update).await?;
        let told = json!({ "name": row.name });
        self.done(&mut tx, "attachment.restored", id, (row.about(), &held), told).await?;
        tx.commit().await?;
        self.find(id).await
    }

    /// The row a file is kept with, held, for those who may lay hands on the file.
    async fn held(&self, tx: &mut Tx, row: &Row) -> Result<Held> {
        let reach = row.reach(&self.desk.viewer).ok_or(Problem::NotFound)?;
        subject::hold(self.desk, tx, row.about(), reach).await
    }

    async fn update(&self, tx: &mut Tx, id: AttachmentId, mut update: UpdateStatement) -> Result<()> {
        update.table(TABLE).and_where(Expr::col("id").eq(id.0));
        let changed =
            tx.run(Guarded::unrestricted(update, "files of a row that is held under the guard")).await?;
        // Gone for good while the row was waited for.
        if changed == 1 { Ok(()) } else { Err(Problem::NotFound.into()) }
    }

    /// What follows every change.
    async fn done(
        &self,
        tx: &mut Tx,
        action: &str,
        id: AttachmentId,
        (about, held): (About, &Held),
        mut detail: Value,
    ) -> Result<()> {
        detail[about.subject.key()] = json!(about.id);
        let (now, me) = (self.desk.now(), Some(self.desk.viewer.person));
        note(tx, now, me, action, "attachment", Some(id.0), None, &detail).await?;
        subject::touched(tx, about.subject, held, now).await
    }
}

/// The name as it is kept.
fn named(fields: &mut Form, name: &str) -> String {
    fields.required("name", &clean_name(name), NAME_MAX)
}
