//! Requests that end, or change, by what happens to others.
use super::decide::told;
use super::{REQUEST, Request, Verdict, close};
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use crate::verbs::PART;
use crate::{Desk, Result};
use domain::approval::{ApprovalKind, ApprovalState};
use domain::choice::ChoiceKind;
use domain::{ApprovalId, ChoiceId, PersonId, Subject};
use sea_query::{Expr, ExprTrait, Order, Query};

/// Ends what is asked for of rows that changed hands, which had these owners: the one who would decide is another
/// now, and so perhaps is the wish.
pub(crate) async fn withdraw_about(
    tx: &mut Tx,
    desk: &Desk,
    noun: Subject,
    rows: &[(i64, Option<i64>)],
) -> Result<()> {
    let verdict = Verdict { state: ApprovalState::Withdrawn, by: None, note: "" };
    for part in rows.chunks(PART) {
        for request in pending(tx, noun, part).await? {
            close(tx, desk, ApprovalId(request.id), &verdict).await?;
            let owner = part.iter().find(|(id, _)| *id == request.subject_id).and_then(|(_, owner)| *owner);
            let owner = owner.map_or_else(|| request.asked_by(), PersonId);
            told(tx, desk, &request, &verdict, owner).await?;
        }
    }
    Ok(())
}

async fn pending(tx: &mut Tx, noun: Subject, rows: &[(i64, Option<i64>)]) -> Result<Vec<Request>> {
    let mut select = Query::select();
    select
        .columns(REQUEST)
        .from("approvals")
        .and_where(Expr::col("subject").eq(noun.key()))
        .and_where(Expr::col("subject_id").is_in(rows.iter().map(|(id, _)| *id)))
        .and_where(Expr::col("state").eq(ApprovalState::Pending.key()))
        .order_by("id", Order::Asc);
    tx.all(Guarded::unrestricted(select, "requests about rows that are held")).await
}

/// A choice was merged into another: so is what was asked for.
pub(crate) async fn choice_merged(
    tx: &mut Tx,
    list: ChoiceKind,
    from: ChoiceId,
    into: ChoiceId,
) -> Result<()> {
    for kind in ApprovalKind::ALL.into_iter().filter(|kind| kind.choice() == Some(list)) {
        for column in ["old_value", "new_value"] {
            let mut update = Query::update();
            update
                .table("approvals")
                .value(column, into.to_string())
                .and_where(Expr::col("kind").eq(kind.key()))
                .and_where(Expr::col(column).eq(from.to_string()));
            tx.run(Guarded::unrestricted(update, "a merged choice changes every row that has it")).await?;
        }
    }
    Ok(())
}
