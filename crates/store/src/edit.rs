//! Changing fields of a row, also when someone else changed it in the meantime: the same way for every noun.
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use crate::{Error, Result};
use domain::edit::Change;
use domain::error::FieldConflict;
use domain::twin::CONFIRM;
use domain::{About, Problem};
use sea_query::{Expr, ExprTrait, Order, Query};
use std::collections::BTreeMap;

/// How often a change is tried again when others keep changing the same row.
pub(crate) const TRIES: usize = 5;

/// A row as its fields' forms show it, by key.
pub(crate) type Fields = BTreeMap<String, String>;

/// What a change wishes for, and whether its warnings have been read.
pub(crate) fn wished(change: &Change) -> (Fields, bool) {
    let mut wishes: Fields =
        change.values.iter().map(|(key, wish)| (key.clone(), wish.trim().to_owned())).collect();
    let confirmed = wishes.remove(CONFIRM).is_some_and(|confirm| confirm == "1");
    (wishes, confirmed)
}

/// Holds wishes against what others did since `version`: what they left alone, or made the same, is taken; the
/// rest is a conflict. `present` is the row as it stands, of version `now`.
pub(crate) async fn merge(
    tx: &mut Tx,
    about: About,
    present: &(dyn Fn(&str) -> String + Sync),
    (version, now): (i64, i64),
    wishes: Fields,
) -> Result<Fields> {
    let bases = bases(tx, about, version, now).await?;
    let mut mine = Fields::new();
    let mut conflicts = Vec::new();
    for (field, wish) in wishes {
        let theirs = present(&field);
        let base = bases.get(&field).unwrap_or(&theirs);
        if wish == theirs || wish == *base {
            continue;
        }
        if *base == theirs {
            mine.insert(field, wish);
        } else {
            conflicts.push(FieldConflict { field, base: base.clone(), theirs, mine: wish });
        }
    }
    if conflicts.is_empty() { Ok(mine) } else { Err(Problem::Conflict { conflicts, version: now }.into()) }
}

/// What the fields changed since `version` held then.
pub(crate) async fn bases(tx: &mut Tx, about: About, version: i64, now: i64) -> Result<Fields> {
    let mut bases = Fields::new();
    if version >= now {
        return Ok(bases);
    }
    let mut select = Query::select();
    select
        .column("detail")
        .from("audit")
        .and_where(Expr::col("subject").eq(about.subject.key()))
        .and_where(Expr::col("subject_id").eq(about.id))
        .and_where(Expr::col("version").gt(version))
        .order_by("version", Order::Asc);
    let changes: Vec<String> =
        tx.values(Guarded::unrestricted(select, "the history of a row the viewer may change")).await?;
    for change in changes {
        // Facts beside the fields, as whom it was shared with, are no changes of fields.
        let facts: BTreeMap<String, serde_json::Value> =
            serde_json::from_str(&change).map_err(Error::from)?;
        for (field, fact) in facts {
            if let Ok((before, _)) = serde_json::from_value::<(Option<String>, Option<String>)>(fact) {
                bases.entry(field).or_insert_with(|| before.unwrap_or_default());
            }
        }
    }
    Ok(bases)
}
