//! An import while it is worked on.
use super::allowed::has_lost;
use super::brings::{Brings, FileRow};
use super::calls::Calls;
use super::contacts::Contacts;
use super::customers::Customers;
use super::events::Events;
use super::held::{Held, give_back};
use super::judge::{Seen, judge};
use super::known::KnownChoices;
use super::leads::Leads;
use super::lease::LEASE_SECONDS;
use super::people::People;
use super::rows::{self, Fixes, KEPT, Told};
use super::work::{Work, locks};
use super::written;
use crate::Result;
use crate::db::Tx;
use domain::Moment;
use domain::import::{
    CellProblem, Findings, Import, ImportFailure, ImportKind, ImportState, RowOutcome, Tally,
};
use serde_json::json;
use std::collections::HashMap;

/// Open browsers hear of new leads this often while an import runs: each time, they fetch their lists.
const TELL_SECONDS: i64 = 2;

/// An import that a worker has taken up. Rows are handed to it in the order of the file, from the first,
/// whatever was done before: what was is passed over.
pub struct ImportJob {
    work: Work,
    import: Import,
    stored_as: String,
    held: Held,
    mended: HashMap<i64, Fixes>,
    seen: Seen,
    /// Rows handed over so far.
    at: i64,
    tally: Tally,
    findings: Findings,
    told_at: Moment,
    renewed_at: Moment,
}

impl ImportJob {
    pub(super) async fn new(work: Work, import: Import, stored_as: String, held: Held) -> Result<Self> {
        let before = if held.state == ImportState::Running { import.result } else { import.checked };
        Ok(Self {
            mended: rows::mended(&mut work.desk.db(), import.id).await?,
            seen: Seen::default(),
            at: 0,
            tally: before.unwrap_or_default(),
            findings: import.findings.clone(),
            told_at: work.now(),
            renewed_at: work.now(),
            work,
            import,
            stored_as,
            held,
        })
    }

    /// The import as it was when it was taken up.
    #[must_use]
    pub const fn import(&self) -> &Import {
        &self.import
    }

    /// What its file is called in the folder of uploads.
    #[must_use]
    pub fn stored_as(&self) -> &str {
        &self.stored_as
    }

    /// Goes through the next rows. `false` when there is nothing more to do: it was ended, or is somebody
    /// else's by now.
    ///
    /// # Errors
    /// When the database fails; then nothing of these rows was written, and the job must be taken up anew.
    pub async fn rows(&mut self, rows: Vec<FileRow>) -> Result<bool> {
        match self.import.kind {
            ImportKind::People => self.part::<People>(rows).await,
            ImportKind::Leads => self.part::<Leads>(rows).await,
            ImportKind::Customers => self.part::<Customers>(rows).await,
            ImportKind::Contacts => self.part::<Contacts>(rows).await,
            ImportKind::Calls => self.part::<Calls>(rows).await,
            ImportKind::Events => self.part::<Events>(rows).await,
        }
    }

    async fn part<B: Brings>(&mut self, rows: Vec<FileRow>) -> Result<bool> {
        let mut fresh = Vec::with_capacity(rows.len());
        for mut row in rows {
            if let Some(fixes) = self.mended.get(&row.line) {
                rows::mend(&mut row.cells, fixes);
            }
            self.at += 1;
            if self.at > self.import.progress {
                fresh.push(row);
            } else if row.problem.is_none() {
                self.seen.pass::<B>(&self.work, &row);
            }
        }
        match (fresh.is_empty(), self.held.state) {
            (true, _) => self.renew().await,
            _ if !self.still_may().await? => Ok(false),
            (false, ImportState::Running) => self.write::<B>(&fresh).await,
            (false, _) => self.check::<B>(&fresh).await,
        }
    }

