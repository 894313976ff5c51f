//! Fields by which rows are told apart: who has which value.
use super::plain;
use crate::Result;
use crate::db::Run;
use crate::guard::Guarded;
use crate::shape;
use domain::custom::{CustomField, FieldKey, FieldKind};
use sea_query::{Expr, ExprTrait, Query, Value};
use std::collections::{BTreeSet, HashMap};

/// The form in which two values of a field are the same; nothing of what is blank, and of what is no value.
pub(crate) fn same(field: &CustomField, text: &str) -> Option<String> {
    let columns = plain(field, text)?.ok()?;
    let same = columns.into_iter().find(|(column, _)| *column == shape::same_column(field.key))?.1;
    match same {
        Value::String(text) => text.filter(|text| !text.is_empty()).map(|text| text.to_string()),
        Value::BigInt(number) => number.map(|number| number.to_string()),
        _ => None,
    }
}

const WHY: &str = "what is there already must be known before it is added twice";

/// The rows of a table that have one of these values, by value.
pub(crate) async fn holders(
    on: &mut impl Run,
    table: &'static str,
    field: FieldKey,
    values: BTreeSet<String>,
) -> Result<HashMap<String, i64>> {
    let column = shape::same_column(field);
    let mut select = Query::select();
    select.columns([column, "id"]).from(table);
    if field.kind == FieldKind::Text {
        // The very text of the partial index: only then is it used.
        select.and_where(Expr::col(column).ne(Expr::cust("''"))).and_where(Expr::col(column).is_in(values));
        let held: Vec<(String, i64)> = on.all(Guarded::unrestricted(select, WHY)).await?;
        return Ok(held.into_iter().collect());
    }
    let numbers: Vec<i64> = values.iter().filter_map(|value| value.parse().ok()).collect();
    select.and_where(Expr::col(column).is_in(numbers));
    let held: Vec<(i64, i64)> = on.all(Guarded::unrestricted(select, WHY)).await?;
    Ok(held.into_iter().map(|(number, id)| (number.to_string(), id)).collect())
}
