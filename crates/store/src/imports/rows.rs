//! Rows that need a person, as they are kept.
use super::brings::FileRow;
use super::cut;
use crate::Result;
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use domain::ImportId;
use domain::import::{CellProblem, Import, ImportRow, RowOutcome};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use sqlx::FromRow;
use std::collections::{BTreeMap, HashMap};

/// So many rows of each outcome are kept; all are counted.
pub(super) const KEPT: i64 = 10_000;

/// Column → what a person wrote instead.
pub(super) type Fixes = BTreeMap<usize, String>;

#[derive(FromRow)]
pub(super) struct Kept {
    pub(super) line: i64,
    cells: String,
    fixes: String,
    outcome: String,
    problems: String,
}

impl Kept {
    pub(super) fn cells(&self) -> Result<Vec<String>> {
        Ok(serde_json::from_str(&self.cells)?)
    }

    pub(super) fn fixes(&self) -> Result<Fixes> {
        Ok(serde_json::from_str(&self.fixes)?)
    }

    pub(super) fn outcome(&self) -> RowOutcome {
        RowOutcome::from_key(&self.outcome).unwrap_or(RowOutcome::Error)
    }

    pub(super) fn told(&self) -> Result<ImportRow> {
        let (mut cells, fixes) = (self.cells()?, self.fixes()?);
        mend(&mut cells, &fixes);
        Ok(ImportRow {
            line: self.line,
            cells,
            mended: fixes.into_keys().collect(),
            outcome: self.outcome(),
            problems: serde_json::from_str(&self.problems)?,
        })
    }
}

/// Puts what a person wrote where it belongs.
pub(super) fn mend(cells: &mut [String], fixes: &Fixes) {
    for (column, text) in fixes {
        if let Some(cell) = cells.get_mut(*column) {
            cell.clone_from(text);
        }
    }
}

fn kept(import: ImportId) -> SelectStatement {
    let mut select = Query::select();
    select
        .columns(["line", "cells", "fixes", "outcome", "problems"])
        .from("import_rows")
        .and_where(Expr::col("import_id").eq(import.0))
        .order_by("line", Order::Asc);
    select
}

/// Rows of an import behind a line.
pub(super) async fn after(
    on: &mut impl Run,
    import: ImportId,
    outcome: Option<RowOutcome>,
    line: i64,
    limit: u64,
) -> Result<Vec<Kept>> {
    let mut select = kept(import);
    select.and_where(Expr::col("line").gt(line)).limit(limit);
    match outcome {
        Some(outcome) => select.and_where(Expr::col("outcome").eq(outcome.key())),
        None => select.and_where(
            Expr::col("outcome")
                .is_in(RowOutcome::TOLD.map(RowOutcome::key))
                .or(Expr::col("fixes").ne("{}"))
                .or(Expr::col("problems").ne("[]")),
        ),
    };
    on.all(Guarded::unrestricted(select, "rows of an import that was found under the guard")).await
}

/// A row of an import.
pub(super) async fn at(on: &mut impl Run, import: ImportId, line: i64) -> Result<Option<Kept>> {
    let mut select = kept(import);
    select.and_where(Expr::col("line").eq(line));
    on.first(Guarded::unrestricted(select, "rows of an import that was found under the guard")).await
}

/// All that people have mended, by line.
pub(super) async fn mended(on: &mut impl Run, import: ImportId) -> Result<HashMap<i64, Fixes>> {
    let mut select = kept(import);
    select.and_where(Expr::col("fixes").ne("{}"));
    let rows: Vec<Kept> =
        on.all(Guarded::unrestricted(select, "rows of an import that was found under the guard")).await?;
    rows.iter().map(|row| Ok((row.line, row.fixes()?))).collect()
}

/// What became of a row that is to be kept.
pub(super) struct Told<'a> {
    pub(super) row: &'a FileRow,
    pub(super) outcome: RowOutcome,
    pub(super) problems: &'a [CellProblem],
}

/// Keeps rows that nobody has mended; those of before on the same lines go.
pub(super) async fn keep(tx: &mut Tx, import: &Import, from: i64, to: i64, rows: &[Told<'_>]) -> Result<()> {
    let mut delete = Query::delete();
    delete
        .from_table("import_rows")
        .and_where(Expr::col("import_id").eq(import.id.0))
        .and_where(Expr::col("line").between(from, to))
        .and_where(Expr::col("fixes").eq("{}"));
    tx.run(Guarded::unrestricted(delete, "rows of an import that was found under the guard")).await?;
    if rows.is_empty() {
        return Ok(());
    }
    let mut insert = Query::insert();
    insert.into_table("import_rows").columns(["import_id", "line", "cells", "outcome", "problems"]);
    for told in rows {
        insert.values_panic([
            import.id.0.into(),
            told.row.line.into(),
            serde_json::to_string(&cut::kept(&told.row.cells, &import.rules))?.into(),
            told.outcome.key().into(),
            serde_json::to_string(told.problems)?.into(),
        ]);
    }
    tx.run(Guarded::unrestricted(insert, "rows of an import that was found under the guard")).await?;
    Ok(())
}

/// Notes what became of a row that was mended.
pub(super) async fn judge_again(
    tx: &mut Tx,
    import: ImportId,
    line: i64,
    outcome: RowOutcome,
    problems: &[CellProblem],
) -> Result<()> {
    let mut update = Query::update();
    update
        .table("import_rows")
        .value("outcome", outcome.key())
        .value("problems", serde_json::to_string(problems)?)
        .and_where(Expr::col("import_id").eq(import.0))
        .and_where(Expr::col("line").eq(line));
    tx.run(Guarded::unrestricted(update, "rows of an import that was found under the guard")).await?;
    Ok(())
}

/// Notes what a person has mended.
pub(super) async fn set_fixes(tx: &mut Tx, import: ImportId, line: i64, fixes: &Fixes) -> Result<()> {
    let mut update = Query::update();
    update
        .table("import_rows")
        .value("fixes", serde_json::to_string(fixes)?)
        .and_where(Expr::col("import_id").eq(import.0))
        .and_where(Expr::col("line").eq(line));
    tx.run(Guarded::unrestricted(update, "rows of an import that was found under the guard")).await?;
    Ok(())
}
