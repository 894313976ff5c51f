//! Writing an entry about a row, and giving the row a new status with it.
use super::{Entry, Records, add, known, touch};
use crate::audit::{Noted, note_many};
use crate::choices;
use crate::db::Tx;
use crate::guard::{Guarded, Reach};
use crate::record_fields;
use crate::subject::{self, Held};
use crate::{Desk, Result};
use domain::choice::ChoiceKind;
use domain::record::{CONTENT_MAX, NewRecord, Record, RecordKind};
use domain::{About, ChoiceId, FieldErrors, FieldProblem, Problem, RecordId, Subject};
use sea_query::{Expr, ExprTrait, Query};

/// The kinds of entries people write about a noun, the usual one first.
const fn kinds(noun: Subject) -> &'static [RecordKind] {
    match noun {
        Subject::Lead => &[RecordKind::Process, RecordKind::Call],
        Subject::Customer | Subject::Contact => &[RecordKind::Note, RecordKind::Call],
    }
}

const fn statuses(noun: Subject) -> ChoiceKind {
    match noun {
        Subject::Lead => ChoiceKind::Status,
        Subject::Customer | Subject::Contact => ChoiceKind::CustomerStatus,
    }
}

impl Records<'_> {
    /// Writes an entry about a row somebody has, whatever kind of row it is, and a new status when one is chosen. Sent
    /// again with the same `once`, the first entry is the answer.
    ///
    /// # Errors
    /// [`Problem::Invalid`] with each wrong field; [`Problem::WrongState`] while nobody has the row.
    pub async fn write(&self, about: impl Into<About>, new: NewRecord) -> Result<Record> {
        self.desk.write_record(about.into(), new).await
    }
}

impl Desk {
    /// Writes an entry about a row somebody has, and a new status when one is chosen. Sent again with the same
    /// `once`, the first entry is the answer.
    pub(crate) async fn write_record(&self, about: About, new: NewRecord) -> Result<Record> {
        self.viewer.require(subject::edits(about.subject))?;
        let kind = new.kind.unwrap_or(kinds(about.subject)[0]);
        let mut errors = check(&new, kind, about.subject);
        let (me, now) = (self.viewer.person, self.now());
        let mut tx = self.begin().await?;
        if let Some(status) = new.status {
            choices::hold_for(&mut tx, statuses(about.subject), "status", status).await?;
        }
        if let Some(of_type) = new.of_type {
            choices::hold_for(&mut tx, ChoiceKind::RecordType, "of_type", of_type).await?;
        }
        let extra = record_fields::kept(&mut tx, new.of_type, &new.extra, &mut errors).await?;
        errors.into_result()?;
        let row = subject::hold(self, &mut tx, about, Reach::Change).await?;
        if let Some(record) = known(&mut tx, self, about, new.once.as_deref()).await? {
            drop(tx);
            return self.records().find(record).await;
        }
        if !row.is_tracked(about.subject) {
            return Err(Problem::WrongState.into());
        }
        let entry = Entry {
            once: new.once.clone(),
            of_type: new.of_type.map(i64::from),
            extra: if extra.is_empty() { String::new() } else { serde_json::to_string(&extra)? },
            ..Entry::new(kind, about, me, now).saying(new.content.trim())
        };
        let record = add(&mut tx, now, &[entry]).await?[0];
        touch(&mut tx, about.subject, &[about.id], now).await?;
        if let Some(status) = new.status.filter(|status| Some(status.0) != row.status_id) {
            self.give_status(&mut tx, about, &row, status).await?;
        }
        subject::changed(&mut tx, about.subject, &[about.id], [row.owner_id]).await?;
        tx.commit().await?;
        self.records().find(RecordId(record)).await
    }

    async fn give_status(&self, tx: &mut Tx, about: About, row: &Held, status: ChoiceId) -> Result<()> {
        let (me, now, noun) = (self.viewer.person, self.now(), about.subject.key());
        let mut update = Query::update();
        update
            .table(subject::table(about.subject))
            .value("status_id", status.0)
            .value("version", Expr::col("version").add(1))
            .and_where(Expr::col("id").eq(about.id));
        tx.run(Guarded::unrestricted(update, "a row that was read under the guard just before")).await?;
        let entry = Entry::new(RecordKind::Status, about, me, now).saying(status.to_string());
        add(tx, now, &[entry]).await?;
        let before = row.status_id.map(|status| status.to_string());
        let detail = serde_json::json!({ "status": [before, status.to_string()] });
        let noted = Noted { id: about.id, version: row.version + 1, detail };
        note_many(tx, now, me, &format!("{noun}.status"), noun, &[noted]).await
    }
}

fn check(new: &NewRecord, kind: RecordKind, noun: Subject) -> FieldErrors {
    let mut errors = FieldErrors::default();
    if new.content.trim().is_empty() {
        errors.add("content", FieldProblem::Required);
    }
    if new.content.chars().count() > CONTENT_MAX {
        errors.add("content", FieldProblem::TooLong { max: CONTENT_MAX });
    }
    if !kinds(noun).contains(&kind) {
        errors.add("kind", FieldProblem::NotChoosable);
    }
    errors
}
