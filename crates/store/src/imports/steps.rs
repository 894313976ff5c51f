//! The steps a person asks for: rules, dry run, run, an end.
use super::Imports;
use super::upload::{back_to_uploaded, forget_rows};
use crate::Result;
use crate::db::Tx;
use crate::guard::Guarded;
use crate::people::{may_hand_out, roles_are_there};
use crate::zones::zone;
use domain::import::{Findings, Import, ImportOwner, ImportRules, ImportState, Tally, UndoState};
use domain::{FieldProblem, ImportId, Permission, Problem};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

impl Imports<'_> {
    /// Keeps rules as they stand on the page, also unfinished ones: [`Imports::check`] says what is wrong.
    ///
    /// # Errors
    /// [`Problem::WrongState`] while the server is at work on it, and once it is over.
    pub async fn set_rules(&self, id: ImportId, rules: ImportRules) -> Result<Import> {
        let old = self.find(id).await?;
        self.may_bring(old.kind)?;
        if old.rules == rules && old.state == ImportState::Checked {
            return Ok(old);
        }
        let mut tx = self.desk.begin().await?;
        let rules = serde_json::to_string(&rules)?;
        self.move_on(&mut tx, id, &[ImportState::Uploaded, ImportState::Checked], |update| {
            update.value("rules", rules);
            back_to_uploaded(update);
        })
        .await?;
        tx.commit().await?;
        self.find(id).await
    }

    /// Begins the dry run, by the rules that were kept. They are remembered for files of the same shape.
    ///
    /// # Errors
    /// [`Problem::Invalid`] with each wrong rule, a target by its key.
    pub async fn check(&self, id: ImportId) -> Result<Import> {
        let import = self.find(id).await?;
        self.may_bring(import.kind)?;
        let added = self.desk.fields().all().await?;
        import.rules.check(import.kind, &added, import.headers.len())?;
        if !import.rules.zone.is_empty() && zone(&import.rules.zone).is_none() {
            return Err(Problem::field("zone", FieldProblem::NotChoosable).into());
        }
        if let (ImportOwner::Pool, Some(needed)) = (import.rules.owner, import.kind.pools())
            && !self.desk.viewer.may(needed)
        {
            return Err(Problem::field("owner", FieldProblem::NotChoosable).into());
        }
        self.check_pool(&import).await?;
        let mut tx = self.desk.begin().await?;
        if let Some(role) = import.rules.role {
            self.desk.viewer.require(Permission::ManagePeople)?;
            roles_are_there(&mut tx, &[role]).await?;
            may_hand_out(&mut tx, &self.desk.viewer, &[role]).await?;
        }
        self.begin_check(&mut tx, id).await?;
        self.remember(&mut tx, &import).await?;
        tx.commit().await?;
        self.find(id).await
    }

    /// Only those who may put rows into pools choose one, and only one that takes something in.
    async fn check_pool(&self, import: &Import) -> Result<()> {
        let Some(pool) = import.rules.pool.filter(|_| import.rules.owner != ImportOwner::Me) else {
            return Ok(());
        };
        if import.kind.pools().is_none_or(|needed| !self.desk.viewer.may(needed)) {
            return Err(Problem::field("pool", FieldProblem::NotChoosable).into());
        }
        self.desk.customers().pool(Some(pool)).await.map(drop)
    }

    pub(super) async fn begin_check(&self, tx: &mut Tx, id: ImportId) -> Result<()> {
        let (tally, findings) =
            (serde_json::to_string(&Tally::default())?, serde_json::to_string(&Findings::default())?);
        let now = self.desk.now();
        self.move_on(tx, id, &[ImportState::Uploaded, ImportState::Checked], |update| {
            update
                .value("state", ImportState::Checking.key())
                .value("progress", 0_i64)
                .value("failure", Option::<String>::None)
                .value("checked", tally)
                .value("findings", findings)
                .value("step_at", now.0)
                .value("worker", Option::<String>::None)
                .value("lease_until", Option::<i64>::None);
        })
        .await?;
        forget_rows(tx, id, true).await
    }

    /// Begins to write what the dry run has shown.
    ///
    /// # Errors
    /// [`Problem::WrongState`] without a dry run by the same rules.
    pub async fn run(&self, id: ImportId) -> Result<Import> {
        let import = self.find(id).await?;
        self.may_bring(import.kind)?;
        let tally = serde_json::to_string(&Tally::default())?;
        let now = self.desk.now();
        let mut tx = self.desk.begin().await?;
        self.move_on(&mut tx, id, &[ImportState::Checked], |update| {
            update
                .value("state", ImportState::Running.key())
                .value("result", tally)
                .value("progress", 0_i64)
                .value("step_at", now.0)
                .value("ran_at", now.0)
                .value("undo", import.kind.subject().map(|_| UndoState::Open.key()))
                .value("worker", Option::<String>::None)
                .value("lease_until", Option::<i64>::None);
        })
        .await?;
        let detail = json!({"file": import.file, "kind": import.kind});
        self.desk.note(&mut tx, "import.started", "import", Some(id.0), &detail).await?;
        tx.commit().await?;
        self.find(id).await
    }

    /// Ends it. Rows that were written stay.
    ///
    /// # Errors
    /// [`Problem::WrongState`] when it is over already.
    pub async fn stop(&self, id: ImportId) -> Result<Import> {
        let import = self.find(id).await?;
        let mut tx = self.desk.begin().await?;
        let open = ImportState::ALL.into_iter().filter(|state| !state.is_over()).collect::<Vec<_>>();
        self.move_on(&mut tx, id, &open, |update| {
            update
                .value("state", ImportState::Stopped.key())
                .value("worker", Option::<String>::None)
                .value("lease_until", Option::<i64>::None);
        })
        .await?;
        if import.result.is_none() {
            forget_rows(&mut tx, id, false).await?;
        } else {
            let detail = json!({"file": import.file, "kind": import.kind, "tally": import.result});
            self.desk.note(&mut tx, "import.stopped", "import", Some(id.0), &detail).await?;
        }
        tx.commit().await?;
        self.find(id).await
    }
}

impl Imports<'_> {
    /// Forgets an import that was never run, as if the file had not come.
    ///
    /// # Errors
    /// [`Problem::WrongState`] when it was run: what it wrote is remembered.
    pub async fn remove(&self, id: ImportId) -> Result<()> {
        let mut tx = self.desk.begin().await?;
        let import = self.found(&mut tx, id).await?.told()?;
        if import.result.is_some() {
            return Err(Problem::WrongState.into());
        }
        let never_run =
            [ImportState::Uploaded, ImportState::Checking, ImportState::Checked, ImportState::Stopped];
        let mut delete = Query::delete();
        delete
            .from_table("imports")
            .and_where(Expr::col("id").eq(id.0))
            .and_where(Expr::col("state").is_in(never_run.map(ImportState::key)))
            .and_where(Expr::col("result").is_null());
        let gone = tx
            .run(Guarded::unrestricted(delete, "an import that was found under the guard just before"))
            .await?;
        // Somebody may have started it since: then its file is still needed.
        if gone == 0 {
            return Err(Problem::WrongState.into());
        }
        self.changed(&mut tx, id);
        tx.commit().await
    }
}
