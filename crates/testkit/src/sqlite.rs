//! Houses on SQLite: files in a folder that vanishes with them.
use crate::house::{first_admin, options};
use tempfile::TempDir;
use tokio::sync::OnceCell;

// Kept as bytes: a file would be left behind, since nothing runs when a test process ends.
static TEMPLATE: OnceCell<Vec<u8>> = OnceCell::const_new();

pub(crate) async fn build() -> (String, TempDir) {
    let template = TEMPLATE.get_or_init(template).await;
    let folder = TempDir::new().expect("a folder for the database");
    let file = folder.path().join("clew.db");
    tokio::fs::write(&file, template).await.expect("a copy of the template");
    (format!("sqlite:{}", file.display()), folder)
}

async fn template() -> Vec<u8> {
    let folder = TempDir::new().expect("a folder for the template");
    let file = folder.path().join("clew.db");
    first_admin(options(&format!("sqlite:{}", file.display()))).await;
    tokio::fs::read(&file).await.expect("the template")
}
