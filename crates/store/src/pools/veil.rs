//! What pools hide from those who may only claim: cells are blank, and nothing is found, narrowed or put into order by
//! what is hidden.
use super::Pools;
use crate::db::Run;
use crate::guard::Guarded;
use crate::{Desk, Result};
use domain::{Permission, Subject};
use sea_query::{Condition, Expr, ExprTrait, Query, SimpleExpr, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Which fields are hidden in which pools.
#[derive(Debug, Clone, Default)]
pub(crate) struct Veil(BTreeMap<String, BTreeSet<i64>>);

impl Veil {
    /// What the pools hide from a viewer in lists of a noun.
    pub(crate) async fn before(desk: &Desk, noun: Subject) -> Result<Self> {
        let viewer = &desk.viewer;
        if noun != Subject::Customer || viewer.may(Permission::AssignCustomers) {
            return Ok(Self::default());
        }
        let mut select = Query::select();
        select.columns(["id", "hidden_fields"]).from("pools").and_where(Expr::col("hidden_fields").ne("[]"));
        let rows: Vec<(i64, String)> =
            desk.db().all(Guarded::unrestricted(select, "everyone may know what pools hide")).await?;
        let mut hidden: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
        for (pool, fields) in rows {
            for field in serde_json::from_str::<Vec<String>>(&fields)? {
                hidden.entry(field).or_default().insert(pool);
            }
        }
        Ok(Self(hidden))
    }

    /// Whether nothing is hidden.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether some pool hides a field.
    pub(crate) fn hides(&self, field: &str) -> bool {
        self.0.contains_key(field)
    }

    /// The pools that hide one of these fields.
    pub(crate) fn pools<'a>(&self, fields: impl Iterator<Item = &'a str>) -> BTreeSet<i64> {
        fields.filter_map(|field| self.0.get(field)).flatten().copied().collect()
    }

    /// A cell, blank where its field is hidden.
    pub(crate) fn over(&self, table: &'static str, field: &str, cell: SimpleExpr) -> SimpleExpr {
        match self.0.get(field) {
            None => cell,
            Some(pools) => Expr::case(outside(table, pools), cell).finally(Expr::cust("NULL")).into(),
        }
    }
}

/// The rows that lie in none of these pools.
pub(crate) fn outside(table: &'static str, pools: &BTreeSet<i64>) -> Condition {
    let pool = || Expr::col((table, "pool_id"));
    let any = Condition::any().add(pool().is_null());
    any.add(pool().is_not_in(pools.iter().map(|pool| Value::from(*pool))))
}

impl Pools<'_> {
    /// The fields some pool hides from the viewer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn hidden(&self) -> Result<Vec<String>> {
        let veil = Veil::before(self.desk, Subject::Customer).await?;
        Ok(veil.0.into_keys().collect())
    }
}
