//! What becomes of rows. The dry run, the run, and a mended cell ask here.
use super::brings::{Brings, FileRow, Keys, Planned, SameBy};
use super::cells::Cells;
use super::work::Work;
use crate::Result;
use crate::db::Run;
use domain::import::{Findings, RowOutcome, RowReason};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// The keys of the rows gone through, with the first line of each and its group. A key takes 32 bytes, however long
/// it is.
#[derive(Default)]
pub(super) struct Seen(HashMap<u128, (i64, u64)>);

impl Seen {
    /// Notes the keys of a row; the earlier row it is the same as, if there is one, and the target that says so.
    pub(super) fn earlier(&mut self, keys: &Keys, line: i64) -> Option<(i64, &'static str)> {
        let seen = |by: &SameBy| {
            let (first, group) = self.0.get(&short(&by.key)).copied()?;
            let together = !by.group.is_empty() && group == small(&by.group);
            (first < line && !together).then_some((first, by.target))
        };
        let earlier = keys.same.iter().filter_map(seen).min_by_key(|(first, _)| *first);
        // What a row has in common with an earlier one says nothing about those behind it.
        if earlier.is_none() {
            for by in &keys.leaves {
                self.0.entry(short(&by.key)).or_insert((line, small(&by.group)));
            }
        }
        earlier
    }

    /// Notes what a row may have in common with others; the earlier rows it has it in common with, and the targets.
    fn alike(&mut self, keys: &Keys, line: i64) -> Vec<(i64, &'static str)> {
        let mut found = Vec::new();
        for by in &keys.alike {
            let (first, group) = *self.0.entry(short(&by.key)).or_insert((line, small(&by.group)));
            let together = !by.group.is_empty() && group == small(&by.group);
            if first < line && !together {
                found.push((first, by.target));
            }
        }
        found
    }

    /// Notes the keys of a row that was done before.
    pub(super) fn pass<B: Brings>(&mut self, work: &Work, row: &FileRow) {
        let keys = B::keys(work, &Cells::new(&work.rules, row));
        self.earlier(&keys, row.line);
        self.alike(&keys, row.line);
    }
}

fn short(key: &str) -> u128 {
    let digest = Sha256::digest(key);
    digest.iter().take(16).fold(0, |number, byte| (number << 8) | u128::from(*byte))
}

fn small(group: &str) -> u64 {
    u64::try_from(short(group) >> 64).unwrap_or_default()
}

/// Decides about rows.
pub(super) async fn judge<B: Brings>(
    work: &mut Work,
    seen: &mut Seen,
    findings: &mut Findings,
    on: &mut impl Run,
    rows: &[FileRow],
) -> Result<Vec<Planned<B::Deed>>> {
    let rules = work.rules.clone();
    let mut fit: Vec<B::Row> = Vec::with_capacity(rows.len());
    let mut all: Vec<Cells<'_>> = Vec::with_capacity(rows.len());
    for row in rows {
        let mut cells = Cells::new(&rules, row);
        let read = read::<B>(work, seen, &mut cells, row);
        fit.extend(read.filter(|_| cells.outcome.is_none()));
        all.push(cells);
    }
    let found = B::look_up(work, on, &fit).await?;
    let mut fit = fit.into_iter();
    let mut verdicts = Vec::with_capacity(rows.len());
    for cells in all {
        let row = if cells.outcome.is_none() { fit.next() } else { None };
        let planned = match row {
            Some(row) => B::plan(work, &found, row).beside(cells.alike.clone()),
            None => Planned {
                outcome: cells.outcome.unwrap_or(RowOutcome::Error),
                problems: cells.problems.clone(),
                deed: None,
            },
        };
        cells.tell(planned.outcome, findings);
        if planned.is_suspect() {
            findings.suspects += 1;
        }
        verdicts.push(planned);
    }
    Ok(verdicts)
}

/// A row as it was read; nothing when it can not be taken as it stands.
fn read<B: Brings>(work: &Work, seen: &mut Seen, cells: &mut Cells<'_>, row: &FileRow) -> Option<B::Row> {
    if let Some(problem) = &row.problem {
        cells.end(RowOutcome::Error, None, problem.clone());
        return None;
    }
    let keys = B::keys(work, cells);
    if let Some((line, target)) = seen.earlier(&keys, row.line) {
        cells.end(RowOutcome::Duplicate, Some(target), RowReason::Duplicate { line });
        return None;
    }
    for (line, target) in seen.alike(&keys, row.line) {
        cells.alike(target, line);
    }
    Some(B::read(work, cells))
}
