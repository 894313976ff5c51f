//! Suspected duplicates: customers with the same mark, of those one sees.
use super::identities::is;
use super::twins::living;
use super::{CustomerRows, Customers};
use crate::audit::{Noted, note_many};
use crate::db::Run;
use crate::guard::{Guarded, Reach, Visible};
use crate::{Result, Viewer};
use domain::twin::{DuplicateNames, Mark, TwinGroup, TwinMember, TwinPage};
use domain::{CustomerId, FieldProblem, Moment, Permission, Problem};
use sea_query::{Alias, Condition, Expr, ExprTrait, OnConflict, Order, Query, SelectStatement, SimpleExpr};
use serde_json::json;
use sqlx::FromRow;

/// Groups to a page.
const GROUPS: usize = 20;
/// Members shown of one group.
const MEMBERS: u64 = 10;
/// The most customers that are told apart at once.
const APART: usize = 50;

#[derive(FromRow)]
struct GroupRow {
    kind: String,
    value: String,
    n: i64,
}

#[derive(FromRow)]
pub(super) struct MemberRow {
    id: i64,
    name: String,
    owner_name: Option<String>,
    updated_at: i64,
}

impl MemberRow {
    /// What it is made of.
    pub(super) fn columns(select: &mut SelectStatement) {
        select
            .columns(["id", "name", "updated_at"].map(|column| ("customers", column)))
            .expr_as(Expr::col(("people", "name")), "owner_name")
            .left_join("people", Expr::col(("people", "id")).equals(("customers", "owner_id")));
    }
}

impl From<MemberRow> for TwinMember {
    fn from(row: MemberRow) -> Self {
        Self {
            id: CustomerId(row.id),
            name: row.name,
            owner_name: row.owner_name,
            updated_at: Moment(row.updated_at),
        }
    }
}

/// What may be merged of what one sees: what comes through ownership or scope, and pools for those who give customers out of them.
pub(super) fn mergeable(viewer: &Viewer) -> Condition {
    let pools = viewer.may(Permission::AssignCustomers);
    let pooled = pools.then(|| super::state(domain::customer::CustomerState::Pool));
    let owned =
        Condition::all().add(super::state(domain::customer::CustomerState::Owned)).add(super::owned(viewer));
    Condition::all().add(living()).add(Condition::any().add(owned).add_option(pooled))
}

/// Somebody has said that two customers are not the same.
fn told_apart(one: SimpleExpr, other: SimpleExpr) -> SimpleExpr {
    let mut pairs = Query::select();
    pairs.expr(Expr::val(1)).from("customers_apart").cond_where(
        Condition::any()
            .add(
                Expr::col(("customers_apart", "one_id"))
                    .eq(one.clone())
                    .and(Expr::col(("customers_apart", "other_id")).eq(other.clone())),
            )
            .add(
                Expr::col(("customers_apart", "one_id"))
                    .eq(other)
                    .and(Expr::col(("customers_apart", "other_id")).eq(one)),
            ),
    );
    Expr::exists(pairs)
}

/// Identities of customers that may be merged with another one that has the same mark.
fn suspects(viewer: &Viewer) -> Guarded<SelectStatement> {
    let other = Alias::new("other");
    let same = |column: &'static str| Expr::col((other.clone(), column)).equals(("identities", column));
    let mut partners = Query::select();
    partners
        .expr(Expr::val(1))
        .from_as("identities", other.clone())
        .inner_join("customers", Expr::col(("customers", "id")).equals((other.clone(), "customer_id")))
        .and_where(same("kind"))
        .and_where(same("value"))
        .and_where(Expr::col((other.clone(), "shared")).eq(1_i64))
        .and_where(Expr::col((other.clone(), "customer_id")).ne(Expr::col(("identities", "customer_id"))))
        .cond_where(CustomerRows::within(viewer, Reach::See))
        .cond_where(mergeable(viewer))
        .and_where(
            told_apart(Expr::col(("identities", "customer_id")), Expr::col((other.clone(), "customer_id")))
                .not(),
        );
    viewer
        .select::<CustomerRows>(Reach::See)
        .and(mergeable(viewer))
        .and(Expr::col(("identities", "shared")).eq(1_i64))
        .and(Expr::exists(partners))
        .with(|select| {
            let of = Expr::col(("identities", "customer_id")).equals(("customers", "id"));
            select.inner_join("identities", of);
        })
}

fn cursor(group: &GroupRow) -> String {
    domain::query::write([
        ("n", group.n.to_string().as_str()),
        ("kind", &group.kind),
        ("value", &group.value),
    ])
}

fn place(text: &str) -> Result<GroupRow> {
    let mut pairs: std::collections::BTreeMap<_, _> = domain::query::pairs(text).into_iter().collect();
    let wrong = || Problem::field("cursor", FieldProblem::Malformed);
    let n = pairs.get("n").and_then(|n| n.parse().ok()).ok_or_else(wrong)?;
    let kind = pairs.remove("kind").ok_or_else(wrong)?;
    let value = pairs.remove("value").ok_or_else(wrong)?;
    Ok(GroupRow { kind, value, n })
}

