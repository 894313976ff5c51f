//! What the nouns say of their requests. Exhaustive: a new kind does not compile until its noun has said all.
use super::Request;
use crate::customers::level::{self, Levelled};
use crate::db::Tx;
use crate::{Desk, Result, Viewer};
use domain::approval::ApprovalKind;
use domain::{About, PersonId};
use sea_query::{Condition, Expr, ExprTrait};

/// The requests the viewer may decide on, whatever became of them.
pub(super) fn decides(viewer: &Viewer) -> Condition {
    ApprovalKind::ALL.into_iter().fold(Condition::any(), |any, kind| {
        let about = match kind {
            ApprovalKind::Level => level::asked_of(viewer),
        };
        any.add(Condition::all().add(Expr::col(("approvals", "kind")).eq(kind.key())).add(about))
    })
}

/// Who may decide on a request about a row that somebody has, or had until just now.
pub(super) async fn deciders(
    tx: &mut Tx,
    kind: ApprovalKind,
    about: About,
    owner: PersonId,
) -> Result<Vec<PersonId>> {
    match kind {
        ApprovalKind::Level => level::deciders(tx, about.id, owner).await,
    }
}

/// What a decision is about, held until the transaction ends.
pub(super) enum Held {
    Level(Levelled),
}

/// Holds what a request is about; nothing when it is not the viewer's to decide on any more.
pub(super) async fn hold(desk: &Desk, tx: &mut Tx, request: &Request, approve: bool) -> Result<Option<Held>> {
    Ok(match request.kind()? {
        ApprovalKind::Level => {
            let customers = desk.customers();
            customers.hold_level(tx, request.subject_id, &request.new_value, approve).await?.map(Held::Level)
        }
    })
}

impl Held {
    pub(super) fn owner(&self) -> Option<PersonId> {
        match self {
            Self::Level(levelled) => levelled.owner(),
        }
    }

    /// Does what was asked for.
    pub(super) async fn take_effect(self, desk: &Desk, tx: &mut Tx) -> Result<()> {
        match self {
            Self::Level(levelled) => desk.customers().give_level(tx, levelled).await,
        }
    }
}
