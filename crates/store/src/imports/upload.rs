//! A file arrives, and is looked at again when a person says it is to be read otherwise.
use super::{Imports, OwnImports};
use crate::Result;
use crate::db::Tx;
use crate::guard::Guarded;
use domain::import::{DateOrder, Import, ImportKind, ImportSource, ImportState};
use domain::live::Signal;
use domain::{ImportId, Permission, Problem};
use sea_query::{Expr, ExprTrait, Query, UpdateStatement};
use std::collections::BTreeMap;

/// What was found in a file.
#[derive(Debug, Clone)]
pub struct Look {
    /// What it seems to bring.
    pub kind: ImportKind,
    /// How it is read.
    pub source: ImportSource,
    /// Its headers.
    pub headers: Vec<String>,
    /// Its first rows.
    pub sample: Vec<Vec<String>>,
    /// How many rows it has, when they were few enough to be counted at once.
    pub rows: Option<i64>,
    /// The columns as guessed from the headers.
    pub mapping: BTreeMap<String, usize>,
    /// How dates are meant, when the file shows it.
    pub date_order: Option<DateOrder>,
}

impl Imports<'_> {
    /// Takes note of a file that was uploaded. Its columns are mapped as in the last file of its shape, or
    /// as guessed.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without the permission to import, or to manage people when it brings people.
    pub async fn add(&self, file: &str, stored_as: &str, look: Look) -> Result<Import> {
        self.may_bring(look.kind)?;
        let viewer = &self.desk.viewer;
        let rules = self.rules_for(&look).await?;
        let mut insert = Query::insert();
        insert
            .into_table("imports")
            .columns([
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
                "created_at",
            ])
            .values_panic([
                viewer.person.0.into(),
                look.kind.key().into(),
                file.into(),
                stored_as.into(),
                serde_json::to_string(&look.source)?.into(),
                serde_json::to_string(&look.headers)?.into(),
                serde_json::to_string(&look.sample)?.into(),
                serde_json::to_string(&rules)?.into(),
                ImportState::Uploaded.key().into(),
                look.rows.into(),
                self.desk.now().0.into(),
            ])
            .returning_col("id");
        let mut tx = self.desk.begin().await?;
        let id = ImportId(tx.insert(viewer.insert(insert)).await?);
        self.changed(&mut tx, id);
        tx.commit().await?;
        self.find(id).await
    }

    /// Reads the same file otherwise: as another kind, another sheet, other headers, another encoding.
    ///
    /// # Errors
    /// [`Problem::WrongState`] once it has been run.
    pub async fn look_again(&self, id: ImportId, look: Look) -> Result<Import> {
        self.may_bring(look.kind)?;
        let rules = self.rules_for(&look).await?;
        let mut tx = self.desk.begin().await?;
        let values = [
            ("kind", look.kind.key().to_owned()),
            ("source", serde_json::to_string(&look.source)?),
            ("headers", serde_json::to_string(&look.headers)?),
            ("sample", serde_json::to_string(&look.sample)?),
            ("rules", serde_json::to_string(&rules)?),
        ];
        self.move_on(&mut tx, id, &[ImportState::Uploaded, ImportState::Checked], |update| {
            update.value("row_count", look.rows);
            for (column, value) in values {
                update.value(column, value);
            }
            back_to_uploaded(update);
        })
        .await?;
        forget_rows(&mut tx, id, false).await?;
        tx.commit().await?;
        self.find(id).await
    }

    /// People are not brought in by everybody who may import.
    pub(super) fn may_bring(&self, kind: ImportKind) -> Result<(), Problem> {
        self.desk.viewer.require(kind.right())?;
        if kind == ImportKind::People {
            self.desk.viewer.require(Permission::ManagePeople)?;
        }
        Ok(())
    }

    /// Changes one of my imports that is in one of these states.
    pub(super) async fn move_on(
        &self,
        tx: &mut Tx,
        id: ImportId,
        from: &[ImportState],
        change: impl FnOnce(&mut UpdateStatement),
    ) -> Result<()> {
        let update = self
            .desk
            .viewer
            .update::<OwnImports>()
            .and(Expr::col("id").eq(id.0))
            .and(Expr::col("state").is_in(from.iter().map(|state| state.key())))
            .with(change);
        if tx.run(update).await? == 0 {
            self.found(tx, id).await?;
            return Err(Problem::WrongState.into());
        }
        self.changed(tx, id);
        Ok(())
    }

    pub(super) fn changed(&self, tx: &mut Tx, id: ImportId) {
        tx.signal(Signal::Import { id: id.0, person: self.desk.viewer.person });
    }
}

/// What a dry run had found does not hold any more.
pub(super) fn back_to_uploaded(update: &mut UpdateStatement) {
    update
        .value("state", ImportState::Uploaded.key())
        .value("progress", 0_i64)
        .value("checked", Option::<String>::None)
        .value("findings", "{}")
        .value("failure", Option::<String>::None);
}

/// Forgets the rows that needed a person; those a person has mended are kept on request.
pub(super) async fn forget_rows(tx: &mut Tx, id: ImportId, keep_mended: bool) -> Result<()> {
    let mut delete = Query::delete();
    delete.from_table("import_rows").and_where(Expr::col("import_id").eq(id.0));
    if keep_mended {
        delete.and_where(Expr::col("fixes").eq("{}"));
    }
    tx.run(Guarded::unrestricted(delete, "rows of an import that was changed under the guard")).await?;
    Ok(())
}
