//! Imports as their pages show them.
use super::{Imports, OwnImports};
use crate::db::{Run, Tx};
use crate::guard::{Guarded, Reach};
use crate::{Error, Result};
use domain::import::{Import, ImportKind, ImportState, UNDO_DAYS, Undo, UndoState};
use domain::{ImportId, Moment, Permission, Problem};
use sea_query::{Expr, ExprTrait, LockType, Order, SelectStatement};
use serde::de::DeserializeOwned;
use sqlx::FromRow;

/// So many of the latest imports are listed.
const LISTED: u64 = 100;

#[derive(FromRow)]
pub(super) struct Stored {
    pub(super) id: i64,
    pub(super) person_id: i64,
    kind: String,
    file: String,
    pub(super) stored_as: String,
    source: String,
    headers: String,
    sample: String,
    rules: String,
    state: String,
    row_count: Option<i64>,
    progress: i64,
    checked: Option<String>,
    result: Option<String>,
    findings: String,
    failure: Option<String>,
    created_at: i64,
    step_at: Option<i64>,
    undo: Option<String>,
    undo_tally: Option<String>,
    ran_at: Option<i64>,
}

const COLUMNS: [&str; 21] = [
    "id",
    "person_id",
    "kind",
    "file",
    "stored_as",
    "source",
    "headers",
    "sample",
    "rules",
    "state",
    "row_count",
    "progress",
    "checked",
    "result",
    "findings",
    "failure",
    "created_at",
    "step_at",
    "undo",
    "undo_tally",
    "ran_at",
];

pub(super) fn columns(select: &mut SelectStatement) {
    select.columns(COLUMNS.map(|column| ("imports", column)));
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T> {
    Ok(serde_json::from_str(text)?)
}

impl Stored {
    pub(super) fn is(&self, state: ImportState) -> bool {
        self.state == state.key()
    }

    fn undo(&self) -> Result<Option<Undo>> {
        let state = self.undo.as_deref().and_then(UndoState::from_key);
        let Some((state, ran_at)) = state.zip(self.ran_at) else { return Ok(None) };
        let tally = self.undo_tally.as_deref().map(read).transpose()?.unwrap_or_default();
        Ok(Some(Undo { state, until: Moment(ran_at).plus_days(UNDO_DAYS), tally }))
    }

    pub(super) fn told(self) -> Result<Import> {
        let unknown = |what: &str| Error::Internal(format!("import {}: {what} is not known", self.id));
        let undo = self.undo()?;
        Ok(Import {
            id: ImportId(self.id),
            kind: ImportKind::from_key(&self.kind).ok_or_else(|| unknown("its kind"))?,
            state: ImportState::from_key(&self.state).ok_or_else(|| unknown("its state"))?,
            file: self.file,
            source: read(&self.source)?,
            headers: read(&self.headers)?,
            sample: read(&self.sample)?,
            rules: read(&self.rules)?,
            rows: self.row_count,
            progress: self.progress,
            checked: self.checked.as_deref().map(read).transpose()?,
            result: self.result.as_deref().map(read).transpose()?,
            findings: read(&self.findings)?,
            since: Moment(self.created_at),
            step_since: self.step_at.map(Moment),
            failure: self.failure.as_deref().map(read).transpose()?,
            undo,
        })
    }
}

impl Imports<'_> {
    /// My imports, the latest first.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without the permission to import.
    pub async fn list(&self) -> Result<Vec<Import>> {
        if !super::may_import(&self.desk.viewer) {
            return Err(Problem::Forbidden { permission: Permission::ImportLeads }.into());
        }
        let select = self.desk.viewer.select::<OwnImports>(Reach::See).with(columns).with(|select| {
            select.order_by(("imports", "id"), Order::Desc).limit(LISTED);
        });
        let rows: Vec<Stored> = self.desk.db().all(select).await?;
        rows.into_iter().map(Stored::told).collect()
    }

    /// One of my imports.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or somebody else's.
    pub async fn find(&self, id: ImportId) -> Result<Import> {
        self.found(&mut self.desk.db(), id).await?.told()
    }

    /// What its file is called in the folder of uploads.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or somebody else's.
    pub async fn stored_as(&self, id: ImportId) -> Result<String> {
        Ok(self.found(&mut self.desk.db(), id).await?.stored_as)
    }

    pub(super) async fn found(&self, on: &mut impl Run, id: ImportId) -> Result<Stored> {
        Ok(on.first(self.one(id)).await?.ok_or(Problem::NotFound)?)
    }

    /// As [`Imports::found`]; until the transaction ends nobody changes it.
    pub(super) async fn held(&self, tx: &mut Tx, id: ImportId) -> Result<Stored> {
        let select = self.one(id).with(|select| {
            select.lock(LockType::Update);
        });
        Ok(tx.first(select).await?.ok_or(Problem::NotFound)?)
    }

    fn one(&self, id: ImportId) -> Guarded<SelectStatement> {
        let own = self.desk.viewer.select::<OwnImports>(Reach::See).with(columns);
        own.and(Expr::col(("imports", "id")).eq(id.0))
    }
}