impl Customers<'_> {
    /// Suspected duplicates in groups, the largest first, of the customers the viewer may merge.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without the permission to merge; [`Problem::Invalid`] on `cursor` when it is none.
    pub async fn duplicates(&self, cursor: Option<&str>) -> Result<TwinPage> {
        let viewer = &self.desk.viewer;
        viewer.require(Permission::MergeCustomers)?;
        let after = cursor.map(place).transpose()?;
        let mut rows = self.groups(after).await?;
        let next = (rows.len() > GROUPS).then(|| self::cursor(&rows[GROUPS - 1]));
        rows.truncate(GROUPS);
        let mut groups = Vec::with_capacity(rows.len());
        for row in rows {
            let Some(mark) = Mark::from_key(&row.kind) else { continue };
            let members = self.members(mark, &row.value).await?;
            groups.push(TwinGroup { mark, value: row.value, count: row.n, members });
        }
        Ok(TwinPage { groups, next })
    }

    async fn groups(&self, after: Option<GroupRow>) -> Result<Vec<GroupRow>> {
        let many = || Expr::col(("identities", "customer_id")).count_distinct();
        let mut select = suspects(&self.desk.viewer);
        if self.duplicate_names().await? == DuplicateNames::Allow {
            select = select.and(is(Mark::Company).not());
        }
        let select = select.with(|select| {
            select
                .columns(["kind", "value"].map(|column| ("identities", column)))
                .expr_as(many(), "n")
                .add_group_by(["kind", "value"].map(|column| Expr::col(("identities", column))))
                .and_having(many().gt(1_i64))
                .order_by_expr(many(), Order::Desc)
                .order_by(("identities", "kind"), Order::Asc)
                .order_by(("identities", "value"), Order::Asc)
                .limit(u64::try_from(GROUPS).unwrap_or_default() + 1);
            if let Some(after) = after {
                let here = Expr::tuple(["kind", "value"].map(|column| Expr::col(("identities", column))));
                let there = Expr::tuple([Expr::val(after.kind), Expr::val(after.value)]);
                select.cond_having(
                    Condition::any()
                        .add(many().lt(after.n))
                        .add(Condition::all().add(many().eq(after.n)).add(here.gt(there))),
                );
            }
        });
        self.desk.db().all(select).await
    }

    async fn members(&self, mark: Mark, value: &str) -> Result<Vec<TwinMember>> {
        let select = suspects(&self.desk.viewer)
            .and(is(mark))
            .and(Expr::col(("identities", "value")).eq(value))
            .with(|select| {
                MemberRow::columns(select);
                select
                    .distinct()
                    .order_by(("customers", "updated_at"), Order::Desc)
                    .order_by(("customers", "id"), Order::Desc)
                    .limit(MEMBERS);
            });
        let rows: Vec<MemberRow> = self.desk.db().all(select).await?;
        Ok(rows.into_iter().map(TwinMember::from).collect())
    }

    /// Says that customers are not the same, each of them with each other, or takes that back.
    ///
    /// # Errors
    /// [`Problem::Invalid`] on `ids` when there are fewer than two, or too many; [`Problem::NotFound`] when one of
    /// them is not there, or not the viewer's to merge.
    pub async fn tell_apart(&self, ids: &[CustomerId], apart: bool) -> Result<()> {
        let viewer = &self.desk.viewer;
        viewer.require(Permission::MergeCustomers)?;
        let mut ids: Vec<i64> = ids.iter().map(|id| id.0).collect();
        ids.sort_unstable();
        ids.dedup();
        if ids.len() < 2 {
            return Err(Problem::field("ids", FieldProblem::Required).into());
        }
        if ids.len() > APART {
            return Err(Problem::field("ids", FieldProblem::TooLong { max: APART }).into());
        }
        let mut tx = self.desk.begin().await?;
        let select = viewer
            .select::<CustomerRows>(Reach::See)
            .and(mergeable(viewer))
            .and(Expr::col(("customers", "id")).is_in(ids.iter().copied()))
            .with(|select| {
                select.columns(["id", "version"].map(|column| ("customers", column)));
            });
        let found: Vec<(i64, i64)> = tx.all(select).await?;
        if found.len() < ids.len() {
            return Err(Problem::NotFound.into());
        }
        let pairs: Vec<_> = ids
            .iter()
            .enumerate()
            .flat_map(|(at, one)| ids[at + 1..].iter().map(|other| (*one, *other)))
            .collect();
        if apart {
            self.part_pairs(&mut tx, &pairs).await?
        } else {
            self.join_pairs(&mut tx, &ids).await?
        }
        let action = if apart { "customer.told_apart" } else { "customer.told_alike" };
        let noted =
            |(id, version): &(i64, i64)| Noted { id: *id, version: *version, detail: json!({ "ids": ids }) };
        let noted: Vec<_> = found.iter().map(noted).collect();
        note_many(&mut tx, self.desk.now(), viewer.person, action, "customer", &noted).await?;
        tx.commit().await
    }

    async fn part_pairs(&self, tx: &mut crate::db::Tx, pairs: &[(i64, i64)]) -> Result<()> {
        let (me, now) = (self.desk.viewer.person.0, self.desk.now().0);
        for part in pairs.chunks(500) {
            let mut insert = Query::insert();
            insert.into_table("customers_apart").columns(["one_id", "other_id", "by_id", "at"]);
            for (one, other) in part {
                insert.values_panic([(*one).into(), (*other).into(), me.into(), now.into()]);
            }
            insert.on_conflict(OnConflict::columns(["one_id", "other_id"]).do_nothing().to_owned());
            tx.run(Guarded::unrestricted(insert, "pairs of customers that were found under the guard"))
                .await?;
        }
        Ok(())
    }

    async fn join_pairs(&self, tx: &mut crate::db::Tx, ids: &[i64]) -> Result<()> {
        let mut delete = Query::delete();
        delete
            .from_table("customers_apart")
            .and_where(Expr::col("one_id").is_in(ids.iter().copied()))
            .and_where(Expr::col("other_id").is_in(ids.iter().copied()));
        tx.run(Guarded::unrestricted(delete, "pairs of customers that were found under the guard")).await?;
        Ok(())
    }
}
