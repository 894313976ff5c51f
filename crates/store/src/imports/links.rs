//! The customers that contacts of a file belong to: by what another program calls them, by number, by name.
use super::customers::there::{changeable, living};
use super::work::Work;
use crate::Result;
use crate::customers::CustomerRows;
use crate::db::Run;
use crate::guard::{Guarded, Reach};
use sea_query::{Condition, Expr, ExprTrait, LockType, Order, Query, SimpleExpr};
use sqlx::FromRow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A customer that contacts belong to.
#[derive(Debug, Clone, Copy, FromRow)]
pub(super) struct Link {
    pub(super) id: i64,
    pub(super) owner_id: Option<i64>,
    pub(super) updated_at: i64,
    mine: i64,
}

impl Link {
    /// The importer may write about it.
    pub(super) const fn is_mine(&self) -> bool {
        self.mine == 1
    }
}

/// What was looked up: text of the file → the customers it may mean.
#[derive(Default)]
pub(super) struct Links(HashMap<String, Vec<Link>>);

/// Why a text names no customer.
pub(super) enum Unlinked {
    Nobody,
    Several,
}

impl Links {
    /// The customer a text means: of several, the only one the importer may change.
    pub(super) fn find(&self, text: &str) -> Result<Link, Unlinked> {
        let found = self.0.get(text).map(Vec::as_slice).unwrap_or_default();
        let mine: Vec<_> = found.iter().filter(|link| link.is_mine()).collect();
        match (found, mine.as_slice()) {
            ([], _) => Err(Unlinked::Nobody),
            ([one], _) => Ok(*one),
            (_, [one]) => Ok(**one),
            _ => Err(Unlinked::Several),
        }
    }

    /// All that were found.
    pub(super) fn all(&self) -> impl Iterator<Item = &Link> {
        self.0.values().flatten()
    }
}

/// Looks up customers by their names in the file; they are held while rows are being written. What the importer does
/// not see is not there.
pub(super) async fn look_up(work: &Work, on: &mut impl Run, texts: BTreeSet<&str>) -> Result<Links> {
    let mut meant: BTreeMap<&str, Vec<i64>> = BTreeMap::new();
    for column in ["external_id", "number", "name"] {
        let open: Vec<&str> = texts.iter().copied().filter(|text| !meant.contains_key(text)).collect();
        let found = named(on, column, &open).await?;
        for text in open {
            if let Some(ids) = found.get(&form(column, text)) {
                meant.insert(text, ids.clone());
            }
        }
    }
    let ids: BTreeSet<i64> = meant.values().flatten().copied().collect();
    let links = seen(work, on, &ids).await?;
    let link = |(text, ids): (&str, Vec<i64>)| {
        let ids: BTreeSet<i64> = ids.into_iter().collect();
        (text.to_owned(), ids.iter().filter_map(|id| links.get(id).copied()).collect())
    };
    Ok(Links(meant.into_iter().map(link).collect()))
}

/// The form in which two of them are compared.
fn form(column: &str, text: &str) -> String {
    if column == "name" { words::fold(text) } else { text.to_owned() }
}

/// Customers by what stands in a column. What was merged into another is that one.
async fn named(on: &mut impl Run, column: &'static str, texts: &[&str]) -> Result<HashMap<String, Vec<i64>>> {
    let mut found: HashMap<String, Vec<i64>> = HashMap::new();
    if texts.is_empty() {
        return Ok(found);
    }
    let (key, written): (_, BTreeSet<String>) = match column {
        "name" => ("name_key", texts.iter().map(|text| words::sort_key(text)).collect()),
        _ => (column, texts.iter().map(|text| (*text).to_owned()).collect()),
    };
    let mut select = Query::select();
    select
        .columns(["id", column])
        .column("merged_into")
        .from("customers")
        // The very text of the partial index: only then is it used.
        .and_where(Expr::col(key).ne(Expr::cust("''")))
        .and_where(Expr::col(key).is_in(written))
        .cond_where(Condition::any().add(living()).add(Expr::col("merged_into").is_not_null()))
        .order_by("id", Order::Asc);
    let rows: Vec<(i64, String, Option<i64>)> = on
        .all(Guarded::unrestricted(select, "what is there already must be known before it is added twice"))
        .await?;
    for (id, text, merged_into) in rows {
        found.entry(form(column, &text)).or_default().push(merged_into.unwrap_or(id));
    }
    Ok(found)
}

async fn seen(work: &Work, on: &mut impl Run, ids: &BTreeSet<i64>) -> Result<HashMap<i64, Link>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let mine: SimpleExpr = Expr::case(changeable(work), 1_i64).finally(0_i64).into();
    let select = work
        .desk
        .viewer
        .select::<CustomerRows>(Reach::See)
        .and(living())
        .and(Expr::col(("customers", "id")).is_in(ids.iter().copied()))
        .with(|select| {
            select
                .columns(["id", "owner_id", "updated_at"].map(|column| ("customers", column)))
                .expr_as(mine, "mine")
                .order_by(("customers", "id"), Order::Asc);
            if work.lock {
                select.lock(LockType::Update);
            }
        });
    let links: Vec<Link> = on.all(select).await?;
    Ok(links.into_iter().map(|link| (link.id, link)).collect())
}
