//! Amending an entry. Every former wording is kept.
use super::{RecordRow, RecordRows, Records, columns};
use crate::Result;
use crate::db::Run;
use crate::guard::{Guarded, Reach};
use crate::subject;
use domain::error::FieldConflict;
use domain::record::{CONTENT_MAX, Record, Revision};
use domain::{FieldProblem, Moment, Problem, RecordId};
use sea_query::{Expr, ExprTrait, Order, Query};
use sqlx::FromRow;
use std::collections::HashMap;

#[derive(FromRow)]
struct Former {
    number: i64,
    content: String,
    author_name: Option<String>,
    at: i64,
}

impl Records<'_> {
    /// Amends an entry the viewer wrote, made from its `revisions`-th wording.
    ///
    /// # Errors
    /// [`Problem::Conflict`] when it was amended since; [`Problem::WrongState`] for the product's own
    /// entries; [`Problem::NotFound`] for someone else's, unless the viewer sees the whole company.
    pub async fn amend(&self, id: RecordId, content: &str, revisions: i64) -> Result<Record> {
        let viewer = &self.desk.viewer;
        let content = content.trim();
        if content.is_empty() {
            return Err(Problem::field("content", FieldProblem::Required).into());
        }
        if content.chars().count() > CONTENT_MAX {
            return Err(Problem::field("content", FieldProblem::TooLong { max: CONTENT_MAX }).into());
        }
        let now = self.desk.now();
        let mut tx = self.desk.begin().await?;
        let select = viewer
            .select::<RecordRows>(Reach::Change)
            .and(Expr::col(("records", "id")).eq(id.0))
            .with(columns);
        let row: RecordRow = tx.first(select).await?.ok_or(Problem::NotFound)?;
        let (about, present, number) = (row.about(), row.content.clone(), row.revisions);
        viewer.require(subject::edits(about.subject))?;
        let told = row.told(viewer, &[], &HashMap::new());
        if !told.may_amend {
            return Err(if told.kind.is_written() { Problem::NotFound } else { Problem::WrongState }.into());
        }
        if present == content {
            drop(tx);
            return self.find(id).await;
        }
        if number != revisions {
            return Err(conflict(number, &present, content).into());
        }
        let mut keep = Query::insert();
        keep.into_table("record_revisions")
            .columns(["record_id", "number", "content", "author_id", "at"])
            .values_panic([
                id.0.into(),
                (number + 1).into(),
                present.as_str().into(),
                viewer.person.0.into(),
                now.0.into(),
            ]);
        tx.run(viewer.insert(keep)).await.map_err(|error| {
            // Someone kept the same wording a moment ago: they amended it.
            if error.is_taken() { conflict(number + 1, &present, content).into() } else { error }
        })?;
        let mut update = Query::update();
        update
            .table("records")
            .value("content", content)
            .value("revisions", number + 1)
            .and_where(Expr::col("id").eq(id.0))
            .and_where(Expr::col("revisions").eq(number));
        let changed = tx
            .run(Guarded::unrestricted(update, "an entry that was read under the guard just before"))
            .await?;
        if changed == 0 {
            return Err(conflict(number + 1, &present, content).into());
        }
        let owner = subject::hold(self.desk, &mut tx, about, Reach::See).await?.owner_id;
        subject::changed(&mut tx, about.subject, &[about.id], [owner]).await?;
        tx.commit().await?;
        self.find(id).await
    }

    /// All wordings of an entry, the first one first; the present one last.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or not the viewer's to see.
    pub async fn revisions(&self, id: RecordId) -> Result<Vec<Revision>> {
        let record = self.find(id).await?;
        let mut select = Query::select();
        select
            .columns(["number", "content", "at"].map(|column| ("record_revisions", column)))
            .expr_as(Expr::col(("people", "name")), "author_name")
            .from("record_revisions")
            .left_join("people", Expr::col(("people", "id")).equals(("record_revisions", "author_id")))
            .and_where(Expr::col(("record_revisions", "record_id")).eq(id.0))
            .order_by(("record_revisions", "number"), Order::Asc);
        let rows: Vec<Former> = self
            .desk
            .db()
            .all(Guarded::unrestricted(select, "wordings of an entry that was found under the guard"))
            .await?;
        Ok(in_turn(record, rows))
    }
}

/// A row says what was replaced, by whom and when; a reader wants to know who wrote each wording and when.
fn in_turn(record: Record, rows: Vec<Former>) -> Vec<Revision> {
    let mut writer = (record.author_name.clone(), record.at);
    let mut all = Vec::with_capacity(rows.len() + 1);
    for row in rows {
        all.push(Revision { number: row.number, content: row.content, author_name: writer.0, at: writer.1 });
        writer = (row.author_name, Moment(row.at));
    }
    let number = record.revisions + 1;
    all.push(Revision { number, content: record.content, author_name: writer.0, at: writer.1 });
    all
}

fn conflict(version: i64, theirs: &str, mine: &str) -> Problem {
    let conflict = FieldConflict {
        field: "content".to_owned(),
        base: String::new(),
        theirs: theirs.to_owned(),
        mine: mine.to_owned(),
    };
    Problem::Conflict { conflicts: vec![conflict], version }
}
