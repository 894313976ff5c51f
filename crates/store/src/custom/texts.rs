//! The texts of added fields, as the keyword box looks through them.
use super::fields;
use crate::Result;
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use crate::subject;
use domain::Subject;
use domain::custom::{FieldKey, FieldKind};
use sea_query::{Expr, ExprTrait, Query};
use std::collections::HashMap;
use words::Texts;

/// The added fields of a noun that hold text; the retired ones too.
pub(crate) async fn texts_of(on: &mut impl Run, noun: Subject) -> Result<Vec<FieldKey>> {
    let mut select = fields();
    select.and_where(Expr::col("noun").eq(noun.key())).and_where(Expr::col("kind").eq(FieldKind::Text.key()));
    Ok(super::told(on, select).await?.into_iter().map(|field| field.key).collect())
}

/// Adds to the documents of rows what these fields of theirs hold.
pub(crate) async fn add_texts(
    tx: &mut Tx,
    noun: Subject,
    fields: &[FieldKey],
    documents: &mut [(i64, Texts)],
) -> Result<()> {
    for field in fields {
        let mut select = Query::select();
        select
            .columns(["id", field.key()])
            .from(subject::table(noun))
            .and_where(Expr::col("id").is_in(documents.iter().map(|(id, _)| *id)))
            .and_where(Expr::col(field.key()).ne(""));
        let guarded =
            Guarded::unrestricted(select, "a search document belongs to its row, which was guarded");
        let held: Vec<(i64, String)> = tx.all(guarded).await?;
        let held: HashMap<i64, String> = held.into_iter().collect();
        for (id, texts) in documents.iter_mut() {
            if let Some(text) = held.get(id) {
                *texts = std::mem::take(texts).plain(text);
            }
        }
    }
    Ok(())
}
