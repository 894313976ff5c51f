//! Imports: files that people have uploaded, on their way to being rows.
//!
//! The store never sees a file. Whoever reads it hands its rows over, some hundred at a time, to an
//! [`ImportJob`]; the same code decides about a row in the dry run, in the run, and when a cell is mended.
mod added;
mod allowed;
mod brings;
mod calls;
mod cells;
mod claim;
mod contacts;
mod customers;
mod cut;
mod events;
mod fix;
mod held;
mod holders;
mod job;
mod judge;
mod keeping;
mod key;
mod known;
mod leads;
mod lease;
mod links;
mod parts;
mod people;
mod remembered;
mod rooms;
mod rows;
mod steps;
mod suspects;
mod tied;
mod told;
mod undo;
mod upload;
mod work;
mod written;

pub use brings::{CallParts, FileRow, Reading};
pub use job::ImportJob;
pub use undo::UndoJob;
pub use upload::Look;

use crate::guard::{Reach, Visible};
use crate::{Desk, Viewer};
use domain::import::ImportKind;
use sea_query::{Condition, Expr, ExprTrait};

/// Imports, as the person sees them who made them.
#[derive(Clone, Copy)]
pub struct Imports<'a> {
    pub(crate) desk: &'a Desk,
}

/// The rows of the imports table: one's own.
pub(crate) struct OwnImports;

impl Visible for OwnImports {
    const TABLE: &'static str = "imports";

    fn within(viewer: &Viewer, _: Reach) -> Condition {
        if !may_import(viewer) {
            return Condition::all().add(Expr::val(1).eq(0));
        }
        Condition::all().add(Expr::col(("imports", "person_id")).eq(viewer.person.0))
    }
}

/// Whether somebody may bring in files at all.
fn may_import(viewer: &Viewer) -> bool {
    ImportKind::ALL.into_iter().any(|kind| viewer.may(kind.right()))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
