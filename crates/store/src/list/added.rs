//! The added fields a list is asked for, as far as they are there.
use super::{Listed, Lists};
use crate::Result;
use crate::db::Run;
use crate::guard::Guarded;
use domain::FieldId;
use domain::column::Column;
use domain::custom::{FieldKey, FieldKind};
use sea_query::{Expr, ExprTrait, Query};
use std::collections::BTreeMap;

/// Field → digits behind its point. A field that is not here is not there.
pub(crate) type Known = BTreeMap<FieldKey, u8>;

impl<N: Listed> Lists<'_, N> {
    /// Which of these columns' added fields are there.
    pub(super) async fn known(&self, columns: impl Iterator<Item = N::Column>) -> Result<Known> {
        let fields: Vec<i64> = columns.filter_map(Column::field).map(|field| field.id.0).collect();
        if fields.is_empty() {
            return Ok(Known::new());
        }
        let mut select = Query::select();
        select
            .columns(["id", "kind", "decimals"])
            .from("custom_fields")
            .and_where(Expr::col("noun").eq(N::SUBJECT.key()))
            .and_where(Expr::col("id").is_in(fields));
        let rows: Vec<(i64, String, i64)> = self
            .desk
            .db()
            .all(Guarded::unrestricted(select, "everyone may know which fields there are"))
            .await?;
        let known = rows.into_iter().filter_map(|(id, kind, decimals)| {
            let field = FieldKey { id: FieldId(id), kind: FieldKind::from_key(&kind)? };
            Some((field, u8::try_from(decimals).ok()?))
        });
        Ok(known.collect())
    }
}

/// Whether a column is fixed, or an added field that is there.
pub(super) fn is_there<C: Column>(column: C, known: &Known) -> bool {
    column.field().is_none_or(|field| known.contains_key(&field))
}