    /// Nobody goes on with rights that were taken from them in the midst of it.
    async fn still_may(&mut self) -> Result<bool> {
        let store = &self.work.desk.store;
        let now = store.desk_for(self.held.person, &self.import).await?;
        match now.filter(|now| !has_lost(&self.import, &self.work.desk.viewer, &now.viewer)) {
            Some(now) => self.work.desk = now,
            None => {
                self.held.fail(store, &ImportFailure::NotAllowed).await?;
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The lease is renewed with each part; passing over many rows takes a while too.
    async fn renew(&mut self) -> Result<bool> {
        let now = self.work.now();
        if now.seconds_since(self.renewed_at) < LEASE_SECONDS / 4 {
            return Ok(true);
        }
        let mut tx = self.work.desk.begin().await?;
        let lease = now.plus_seconds(LEASE_SECONDS).0;
        let mine = self.held.write(&mut tx, |update| {
            update.value("lease_until", lease);
        });
        let mine = mine.await?;
        tx.commit().await?;
        self.renewed_at = now;
        Ok(mine)
    }

    async fn check<B: Brings>(&mut self, fresh: &[FileRow]) -> Result<bool> {
        let mut db = self.work.desk.db();
        let verdicts = judge::<B>(&mut self.work, &mut self.seen, &mut self.findings, &mut db, fresh).await?;
        let told: Vec<_> =
            verdicts.iter().map(|verdict| (verdict.outcome, verdict.problems.as_slice())).collect();
        let mut tx = self.work.desk.begin().await?;
        let goes_on = self.note(&mut tx, fresh, &told).await?;
        if goes_on {
            tx.commit().await?;
        }
        Ok(goes_on)
    }

    /// Rows and how far the work has come are written together: whoever goes on begins behind them.
    async fn write<B: Brings>(&mut self, fresh: &[FileRow]) -> Result<bool> {
        let mut tx = self.work.desk.begin().await?;
        self.work.lock = locks(&tx);
        self.work.taken.forget();
        self.work.claims.forget();
        self.work.choices = KnownChoices::held(&mut tx).await?;
        let verdicts = judge::<B>(&mut self.work, &mut self.seen, &mut self.findings, &mut tx, fresh).await?;
        let mut deeds = Vec::with_capacity(verdicts.len());
        let mut reasons = Vec::with_capacity(verdicts.len());
        for verdict in verdicts {
            deeds.extend(verdict.deed);
            reasons.push((verdict.outcome, verdict.problems));
        }
        B::write(&mut self.work, &mut tx, deeds).await?;
        let written = std::mem::take(&mut self.work.written);
        written::keep(&mut tx, self.import.id, self.work.now(), written).await?;
        let told: Vec<_> =
            reasons.iter().map(|(outcome, problems)| (*outcome, problems.as_slice())).collect();
        if !self.note(&mut tx, fresh, &told).await? {
            return Ok(false);
        }
        if self.work.now().seconds_since(self.told_at) >= TELL_SECONDS {
            self.work.tell(&mut tx).await?;
            self.told_at = self.work.now();
        }
        tx.commit().await?;
        Ok(true)
    }

    /// Counts rows, keeps those that need a person, and moves on; whether the work is still this worker's.
    async fn note(
        &mut self,
        tx: &mut Tx,
        fresh: &[FileRow],
        told: &[(RowOutcome, &[CellProblem])],
    ) -> Result<bool> {
        let (Some(first), Some(last)) = (fresh.first(), fresh.last()) else { return Ok(true) };
        let mut kept = Vec::new();
        for (row, (outcome, problems)) in fresh.iter().zip(told) {
            self.tally.add(*outcome, 1);
            if self.mended.contains_key(&row.line) {
                rows::judge_again(tx, self.import.id, row.line, *outcome, problems).await?;
            } else if is_shown(*outcome, problems, self.held.state) && self.tally.of(*outcome) <= KEPT {
                kept.push(Told { row, outcome: *outcome, problems });
            }
        }
        rows::keep(tx, &self.import, first.line, last.line, &kept).await?;
        let (tally, findings) = (serde_json::to_string(&self.tally)?, serde_json::to_string(&self.findings)?);
        let (now, at, state) = (self.work.now(), self.at, self.held.state);
        let mine = self.held.write(tx, |update| {
            update.value("progress", at).value("lease_until", now.plus_seconds(LEASE_SECONDS).0);
            if state == ImportState::Running {
                update.value("result", tally);
            } else {
                update.value("checked", tally).value("findings", findings);
            }
        });
        let mine = mine.await?;
        self.renewed_at = now;
        Ok(mine)
    }

    /// All rows have been gone through.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn end(mut self) -> Result<()> {
        let is_run = self.held.state == ImportState::Running;
        let next = if is_run { ImportState::Done } else { ImportState::Checked };
        let mut tx = self.work.desk.begin().await?;
        let mine = self.held.write(&mut tx, |update| {
            update.value("state", next.key()).value("row_count", self.at).value("progress", self.at);
            give_back(update);
        });
        if mine.await? && is_run {
            let detail = json!({"file": self.import.file, "kind": self.import.kind, "tally": self.tally});
            self.work.desk.note(&mut tx, "import.done", "import", Some(self.import.id.0), &detail).await?;
        }
        self.work.tell(&mut tx).await?;
        tx.commit().await
    }

    /// It can not go on.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn fail(self, failure: &ImportFailure) -> Result<()> {
        self.held.fail(&self.work.desk.store, failure).await
    }

    /// Leaves it for another worker, who goes on where this one was.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn leave(self) -> Result<()> {
        let mut tx = self.work.desk.begin().await?;
        self.held.write(&mut tx, give_back).await?;
        tx.commit().await
    }
}

/// Rows that need a person; before the run also those that come in although something like them is there.
fn is_shown(outcome: RowOutcome, problems: &[CellProblem], state: ImportState) -> bool {
    RowOutcome::TOLD.contains(&outcome) || (state == ImportState::Checking && !problems.is_empty())
}
