//! Bytes no row speaks of: those that are just coming in, and those whose row has gone. A crash at any moment leaves
//! a line here, and the sweep finds it.
use super::{AttachmentRows, TABLE};
use crate::db::{Dialect, Run, Tx};
use crate::guard::{Guarded, Visible};
use crate::{Desk, Result, Store};
use domain::attachment::DAYS_KEPT;
use domain::{Moment, Problem, Subject};
use sea_query::{Condition, Expr, ExprTrait, LockBehavior, LockType, Order, Query, SelectStatement};
use std::collections::HashSet;

const LOOSE: &str = "loose_files";
/// No upload takes as long.
const HOURS_TO_ARRIVE: i64 = 24;
/// Names in one statement.
const PART: usize = 500;

/// A new name for bytes that are about to come.
pub(super) async fn reserve(desk: &Desk) -> Result<String> {
    let name = format!("{:032x}", rand::random::<u128>());
    // In folders, since there will be many.
    let stored_as = format!("{}/{name}", &name[..2]);
    let due = desk.now().plus_seconds(HOURS_TO_ARRIVE * 3_600);
    let mut insert = Query::insert();
    insert
        .into_table(LOOSE)
        .columns(["stored_as", "due_at"])
        .values_panic([stored_as.as_str().into(), due.0.into()]);
    let mut tx = desk.begin().await?;
    tx.run(desk.viewer.insert(insert)).await?;
    tx.commit().await?;
    Ok(stored_as)
}

/// From now on a row speaks of the bytes.
pub(super) async fn claim(tx: &mut Tx, stored_as: &str) -> Result<()> {
    let mut delete = Query::delete();
    delete
        .from_table(LOOSE)
        .and_where(Expr::col("stored_as").eq(stored_as))
        .and_where(Expr::col("taken").eq(0_i64));
    let claimed = tx.run(Guarded::unrestricted(delete, "bytes a row is about to speak of")).await?;
    if claimed == 1 { Ok(()) } else { Err(Problem::TooLate.into()) }
}

/// Deletes the files of rows that are deleted for good; their bytes go with the next sweep.
pub(crate) async fn discard(tx: &mut Tx, noun: Subject, ids: &[i64], now: Moment) -> Result<()> {
    for part in ids.chunks(PART) {
        let of = Condition::all()
            .add(Expr::col("subject").eq(noun.key()))
            .add(Expr::col("subject_id").is_in(part.iter().copied()));
        loosen(tx, of, now).await?;
    }
    Ok(())
}

async fn loosen(tx: &mut Tx, which: Condition, now: Moment) -> Result<()> {
    let mut gone = Query::select();
    gone.column("stored_as").expr(Expr::val(now.0)).from(TABLE).cond_where(which.clone());
    let mut insert = Query::insert();
    insert
        .into_table(LOOSE)
        .columns(["stored_as", "due_at"])
        .select_from(gone)
        .map_err(|error| crate::Error::Internal(error.to_string()))?;
    tx.run(Guarded::unrestricted(insert, "files of rows that are deleted for good")).await?;
    let mut delete = Query::delete();
    delete.from_table(TABLE).cond_where(which);
    tx.run(Guarded::unrestricted(delete, "files of rows that are deleted for good")).await?;
    Ok(())
}

impl Store {
    /// What bytes that have to go are called, up to `limit`: nobody can take them any more. Once they are gone,
    /// [`Store::files_gone`] is to be told; asked again before, the answer is the same.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn files_to_go(&self, limit: u64) -> Result<Vec<String>> {
        let now = self.now();
        let mut tx = self.begin().await?;
        let removed = Expr::col("removed_at").lte(now.plus_days(-DAYS_KEPT).0);
        let mut long_ago = Query::select();
        long_ago.column("id").from(TABLE).and_where(removed).order_by("removed_at", Order::Asc).limit(limit);
        if tx.dialect() == Dialect::Postgres {
            // What is being brought back at this moment stays.
            long_ago.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
        }
        let long_ago: Vec<i64> =
            tx.values(Guarded::unrestricted(long_ago, "files removed long ago go for everybody")).await?;
        for part in long_ago.chunks(PART) {
            loosen(&mut tx, Condition::all().add(Expr::col("id").is_in(part.iter().copied())), now).await?;
        }
        let mut due = Query::select();
        due.column("stored_as")
            .from(LOOSE)
            .and_where(Expr::col("due_at").lte(now.0))
            .order_by("due_at", Order::Asc)
            .limit(limit);
        let due: Vec<String> = tx.values(Guarded::unrestricted(due, "bytes no row speaks of")).await?;
        let mut taken = Vec::with_capacity(due.len());
        for part in due.chunks(PART) {
            let mut update = Query::update();
            update
                .table(LOOSE)
                .value("taken", 1_i64)
                .and_where(Expr::col("stored_as").is_in(part.iter().map(String::as_str)))
                .returning_col("stored_as");
            // What a row has claimed in between is not among them.
            let mine: Vec<String> =
                tx.values(Guarded::unrestricted(update, "bytes no row speaks of")).await?;
            taken.extend(mine);
        }
        tx.commit().await?;
        Ok(taken)
    }

    /// These bytes are gone.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn files_gone(&self, names: &[String]) -> Result<()> {
        let mut tx = self.begin().await?;
        for part in names.chunks(PART) {
            let mut delete = Query::delete();
            delete
                .from_table(LOOSE)
                .and_where(Expr::col("stored_as").is_in(part.iter().map(String::as_str)))
                .and_where(Expr::col("taken").eq(1_i64));
            tx.run(Guarded::unrestricted(delete, "bytes no row speaks of")).await?;
        }
        tx.commit().await
    }

    /// Bytes whose upload was given up go with the next sweep.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn file_given_up(&self, name: &str) -> Result<()> {
        // Changed and not added: a row may have taken them after all, though its answer got lost.
        let mut update = Query::update();
        update.table(LOOSE).value("due_at", self.now().0).and_where(Expr::col("stored_as").eq(name));
        let mut tx = self.begin().await?;
        tx.run(Guarded::unrestricted(update, "bytes no row speaks of")).await?;
        tx.commit().await
    }

    /// What all bytes are called that should be there: those rows speak of, and those that are coming or going, which
    /// may be there or not.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn files_known(&self) -> Result<(HashSet<String>, HashSet<String>)> {
        Ok((self.names_in(AttachmentRows::TABLE).await?, self.names_in(LOOSE).await?))
    }

    async fn names_in(&self, table: &'static str) -> Result<HashSet<String>> {
        let mut names = HashSet::new();
        let mut after = String::new();
        loop {
            let part: Vec<String> = self.db.clone().values(next(table, &after)).await?;
            let Some(last) = part.last() else { return Ok(names) };
            after.clone_from(last);
            names.extend(part);
        }
    }
}

fn next(table: &'static str, after: &str) -> Guarded<SelectStatement> {
    let mut select = Query::select();
    select
        .column("stored_as")
        .from(table)
        .and_where(Expr::col("stored_as").gt(after))
        .order_by("stored_as", Order::Asc)
        .limit(5_000);
    Guarded::unrestricted(select, "the check counts what is wrong for everybody")
}
