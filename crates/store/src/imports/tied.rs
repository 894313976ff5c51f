//! The leads that rows of other tables belong to.
use super::work::Work;
use crate::Result;
use crate::db::Run;
use crate::guard::{Guarded, Reach};
use crate::leads::LeadRows;
use domain::Permission;
use sea_query::{Expr, ExprTrait, Order, Query};
use std::collections::{BTreeSet, HashMap, HashSet};

/// A lead that a row belongs to.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tied {
    pub(super) lead: i64,
    pub(super) owner: Option<i64>,
    /// The importer may write about it.
    pub(super) is_mine: bool,
}

/// What was looked up for rows that belong to leads.
#[derive(Default)]
pub(super) struct Ties {
    leads: HashMap<String, Tied>,
    known: HashSet<String>,
}

impl Ties {
    /// The lead another program calls so; else the one whose number it is.
    pub(super) fn lead(&self, name: &str) -> Option<Tied> {
        self.leads.get(name).copied()
    }

    /// Whether a row of this name was brought in before.
    pub(super) fn has(&self, external_id: &str) -> bool {
        self.known.contains(external_id)
    }
}

/// Looks up leads by their names in the file, and the rows of `table` that were brought in before.
pub(super) async fn look_up(
    work: &Work,
    on: &mut impl Run,
    table: &'static str,
    rows: &[(&str, &str)],
) -> Result<Ties> {
    let mut ties = Ties::default();
    let names: BTreeSet<&str> = rows.iter().map(|(lead, _)| *lead).filter(|name| !name.is_empty()).collect();
    if names.is_empty() {
        return Ok(ties);
    }
    for column in ["external_id", "number"] {
        for (name, tied) in leads(work, on, column, &names).await? {
            ties.leads.entry(name).or_insert(tied);
        }
    }
    let ids: BTreeSet<&str> = rows.iter().map(|(_, id)| *id).collect();
    let mut select = Query::select();
    select
        .column("external_id")
        .from(table)
        // The very text of the partial index: only then is it used.
        .and_where(Expr::col("external_id").ne(Expr::cust("''")))
        .and_where(Expr::col("external_id").is_in(ids));
    let known: Vec<String> = on
        .values(Guarded::unrestricted(select, "what is there already must be known before it is added twice"))
        .await?;
    ties.known = known.into_iter().collect();
    Ok(ties)
}

async fn leads(
    work: &Work,
    on: &mut impl Run,
    column: &'static str,
    names: &BTreeSet<&str>,
) -> Result<Vec<(String, Tied)>> {
    let mut select = Query::select();
    select
        .columns(["id", column, "owner_id"])
        .from("leads")
        .and_where(Expr::col(column).ne(Expr::cust("''")))
        .and_where(Expr::col(column).is_in(names.iter().copied()))
        .order_by("id", Order::Asc);
    let rows: Vec<(i64, String, Option<i64>)> = on
        .all(Guarded::unrestricted(select, "what is there already must be known before it is added twice"))
        .await?;
    let mine = mine(work, on, rows.iter().map(|(id, _, _)| *id).collect()).await?;
    let tied = |(lead, name, owner)| (name, Tied { lead, owner, is_mine: mine.contains(&lead) });
    Ok(rows.into_iter().map(tied).collect())
}

async fn mine(work: &Work, on: &mut impl Run, ids: Vec<i64>) -> Result<HashSet<i64>> {
    if ids.is_empty() || !work.may(Permission::EditLeads) {
        return Ok(HashSet::new());
    }
    let select =
        work.desk.viewer.select::<LeadRows>(Reach::Change).and(Expr::col(("leads", "id")).is_in(ids)).with(
            |select| {
                select.column(("leads", "id"));
            },
        );
    Ok(on.values::<i64, _>(select).await?.into_iter().collect())
}
