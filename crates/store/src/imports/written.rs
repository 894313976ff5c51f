//! What an import has written, row by row, so that it can be taken back. Kept in the transaction that wrote the rows.
use crate::Result;
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use crate::imports::work::locks;
use crate::subject;
use domain::{About, ImportId, Moment, Subject};
use sea_query::{Expr, ExprTrait, LockType, Order, Query, Value};
use serde_json::{Map, Value as Json};
use sqlx::FromRow;
use std::collections::HashMap;

/// Rows in one statement.
const PART: usize = 500;

/// A row that was written.
pub(super) struct Written {
    pub(super) about: About,
    /// Its line in the file.
    pub(super) line: i64,
    /// What the file calls it.
    pub(super) name: String,
    /// What stood there: field → text, as forms write it. Nothing when the row is new.
    pub(super) former: Option<Map<String, Json>>,
    /// Of a contact: its customer, and when that had last changed.
    pub(super) host: Option<(i64, i64)>,
}

/// How a row stands.
#[derive(Debug, Clone, Copy, FromRow)]
pub(super) struct Stamp {
    pub(super) id: i64,
    pub(super) version: i64,
    pub(super) created_at: i64,
    pub(super) updated_at: i64,
}

/// How rows of a noun stand now, locked where the database can.
pub(super) async fn stamps(tx: &mut Tx, noun: Subject, ids: &[i64]) -> Result<HashMap<i64, Stamp>> {
    let locks = locks(tx);
    let mut all = HashMap::new();
    for part in ids.chunks(PART) {
        let mut select = Query::select();
        select
            .columns(["id", "version", "created_at", "updated_at"])
            .from(subject::table(noun))
            .and_where(Expr::col("id").is_in(part.iter().copied()))
            .order_by("id", Order::Asc);
        if locks {
            select.lock(LockType::Update);
        }
        let rows: Vec<Stamp> =
            tx.all(Guarded::unrestricted(select, "rows an import has written, for whoever ran it")).await?;
        all.extend(rows.into_iter().map(|stamp| (stamp.id, stamp)));
    }
    Ok(all)
}

/// The latest of what there is about rows: whatever comes later has a higher id. Of shares the time tells.
const ABOUT: [(&str, &str); 4] = [
    ("records", "last_record"),
    ("plans", "last_plan"),
    ("attachments", "last_file"),
    ("approvals", "last_approval"),
];

async fn latest(tx: &mut Tx) -> Result<Vec<i64>> {
    let mut marks = Vec::with_capacity(ABOUT.len());
    for (table, _) in ABOUT {
        let mut select = Query::select();
        select.expr(Expr::col("id").max()).from(table);
        let last: Option<Option<i64>> =
            tx.value(Guarded::unrestricted(select, "an id tells nothing of what it is the id of")).await?;
        marks.push(last.flatten().unwrap_or_default());
    }
    Ok(marks)
}

/// The latest of what there is about each of some rows, by row and in the order of [`latest`].
pub(super) async fn about(tx: &mut Tx, noun: Subject, ids: &[i64]) -> Result<Vec<HashMap<i64, i64>>> {
    let mut all = Vec::with_capacity(ABOUT.len());
    for (table, _) in ABOUT {
        let mut select = Query::select();
        select
            .column("subject_id")
            .expr(Expr::col("id").max())
            .from(table)
            .and_where(Expr::col("subject").eq(noun.key()))
            .and_where(Expr::col("subject_id").is_in(ids.iter().copied()))
            .group_by_col("subject_id");
        let rows: Vec<(i64, i64)> =
            tx.all(Guarded::unrestricted(select, "rows an import has written, for whoever ran it")).await?;
        all.push(rows.into_iter().collect());
    }
    Ok(all)
}

/// When each of some customers was last shared.
pub(super) async fn shared(tx: &mut Tx, customers: &[i64]) -> Result<HashMap<i64, i64>> {
    let mut select = Query::select();
    select
        .column("customer_id")
        .expr(Expr::col("at").max())
        .from("shares")
        .and_where(Expr::col("customer_id").is_in(customers.iter().copied()))
        .group_by_col("customer_id");
    let rows: Vec<(i64, i64)> =
        tx.all(Guarded::unrestricted(select, "rows an import has written, for whoever ran it")).await?;
    Ok(rows.into_iter().collect())
}

const COLUMNS: [&str; 13] = [
    "import_id",
    "line",
    "subject",
    "subject_id",
    "name",
    "born",
    "version",
    "touched_at",
    "kept_at",
    "former",
    "host_id",
    "host_before",
    "host_after",
];

/// Keeps what was written, with how the rows stand after it.
pub(super) async fn keep(tx: &mut Tx, import: ImportId, now: Moment, written: Vec<Written>) -> Result<()> {
    let Some(noun) = written.first().map(|row| row.about.subject) else { return Ok(()) };
    let ids: Vec<i64> = written.iter().map(|row| row.about.id).collect();
    let mut hosts: Vec<i64> = written.iter().filter_map(|row| Some(row.host?.0)).collect();
    hosts.sort_unstable();
    hosts.dedup();
    let hosts = stamps(tx, Subject::Customer, &hosts).await?;
    let (stamps, marks) = (stamps(tx, noun, &ids).await?, latest(tx).await?);
    for part in written.chunks(PART) {
        let mut insert = Query::insert();
        insert
            .into_table("import_changes")
            .columns(COLUMNS.into_iter().chain(ABOUT.map(|(_, column)| column)));
        for row in part {
            let Some(stamp) = stamps.get(&row.about.id) else { continue };
            let former = row.former.as_ref().map(serde_json::to_string).transpose()?;
            let values: [Value; 13] = [
                import.0.into(),
                row.line.into(),
                row.about.subject.key().into(),
                row.about.id.into(),
                row.name.as_str().into(),
                stamp.created_at.into(),
                stamp.version.into(),
                stamp.updated_at.into(),
                now.0.into(),
                former.into(),
                row.host.map(|(id, _)| id).into(),
                row.host.map(|(_, at)| at).into(),
                row.host.and_then(|(id, _)| Some(hosts.get(&id)?.updated_at)).into(),
            ];
            let marks = marks.iter().map(|mark| Value::from(*mark));
            insert.values_panic(values.into_iter().chain(marks).map(Expr::val));
        }
        tx.run(Guarded::unrestricted(insert, "rows an import has written, for whoever ran it")).await?;
    }
    Ok(())
}
