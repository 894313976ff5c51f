//! Asking.
use super::kinds::deciders;
use crate::db::{Run, Tx};
use crate::error::OrIfTaken;
use crate::fields::Form;
use crate::guard::Guarded;
use crate::{Desk, Result, notices};
use domain::approval::{ApprovalKind, ApprovalState, WORDS_MAX};
use domain::live::Signal;
use domain::notice::{NoticeDetail, NoticeKind};
use domain::{About, ApprovalId, FieldProblem, PersonId, Problem};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::json;

/// What is asked for, of a row that is held.
pub(crate) struct Ask<'a> {
    pub(crate) kind: ApprovalKind,
    pub(crate) about: About,
    /// Who has the row.
    pub(crate) owner: PersonId,
    /// What the field holds, and what it is to hold, as a form writes it.
    pub(crate) old: String,
    pub(crate) new: String,
    pub(crate) reason: &'a str,
}

/// Why it is asked, or what is said with the decision.
pub(super) fn words(field: &str, text: &str, required: bool) -> Result<String, Problem> {
    let mut form = Form::default();
    let text = text.trim();
    form.refuse_if(required && text.is_empty(), field, FieldProblem::Required);
    let max = WORDS_MAX;
    form.refuse_if(text.chars().count() > max, field, FieldProblem::TooLong { max });
    form.done()?;
    Ok(text.to_owned())
}

/// Writes a request down. Those who may decide are told, unless it is decided at once.
///
/// # Errors
/// [`Problem::Invalid`] on the kind's field when the same is asked for already, on `reason` without one.
pub(crate) async fn ask(tx: &mut Tx, desk: &Desk, ask: &Ask<'_>, at_once: bool) -> Result<ApprovalId> {
    let reason = words("reason", ask.reason, !at_once)?;
    if is_pending(tx, ask).await? {
        return Err(Problem::field(ask.kind.key(), FieldProblem::Pending).into());
    }
    let (me, now) = (desk.viewer.person, desk.now());
    let mut insert = Query::insert();
    insert
        .into_table("approvals")
        .columns([
            "kind",
            "subject",
            "subject_id",
            "old_value",
            "new_value",
            "reason",
            "asked_by",
            "asked_at",
        ])
        .values_panic([
            ask.kind.key().into(),
            ask.about.subject.key().into(),
            ask.about.id.into(),
            ask.old.as_str().into(),
            ask.new.as_str().into(),
            reason.as_str().into(),
            me.0.into(),
            now.0.into(),
        ])
        .returning_col("id");
    let id = tx.insert(desk.viewer.insert(insert)).await.or_if_taken(ask.kind.key())?;
    let detail = json!({ ask.kind.key(): [ask.old, ask.new], "reason": reason });
    desk.note(tx, "approval.asked", ask.about.subject.key(), Some(ask.about.id), &detail).await?;
    let mut people = Vec::new();
    if !at_once {
        people = deciders(tx, ask.kind, ask.about, ask.owner).await?;
        let detail = NoticeDetail { choice: ask.new.parse().ok(), note: reason, ..NoticeDetail::by(me) };
        notices::add(tx, now, &people, NoticeKind::Asked, Some(ask.about), &detail).await?;
    }
    people.push(me);
    tx.signal(Signal::Approvals { people });
    Ok(ApprovalId(id))
}

async fn is_pending(tx: &mut Tx, ask: &Ask<'_>) -> Result<bool> {
    let mut select = Query::select();
    select
        .column("id")
        .from("approvals")
        .and_where(Expr::col("subject").eq(ask.about.subject.key()))
        .and_where(Expr::col("subject_id").eq(ask.about.id))
        .and_where(Expr::col("kind").eq(ask.kind.key()))
        .and_where(Expr::col("state").eq(ApprovalState::Pending.key()));
    let there: Option<i64> =
        tx.value(Guarded::unrestricted(select, "requests about a row that is held")).await?;
    Ok(there.is_some())
}
