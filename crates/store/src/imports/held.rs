//! Whose an import is that is worked on.
use super::upload::forget_rows;
use crate::db::Tx;
use crate::guard::Guarded;
use crate::{Result, Store};
use domain::import::{ImportFailure, ImportState};
use domain::live::Signal;
use domain::{ImportId, PersonId};
use sea_query::{Expr, ExprTrait, Query, UpdateStatement};

const WHY: &str = "the worker writes down what it has done for the person who asked";

/// Whose it is, as long as the lease holds.
#[derive(Debug, Clone)]
pub(super) struct Held {
    pub(super) id: ImportId,
    pub(super) person: PersonId,
    pub(super) worker: String,
    pub(super) state: ImportState,
}

impl Held {
    /// Changes the import if it is still this worker's, and tells its page; whether it was.
    pub(super) async fn write(&self, tx: &mut Tx, change: impl FnOnce(&mut UpdateStatement)) -> Result<bool> {
        let mut update = Query::update();
        change(&mut update);
        update
            .table("imports")
            .and_where(Expr::col("id").eq(self.id.0))
            .and_where(Expr::col("worker").eq(self.worker.as_str()))
            .and_where(Expr::col("state").eq(self.state.key()));
        tx.signal(Signal::Import { id: self.id.0, person: self.person });
        Ok(tx.run(Guarded::unrestricted(update, WHY)).await? == 1)
    }

    pub(super) async fn fail(&self, store: &Store, failure: &ImportFailure) -> Result<()> {
        let failure = serde_json::to_string(failure)?;
        let mut tx = store.begin().await?;
        let mine = self
            .write(&mut tx, |update| {
                update.value("state", ImportState::Stopped.key()).value("failure", failure);
                give_back(update);
            })
            .await?;
        if mine && self.state == ImportState::Checking {
            forget_rows(&mut tx, self.id, false).await?;
        }
        tx.commit().await
    }
}

pub(super) fn give_back(update: &mut UpdateStatement) {
    update.value("worker", Option::<String>::None).value("lease_until", Option::<i64>::None);
}
