//! Deciding: of several who decide at once one does.
use super::ask::words;
use super::{Approvals, Request, kinds};
use crate::db::Tx;
use crate::guard::{Guarded, Reach};
use crate::{Desk, Result, notices};
use domain::approval::{Approval, ApprovalState};
use domain::live::Signal;
use domain::notice::{NoticeDetail, NoticeKind};
use domain::{About, ApprovalId, PersonId, Problem};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

/// How a request ends.
pub(crate) struct Verdict<'a> {
    pub(crate) state: ApprovalState,
    /// Nobody when it falls away by itself.
    pub(crate) by: Option<PersonId>,
    pub(crate) note: &'a str,
}

impl Approvals<'_> {
    /// Approves of a request: what was asked for happens.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not the viewer's to decide on; [`Problem::Decided`] when somebody has
    /// decided already, or it has been withdrawn; [`Problem::Invalid`] when what is asked for is not offered any more.
    pub async fn approve(&self, id: ApprovalId, note: &str) -> Result<Approval> {
        self.decide(id, ApprovalState::Approved, note).await
    }

    /// Rejects a request, with a word on why.
    ///
    /// # Errors
    /// As [`Approvals::approve`], and [`Problem::Invalid`] on `note` without one.
    pub async fn reject(&self, id: ApprovalId, note: &str) -> Result<Approval> {
        self.decide(id, ApprovalState::Rejected, note).await
    }

    async fn decide(&self, id: ApprovalId, state: ApprovalState, note: &str) -> Result<Approval> {
        let note = words("note", note, state == ApprovalState::Rejected)?;
        let request = self.request(id, Reach::Change).await?;
        if !request.is_pending() {
            return self.too_late(id).await;
        }
        let (desk, approve) = (self.desk, state == ApprovalState::Approved);
        let mut tx = desk.begin().await?;
        // Decidable a moment ago: whoever changed that has ended the request, too.
        let Some(held) = kinds::hold(desk, &mut tx, &request, approve).await? else {
            drop(tx);
            return self.too_late(id).await;
        };
        let verdict = Verdict { state, by: Some(desk.viewer.person), note: &note };
        if !close(&mut tx, desk, id, &verdict).await? {
            drop(tx);
            return self.too_late(id).await;
        }
        let owner = held.owner().unwrap_or_else(|| request.asked_by());
        if approve {
            held.take_effect(desk, &mut tx).await?;
        }
        told(&mut tx, desk, &request, &verdict, owner).await?;
        let action = if approve { "approval.approved" } else { "approval.rejected" };
        let detail = json!({ "note": note });
        desk.note(&mut tx, action, &request.subject, Some(request.subject_id), &detail).await?;
        tx.commit().await?;
        self.find(id).await
    }

    /// Takes one's own request back.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not one's own; [`Problem::Decided`] when it was decided on already.
    pub async fn withdraw(&self, id: ApprovalId) -> Result<Approval> {
        let request = self.request(id, Reach::See).await?;
        let me = self.desk.viewer.person;
        if request.asked_by() != me {
            return Err(Problem::NotFound.into());
        }
        let mut tx = self.desk.begin().await?;
        let verdict = Verdict { state: ApprovalState::Withdrawn, by: Some(me), note: "" };
        if !close(&mut tx, self.desk, id, &verdict).await? {
            drop(tx);
            return self.too_late(id).await;
        }
        told(&mut tx, self.desk, &request, &verdict, me).await?;
        let detail = json!({});
        self.desk
            .note(&mut tx, "approval.withdrawn", &request.subject, Some(request.subject_id), &detail)
            .await?;
        tx.commit().await?;
        self.find(id).await
    }
}

impl Approvals<'_> {
    /// What became of a request meanwhile, as the refusal of whoever wanted to decide, too.
    async fn too_late(&self, id: ApprovalId) -> Result<Approval> {
        let ended = self.find(id).await?;
        if ended.state == ApprovalState::Pending {
            return Err(Problem::TooLate.into());
        }
        let by = ended.decided_by.map(|by| by.name);
        Err(Problem::Decided { state: ended.state, by }.into())
    }
}

/// Ends a request that is pending; whether it was.
pub(crate) async fn close(tx: &mut Tx, desk: &Desk, id: ApprovalId, verdict: &Verdict<'_>) -> Result<bool> {
    let mut update = Query::update();
    update
        .table("approvals")
        .value("state", verdict.state.key())
        .value("decided_by", verdict.by.map(i64::from))
        .value("decided_at", desk.now().0)
        .value("note", verdict.note)
        .and_where(Expr::col("id").eq(id.0))
        .and_where(Expr::col("state").eq(ApprovalState::Pending.key()));
    let ended = tx.run(Guarded::unrestricted(update, "a request that was read under the guard just before"));
    Ok(ended.await? == 1)
}

/// Whoever asked reads what became of it; whoever was asked is not asked any more.
pub(super) async fn told(
    tx: &mut Tx,
    desk: &Desk,
    request: &Request,
    verdict: &Verdict<'_>,
    owner: PersonId,
) -> Result<()> {
    let (now, about) = (desk.now(), request.about()?);
    let detail = NoticeDetail {
        by: verdict.by,
        choice: request.new_value.parse().ok(),
        outcome: Some(verdict.state),
        note: verdict.note.to_owned(),
        ..NoticeDetail::default()
    };
    notices::add(tx, now, &[request.asked_by()], NoticeKind::Decided, Some(about), &detail).await?;
    no_news(tx, desk, about).await?;
    let mut people = kinds::deciders(tx, request.kind()?, about, owner).await?;
    people.push(request.asked_by());
    people.extend(verdict.by);
    people.sort_unstable();
    people.dedup();
    tx.signal(Signal::Approvals { people });
    Ok(())
}

async fn no_news(tx: &mut Tx, desk: &Desk, about: About) -> Result<()> {
    let read = notices::read_about(tx, desk.now(), NoticeKind::Asked, about).await?;
    if !read.is_empty() {
        tx.signal(Signal::Notices { people: read });
    }
    Ok(())
}
