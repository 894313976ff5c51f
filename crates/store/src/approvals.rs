//! 审批: what one person asks for and another decides, one mechanism for every kind of request.
//!
//! What a kind is about, who decides, and what happens then is said by its noun: see `kinds`.
mod ask;
mod decide;
mod kinds;
mod list;
mod withdraw;

pub(crate) use ask::{Ask, ask};
pub(crate) use decide::{Verdict, close};
pub(crate) use withdraw::{choice_merged, withdraw_about};

use crate::db::Run;
use crate::guard::{Guarded, Reach, Visible};
use crate::{Desk, Result, Viewer, subject};
use domain::approval::{ApprovalKind, ApprovalState};
use domain::{About, ApprovalId, PersonId, Problem, Subject};
use sea_query::{Condition, Expr, ExprTrait};
use sqlx::FromRow;

/// Requests, as one person sees them.
#[derive(Clone, Copy)]
pub struct Approvals<'a> {
    pub(crate) desk: &'a Desk,
}

/// The rows of the approvals table: one's own requests and decisions, and what is about rows one sees. To change one
/// is to decide on it.
#[derive(Clone, Copy)]
struct ApprovalRows;

impl Visible for ApprovalRows {
    const TABLE: &'static str = "approvals";

    fn within(viewer: &Viewer, reach: Reach) -> Condition {
        match reach {
            Reach::Change => kinds::decides(viewer),
            Reach::See => Condition::any()
                .add(Expr::col(("approvals", "asked_by")).eq(viewer.person.0))
                .add(Expr::col(("approvals", "decided_by")).eq(viewer.person.0))
                .add(subject::about(viewer, Reach::See, "approvals", None)),
        }
    }
}

/// What is decided on.
#[derive(Debug, Clone, FromRow)]
struct Request {
    id: i64,
    kind: String,
    subject: String,
    subject_id: i64,
    new_value: String,
    asked_by: i64,
    state: String,
}

const REQUEST: [&str; 7] = ["id", "kind", "subject", "subject_id", "new_value", "asked_by", "state"];

impl Request {
    fn about(&self) -> Result<About> {
        let subject = Subject::from_key(&self.subject).ok_or(Problem::NotFound)?;
        Ok(About::new(subject, self.subject_id))
    }

    fn kind(&self) -> Result<ApprovalKind> {
        Ok(ApprovalKind::from_key(&self.kind).ok_or(Problem::NotFound)?)
    }

    fn is_pending(&self) -> bool {
        self.state == ApprovalState::Pending.key()
    }

    const fn asked_by(&self) -> PersonId {
        PersonId(self.asked_by)
    }
}

impl Approvals<'_> {
    /// A request within reach.
    async fn request(&self, id: ApprovalId, reach: Reach) -> Result<Request> {
        let select: Guarded<_> = self.desk.viewer.select::<ApprovalRows>(reach);
        let select = select.and(Expr::col(("approvals", "id")).eq(id.0)).with(|select| {
            select.columns(REQUEST.map(|column| ("approvals", column)));
        });
        Ok(self.desk.db().first(select).await?.ok_or(Problem::NotFound)?)
    }
}
