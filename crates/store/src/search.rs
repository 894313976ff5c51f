//! Search documents: the same mechanism for every noun; which texts go into one is the noun's affair, but for those
//! of added fields.
use crate::db::{Dialect, Tx};
use crate::guard::Guarded;
use crate::list::Listed;
use crate::{Result, custom};
use sea_query::{Expr, ExprTrait, OnConflict, Query, SimpleExpr};
use words::Texts;

/// Rows in one statement.
const PART: usize = 500;

/// The documents a transaction writes or takes, in that order. They are written when it commits, behind all else:
/// SQLite's full text writes what it holds to its tables before every statement of several rows, and must join the
/// pieces later. Nobody searches in a transaction for what it has written itself.
#[derive(Default)]
pub(crate) struct Documents(Vec<Step>);

struct Step {
    table: &'static str,
    id: &'static str,
    does: Does,
}

enum Does {
    Write(Vec<(i64, Texts)>),
    Take(Vec<i64>),
}

impl Documents {
    fn push(&mut self, table: &'static str, id: &'static str, does: Does) {
        match (self.0.last_mut().filter(|last| last.table == table).map(|last| &mut last.does), does) {
            (Some(Does::Write(rows)), Does::Write(more)) => rows.extend(more),
            (Some(Does::Take(ids)), Does::Take(more)) => ids.extend(more),
            (_, does) => self.0.push(Step { table, id, does }),
        }
    }

    /// Writes them.
    pub(crate) async fn write(self, tx: &mut Tx) -> Result<()> {
        let dialect = tx.dialect();
        for Step { table, id, does } in self.0 {
            let key = match dialect {
                Dialect::Sqlite => "rowid",
                Dialect::Postgres => id,
            };
            match does {
                Does::Write(rows) => write(tx, table, key, &latest(rows)).await?,
                Does::Take(ids) => take(tx, table, key, &ids).await?,
            }
        }
        Ok(())
    }
}

/// Of a row that was written several times, what was written last: PostgreSQL takes no row twice in one statement.
fn latest(mut rows: Vec<(i64, Texts)>) -> Vec<(i64, Texts)> {
    rows.reverse();
    rows.sort_by_key(|(id, _)| *id);
    rows.dedup_by_key(|(id, _)| *id);
    rows
}

async fn write(tx: &mut Tx, table: &'static str, key: &'static str, rows: &[(i64, Texts)]) -> Result<()> {
    let dialect = tx.dialect();
    for part in rows.chunks(PART) {
        let mut insert = Query::insert();
        insert.into_table(table).columns([key, "tokens"]);
        for (id, texts) in part {
            insert.values_panic([Expr::val(*id), document(dialect, texts)]);
        }
        match dialect {
            Dialect::Sqlite => insert.replace(),
            Dialect::Postgres => {
                insert.on_conflict(OnConflict::column(key).update_column("tokens").to_owned())
            }
        };
        tx.run(Guarded::unrestricted(insert, "a search document belongs to its row, which was guarded"))
            .await?;
    }
    Ok(())
}

async fn take(tx: &mut Tx, table: &'static str, key: &'static str, ids: &[i64]) -> Result<()> {
    for part in ids.chunks(PART) {
        let mut delete = Query::delete();
        delete.from_table(table).and_where(Expr::col(key).is_in(part.iter().copied()));
        tx.run(Guarded::unrestricted(delete, "a search document belongs to its row, which was guarded"))
            .await?;
    }
    Ok(())
}

/// Writes the documents of rows, new or changed, when the transaction commits; the rows are there as they are to be
/// found.
pub(crate) async fn index<N: Listed>(tx: &mut Tx, mut rows: Vec<(i64, Texts)>) -> Result<()> {
    let fields = custom::texts_of(tx, N::SUBJECT).await?;
    for part in rows.chunks_mut(PART) {
        custom::add_texts(tx, N::SUBJECT, &fields, part).await?;
    }
    tx.documents.push(N::SEARCH, N::SEARCH_ID, Does::Write(rows));
    Ok(())
}

/// Takes the documents of rows that are purged away, when the transaction commits.
pub(crate) fn forget<N: Listed>(tx: &mut Tx, ids: &[i64]) {
    tx.documents.push(N::SEARCH, N::SEARCH_ID, Does::Take(ids.to_vec()));
}

fn document(dialect: Dialect, texts: &Texts) -> SimpleExpr {
    match dialect {
        Dialect::Sqlite => Expr::val(texts.fts5()),
        Dialect::Postgres => Expr::cust_with_values("$1::tsvector", [texts.tsvector()]),
    }
}
