//! Rows that need a person, and cells that a person mends.
use super::Imports;
use super::brings::{Brings, FileRow, Planned, Reading};
use super::calls::Calls;
use super::contacts::Contacts;
use super::customers::Customers;
use super::cut::lacks_text;
use super::events::Events;
use super::judge::{Seen, judge};
use super::leads::Leads;
use super::people::People;
use super::rows::{self, Fixes, Kept};
use super::work::Work;
use crate::Result;
use crate::custom;
use crate::db::Tx;
use domain::custom::CustomField;
use domain::import::{CellProblem, Findings, Import, ImportKind, ImportRow, ImportState, RowOutcome};
use domain::{FieldProblem, ImportId, Problem};
use std::sync::Arc;

/// The most rows one answer holds.
const MOST: u64 = 500;
/// The longest text a person may put into a cell.
const CELL_MAX: usize = 10_000;

impl Imports<'_> {
    /// Rows that need a person, behind a line of the file: of one outcome, or of all and those that were
    /// mended.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when the import is not there, or somebody else's.
    pub async fn rows(
        &self,
        id: ImportId,
        outcome: Option<RowOutcome>,
        after: i64,
        limit: u32,
    ) -> Result<Vec<ImportRow>> {
        self.find(id).await?;
        let limit = u64::from(limit).clamp(1, MOST);
        let kept = rows::after(&mut self.desk.db(), id, outcome, after, limit).await?;
        kept.iter().map(rows::Kept::told).collect()
    }

    /// Mends a cell and says what becomes of its row now. The text of the file puts it back. A cell that
    /// says which rows are the same may change what becomes of others: then the dry run begins anew.
    ///
    /// # Errors
    /// [`Problem::WrongState`] unless a dry run is done, [`Problem::NotFound`] for a row that needs nobody.
    pub async fn fix_cell(
        &self,
        id: ImportId,
        line: i64,
        column: usize,
        text: &str,
        reading: Arc<dyn Reading>,
    ) -> Result<ImportRow> {
        let mut tx = self.desk.begin().await?;
        // Held until all is written: what somebody mends at the same time comes behind it, and adds to it.
        let import = self.held(&mut tx, id).await?.told()?;
        if import.state != ImportState::Checked {
            return Err(Problem::WrongState.into());
        }
        let kept = rows::at(&mut tx, id, line).await?.ok_or(Problem::NotFound)?;
        let (cells, fixes) = mended(&kept, column, text)?;
        let added = custom::defined(&mut tx, import.kind.subject()).await?;
        rows::set_fixes(&mut tx, id, line, &fixes).await?;
        let is_same = kept.outcome() == RowOutcome::Duplicate;
        let anew =
            identifies(&import, &added).contains(&column) || (!is_same && lacks_text(&cells, &import.rules));
        if !anew && !is_same {
            let row = FileRow { line, cells, problem: None };
            let (outcome, problems) = self.judge_one(&mut tx, &import, reading, &row).await?;
            rows::judge_again(&mut tx, id, line, outcome, &problems).await?;
            self.count_again(&mut tx, &import, kept.outcome(), outcome).await?;
        }
        // Before the dry run begins anew: it forgets rows that are as in the file again.
        let row = rows::at(&mut tx, id, line).await?.ok_or(Problem::NotFound)?.told()?;
        if anew {
            self.begin_check(&mut tx, id).await?;
        }
        self.changed(&mut tx, id);
        tx.commit().await?;
        Ok(row)
    }

    async fn judge_one(
        &self,
        tx: &mut Tx,
        import: &Import,
        reading: Arc<dyn Reading>,
        row: &FileRow,
    ) -> Result<(RowOutcome, Vec<CellProblem>)> {
        let mut work = Work::on(self.desk, import, reading, tx).await?;
        match import.kind {
            ImportKind::People => one::<People>(&mut work, tx, row).await,
            ImportKind::Leads => one::<Leads>(&mut work, tx, row).await,
            ImportKind::Customers => one::<Customers>(&mut work, tx, row).await,
            ImportKind::Contacts => one::<Contacts>(&mut work, tx, row).await,
            ImportKind::Calls => one::<Calls>(&mut work, tx, row).await,
            ImportKind::Events => one::<Events>(&mut work, tx, row).await,
        }
    }

    /// The dry run's numbers with one row come to something else.
    async fn count_again(
        &self,
        tx: &mut Tx,
        import: &Import,
        from: RowOutcome,
        to: RowOutcome,
    ) -> Result<()> {
        let mut tally = import.checked.unwrap_or_default();
        tally.add(from, -1);
        tally.add(to, 1);
        let tally = serde_json::to_string(&tally)?;
        self.move_on(tx, import.id, &[ImportState::Checked], |update| {
            update.value("checked", tally);
        })
        .await
    }
}

/// The cells of a row with one more of them mended, and all that is mended of it.
fn mended(kept: &Kept, column: usize, text: &str) -> Result<(Vec<String>, Fixes)> {
    let (mut cells, mut fixes) = (kept.cells()?, kept.fixes()?);
    let text = text.replace('\0', "").trim().to_owned();
    match cells.get(column) {
        None => return Err(Problem::field("column", FieldProblem::NotChoosable).into()),
        Some(_) if text.chars().count() > CELL_MAX => {
            return Err(Problem::field("text", FieldProblem::TooLong { max: CELL_MAX }).into());
        }
        Some(cell) if cell.trim() == text => drop(fixes.remove(&column)),
        Some(_) => drop(fixes.insert(column, text)),
    }
    rows::mend(&mut cells, &fixes);
    Ok((cells, fixes))
}

/// The columns that say which rows of the file are the same.
fn identifies(import: &Import, added: &[CustomField]) -> Vec<usize> {
    let key = import.rules.match_key.as_str();
    let targets: &[&str] = match import.kind {
        ImportKind::People => &["email", "name", "first_name"],
        ImportKind::Leads => &[key],
        // Marks that two rows must not have in common.
        ImportKind::Customers => &[key, "mobile", "name", "kind"],
        ImportKind::Contacts => &[key, "mobile", "customer"],
        ImportKind::Calls | ImportKind::Events => &["external_id"],
    };
    let own = targets.iter().copied();
    let apart = import.kind.offered(added).filter(|field| field.unique).map(|field| field.key.key());
    own.chain(apart).filter_map(|target| import.rules.column(target)).collect()
}

async fn one<B: Brings>(
    work: &mut Work,
    tx: &mut Tx,
    row: &FileRow,
) -> Result<(RowOutcome, Vec<CellProblem>)> {
    let (mut seen, mut findings) = (Seen::default(), Findings::default());
    let verdicts = judge::<B>(work, &mut seen, &mut findings, tx, std::slice::from_ref(row)).await?;
    let verdict = verdicts.into_iter().next();
    Ok(verdict
        .map_or((RowOutcome::Error, Vec::new()), |Planned { outcome, problems, .. }| (outcome, problems)))
}
