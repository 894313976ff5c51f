//! What an import wrote, as it is kept, and what undoing it comes to.
use crate::Result;
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use crate::imports::written::{Stamp, about, shared};
use domain::import::RefusedWhy;
use domain::{ImportId, Subject};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde_json::{Map, Value as Json};
use sqlx::FromRow;
use std::collections::{HashMap, HashSet};

const WHY: &str = "rows an import has written, for whoever ran it";

/// A row an import wrote.
#[derive(Debug, Clone, FromRow)]
pub(super) struct Kept {
    pub(super) id: i64,
    pub(super) subject_id: i64,
    pub(super) name: String,
    born: i64,
    version: i64,
    touched_at: i64,
    kept_at: i64,
    last_record: i64,
    last_plan: i64,
    last_file: i64,
    last_approval: i64,
    former: Option<String>,
    pub(super) host_id: Option<i64>,
    pub(super) host_before: Option<i64>,
    pub(super) host_after: Option<i64>,
}

impl Kept {
    /// Field → text before the import; nothing of a row the import made.
    pub(super) fn former(&self) -> Result<Option<Map<String, Json>>> {
        Ok(self.former.as_deref().map(serde_json::from_str).transpose()?)
    }

    pub(super) const fn is_new(&self) -> bool {
        self.former.is_none()
    }
}

const COLUMNS: [&str; 15] = [
    "id",
    "subject_id",
    "name",
    "born",
    "version",
    "touched_at",
    "kept_at",
    "last_record",
    "last_plan",
    "last_file",
    "last_approval",
    "former",
    "host_id",
    "host_before",
    "host_after",
];

/// The next rows to be taken back, the last written first.
pub(super) async fn next(tx: &mut Tx, import: ImportId, limit: u64) -> Result<Vec<Kept>> {
    let mut select = Query::select();
    select
        .columns(COLUMNS)
        .from("import_changes")
        .and_where(Expr::col("import_id").eq(import.0))
        .and_where(Expr::col("outcome").is_null())
        .order_by("id", Order::Desc)
        .limit(limit);
    tx.all(Guarded::unrestricted(select, WHY)).await
}

/// Notes what became of rows; what stood in them before is forgotten.
pub(super) async fn note(tx: &mut Tx, rows: &[i64], outcome: &str) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut update = Query::update();
    update
        .table("import_changes")
        .value("outcome", outcome)
        .value("former", Option::<String>::None)
        .and_where(Expr::col("id").is_in(rows.iter().copied()));
    tx.run(Guarded::unrestricted(update, WHY)).await?;
    Ok(())
}

/// What there is about some rows by now.
pub(super) struct Since {
    stamps: HashMap<i64, Stamp>,
    about: Vec<HashMap<i64, i64>>,
    shared: HashMap<i64, i64>,
    /// Customers that have contacts: an import of customers brings none.
    hosts: HashSet<i64>,
}

impl Since {
    /// Of rows that are held.
    pub(super) async fn of(
        tx: &mut Tx,
        noun: Subject,
        ids: &[i64],
        stamps: HashMap<i64, Stamp>,
    ) -> Result<Self> {
        let shared = if noun == Subject::Customer { shared(tx, ids).await? } else { HashMap::new() };
        let hosts = if noun == Subject::Customer { hosts(tx, ids).await? } else { HashSet::new() };
        Ok(Self { stamps, about: about(tx, noun, ids).await?, shared, hosts })
    }

    /// Why a row is left alone; nothing when it stands as the import has left it.
    pub(super) fn refused(&self, row: &Kept) -> Option<RefusedWhy> {
        let Some(stamp) = self.stamps.get(&row.subject_id).filter(|stamp| stamp.created_at == row.born)
        else {
            return Some(RefusedWhy::Gone);
        };
        let marks = [row.last_record, row.last_plan, row.last_file, row.last_approval];
        let later = |(about, mark): (&HashMap<i64, i64>, i64)| {
            about.get(&row.subject_id).is_some_and(|last| *last > mark)
        };
        let is_same = stamp.version == row.version && stamp.updated_at == row.touched_at;
        let is_shared = self.shared.get(&row.subject_id).is_some_and(|at| *at >= row.kept_at);
        let has_contacts = row.is_new() && self.hosts.contains(&row.subject_id);
        let is_touched = !is_same || is_shared || has_contacts || self.about.iter().zip(marks).any(later);
        is_touched.then_some(RefusedWhy::Changed)
    }
}

/// The customers among these that have contacts.
async fn hosts(tx: &mut Tx, customers: &[i64]) -> Result<HashSet<i64>> {
    let mut select = Query::select();
    select
        .column("customer_id")
        .distinct()
        .from("contacts")
        .and_where(Expr::col("customer_id").is_in(customers.iter().copied()));
    Ok(tx.values::<i64, _>(Guarded::unrestricted(select, WHY)).await?.into_iter().collect())
}
