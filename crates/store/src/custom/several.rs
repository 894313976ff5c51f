//! Fields with several choices: how they are kept, and what becomes of them when their list changes.
use super::Columns;
use crate::Result;
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use crate::subject;
use domain::custom::{FieldKey, FieldKind};
use domain::{ChoiceId, FieldId, Subject};
use sea_query::{Expr, ExprTrait, Order, Query, SimpleExpr};

/// The columns of several choices. They sort by the names of all of them, in the order of their list.
pub(super) async fn columns(tx: &mut Tx, key: FieldKey, ids: &[i64]) -> Result<Columns> {
    let mut select = Query::select();
    select
        .columns(["id", "name"])
        .from("choices")
        .and_where(Expr::col("id").is_in(ids.iter().copied()))
        .order_by("position", Order::Asc)
        .order_by("id", Order::Asc);
    let rows: Vec<(i64, String)> = tx.all(Guarded::unrestricted(select, "everybody sees the lists")).await?;
    let names: Vec<_> = rows.iter().map(|(_, name)| name.as_str()).collect();
    let ids: String = rows.iter().map(|(id, _)| format!("{id},")).collect();
    let text = if ids.is_empty() { ids } else { format!(",{ids}") };
    Ok(vec![(key.key(), text.into()), (key.order_key(), words::sort_key(&names.join(" ")).into())])
}

/// Whether a field's column holds a choice.
pub(crate) fn holds(key: FieldKey, choice: ChoiceId) -> SimpleExpr {
    Expr::col(key.key()).like(format!("%,{choice},%"))
}

/// The table and the key of a field with several choices; `None` for any other.
pub(crate) async fn holder(on: &mut impl Run, field: FieldId) -> Result<Option<(&'static str, FieldKey)>> {
    let mut select = Query::select();
    select
        .column("noun")
        .from("custom_fields")
        .and_where(Expr::col("id").eq(field.0))
        .and_where(Expr::col("kind").eq(FieldKind::Choices.key()));
    let noun: Option<String> =
        on.value(Guarded::unrestricted(select, "everyone may know which fields there are")).await?;
    let table = noun.and_then(|noun| Subject::from_key(&noun)).map(subject::table);
    Ok(table.map(|table| (table, FieldKey { id: field, kind: FieldKind::Choices })))
}

/// Writes anew what rows have of a field whose list was changed: `into` in place of `from`, in the order and under
/// the names the list has now. How many rows that were. Equal values are written at once: of those there are few.
pub(crate) async fn rewrite(tx: &mut Tx, field: FieldId, from: ChoiceId, into: ChoiceId) -> Result<u64> {
    let Some((table, key)) = holder(tx, field).await? else { return Ok(0) };
    let mut select = Query::select();
    select.column(key.key()).distinct().from(table).and_where(holds(key, from));
    let held: Vec<String> =
        tx.values(Guarded::unrestricted(select, "the lists are managed by permission")).await?;
    let mut written = 0;
    for old in held {
        let ids = old.split(',').filter_map(|id| id.parse::<i64>().ok());
        let ids: Vec<i64> = ids.map(|id| if id == from.0 { into.0 } else { id }).collect();
        let values = columns(tx, key, &ids).await?;
        let mut update = Query::update();
        update
            .table(table)
            .values(values.into_iter().map(|(column, value)| (column, value.into())))
            .and_where(Expr::col(key.key()).eq(old));
        written +=
            tx.run(Guarded::unrestricted(update, "a merged choice changes every row that has it")).await?;
    }
    Ok(written)
}
