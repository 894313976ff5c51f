//! 附件: files people keep with a row of some noun. Who sees the row sees its files; who may change the row, or has
//! added the file, renames and removes it. The bytes lie elsewhere: here stands what they are called there.
mod change;
mod loose;
mod rows;

use crate::guard::{Reach, Visible};
use crate::{Desk, Viewer, subject};
use domain::Permission;
use domain::customer::CustomerState;
use sea_query::{Condition, Expr, ExprTrait, Query, SimpleExpr};

pub(crate) use loose::discard;

/// Files kept with rows, as one person sees them.
#[derive(Clone, Copy)]
pub struct Attachments<'a> {
    pub(crate) desk: &'a Desk,
}

/// A file whose bytes are kept already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewAttachment {
    /// What people call it.
    pub name: String,
    /// What its content is, found out from the content itself.
    pub kind: String,
    /// In bytes.
    pub size: i64,
    /// The SHA-256 of its content, in hexadecimal.
    pub sha256: String,
    /// What the bytes are called where they lie: what [`Attachments::reserve`] answered.
    pub stored_as: String,
}

const TABLE: &str = "attachments";

/// The files of rows within reach.
pub(crate) struct AttachmentRows;

/// Those that were removed, as long as they can be brought back.
pub(crate) struct RemovedRows;

impl Visible for AttachmentRows {
    const TABLE: &'static str = TABLE;

    fn within(viewer: &Viewer, reach: Reach) -> Condition {
        about(viewer, reach).add(Expr::col((TABLE, "removed_at")).is_null())
    }
}

impl Visible for RemovedRows {
    const TABLE: &'static str = TABLE;

    fn within(viewer: &Viewer, reach: Reach) -> Condition {
        about(viewer, reach).add(Expr::col((TABLE, "removed_at")).is_not_null())
    }
}

fn about(viewer: &Viewer, reach: Reach) -> Condition {
    let seen = Condition::all().add(subject::about(viewer, reach, TABLE, None));
    seen.add_option((!viewer.may(Permission::AssignCustomers)).then(|| veiled().not()))
}

/// It belongs to a customer in a pool that hides something: what is hidden may well stand on a picture.
fn veiled() -> SimpleExpr {
    let mut pools = Query::select();
    pools
        .expr(Expr::val(1))
        .from("customers")
        .inner_join("pools", Expr::col(("pools", "id")).equals(("customers", "pool_id")))
        .and_where(Expr::col(("customers", "id")).eq(subject::customer_of(TABLE)))
        .and_where(Expr::col(("customers", "state")).eq(CustomerState::Pool.key()))
        .and_where(Expr::col(("pools", "hidden_fields")).ne("[]"));
    Expr::exists(pools)
}
