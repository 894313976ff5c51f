//! Search documents: the same mechanism for every noun; which texts go into one is the noun's affair, but for those
//! of added fields.
use crate::db::{Dialect, Tx};
use crate::guard::Guarded;
use crate::list::Listed;
use crate::{Result, custom};
use sea_query::{Expr, ExprTrait, OnConflict, Query, SimpleExpr};
use words::Texts;

/// Writes the documents of rows, new or changed, when the transaction commits; the rows are there as they are to be
/// found.
pub(crate) async fn index<N: Listed>(tx: &mut Tx, mut rows: Vec<(i64, Texts)>) -> Result<()> {
    let dialect = tx.dialect();
    let fields = custom::texts_of(tx, N::SUBJECT).await?;
    for part in rows.chunks_mut(500) {
        custom::add_texts(tx, N::SUBJECT, &fields, part).await?;
        let mut insert = Query::insert();
        let id = match dialect {
            Dialect::Sqlite => "rowid",
            Dialect::Postgres => N::SEARCH_ID,
        };
        insert.into_table(N::SEARCH).columns([id, "tokens"]);
        for (id, texts) in part {
            insert.values_panic([Expr::val(*id), document(dialect, texts)]);
        }
        match dialect {
            Dialect::Sqlite => insert.replace(),
            Dialect::Postgres => {
                insert.on_conflict(OnConflict::column(N::SEARCH_ID).update_column("tokens").to_owned())
            }
        };
        tx.run_last(Guarded::unrestricted(insert, "a search document belongs to its row, which was guarded"));
    }
    Ok(())
}

/// Takes the documents of rows that are purged away, when the transaction commits.
pub(crate) fn forget<N: Listed>(tx: &mut Tx, ids: &[i64]) {
    let id = match tx.dialect() {
        Dialect::Sqlite => "rowid",
        Dialect::Postgres => N::SEARCH_ID,
    };
    for part in ids.chunks(500) {
        let mut delete = Query::delete();
        delete.from_table(N::SEARCH).and_where(Expr::col(id).is_in(part.iter().copied()));
        tx.run_last(Guarded::unrestricted(delete, "a search document belongs to its row, which was guarded"));
    }
}

fn document(dialect: Dialect, texts: &Texts) -> SimpleExpr {
    match dialect {
        Dialect::Sqlite => Expr::val(texts.fts5()),
        Dialect::Postgres => Expr::cust_with_values("$1::tsvector", [texts.tsvector()]),
    }
}
