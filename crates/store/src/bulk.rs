//! Many new rows in few statements.
use crate::db::{Run, Tx};
use crate::{Desk, Result};
use sea_query::{Expr, Keyword, Query, SimpleExpr, Value};
use std::collections::BTreeSet;

/// A new row: columns and what goes into them. A column it does not name stays empty.
pub(crate) type Row = Vec<(&'static str, Value)>;

/// SQLite takes 32,766 values in one statement.
const VALUES: usize = 30_000;

/// Inserts rows; their ids in the same order.
pub(crate) async fn insert(tx: &mut Tx, desk: &Desk, table: &'static str, rows: &[Row]) -> Result<Vec<i64>> {
    let columns: BTreeSet<&'static str> = rows.iter().flatten().map(|(column, _)| *column).collect();
    let mut all = Vec::with_capacity(rows.len());
    for part in rows.chunks((VALUES / columns.len().max(1)).max(1)) {
        let mut insert = Query::insert();
        insert.into_table(table).columns(columns.iter().copied()).returning_col("id");
        for row in part {
            insert.values_panic(columns.iter().map(|column| value(row, column)));
        }
        let mut ids: Vec<i64> = tx.values(desk.viewer.insert(insert)).await?;
        // Ids are given in the order of the rows; the order in which they are told is not promised.
        ids.sort_unstable();
        all.extend(ids);
    }
    Ok(all)
}

fn value(row: &Row, column: &str) -> SimpleExpr {
    let given = row.iter().find(|(name, _)| *name == column);
    given.map_or_else(|| Keyword::Null.into(), |(_, value)| Expr::val(value.clone()))
}
