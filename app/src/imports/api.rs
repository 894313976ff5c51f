//! Server functions of imports. What changes them are plain forms, which the server takes itself.
use crate::AppError;
use domain::choice::Choice;
use domain::import::{Import, ImportRow, Refused, RowOutcome};
use domain::person::{PersonName, Role};
use domain::{ImportId, Moment, PoolId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

/// An import, with what its page needs beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Opened {
    /// The import.
    pub import: Import,
    /// The server's time.
    pub now: Moment,
    /// All drop-down lists.
    pub choices: Vec<Choice>,
    /// Everybody.
    pub people: Vec<PersonName>,
    /// Roles, for those who may give them.
    pub roles: Vec<Role>,
    /// The pools that rows nobody has can go into, by name.
    pub pools: Vec<(PoolId, String)>,
}

/// My imports, the latest first.
#[server(input = GetUrl)]
pub async fn my_imports() -> Result<Vec<Import>, AppError> {
    Ok(crate::desk::desk().await?.imports().list().await?)
}

/// One of my imports.
#[server(input = GetUrl)]
pub async fn open_import(id: ImportId) -> Result<Option<Opened>, AppError> {
    use domain::Permission;
    let desk = crate::desk::desk().await?;
    let import = desk.imports().find(id).await?;
    if import.is_busy() {
        // Asked for again and again while it goes on, and nobody chooses anything.
        let (choices, people, roles, pools) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        return Ok(Some(Opened { import, now: desk.now(), choices, people, roles, pools }));
    }
    let gives = [Permission::ManagePeople, Permission::ManageRoles].iter().all(|one| desk.viewer().may(*one));
    let roles = if gives { desk.roles().list().await? } else { Vec::new() };
    let (choices, people) = (desk.choices().all().await?, desk.people().names().await?);
    let may_pool = import.kind.pools().is_some_and(|needed| desk.viewer().may(needed));
    let pools = if may_pool { crate::list::api::pool_names().await? } else { Vec::new() };
    Ok(Some(Opened { import, now: desk.now(), choices, people, roles, pools }))
}

/// Rows that need somebody, behind a line.
#[server(input = GetUrl)]
pub async fn import_rows(
    id: ImportId,
    #[server(default)] outcome: Option<RowOutcome>,
    after: i64,
    limit: u32,
) -> Result<Vec<ImportRow>, AppError> {
    Ok(crate::desk::desk().await?.imports().rows(id, outcome, after, limit).await?)
}

/// Rows that undoing has left alone, behind a line.
#[server(input = GetUrl)]
pub async fn refused_rows(id: ImportId, after: i64, limit: u32) -> Result<Vec<Refused>, AppError> {
    Ok(crate::desk::desk().await?.imports().refused(id, after, limit).await?)
}

/// Mends a cell, and says what becomes of its row.
#[server]
pub async fn mend_cell(id: ImportId, line: i64, column: usize, text: String) -> Result<ImportRow, AppError> {
    let (desk, reading) = crate::desk::reading().await?;
    Ok(desk.imports().fix_cell(id, line, column, &text, reading).await?)
}
