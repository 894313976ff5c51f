//! What goes from the one customer to the other.
use super::kept::{ContactRow, Kept, ShareRow};
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use crate::{Desk, Result};
use domain::customer::Customer;
use domain::live::Signal;
use domain::merge::MergeMoves;
use domain::visit::VisitState;
use domain::{CustomerId, PersonId, Subject};
use sea_query::{Expr, ExprTrait, OnConflict, Query, SelectStatement, SimpleExpr};
use sqlx::FromRow;

#[derive(FromRow)]
struct Counted {
    contacts: i64,
    records: i64,
    plans: i64,
    shares: i64,
    web_items: i64,
    attachments: i64,
}

/// How much would move.
pub(super) async fn count(on: &mut impl Run, loser: CustomerId) -> Result<MergeMoves> {
    let number = |table: &'static str, condition: SimpleExpr| {
        let mut select = Query::select();
        select.expr(Expr::cust("COUNT(*)")).from(table).and_where(condition);
        Expr::SubQuery(None, Box::new(select.into()))
    };
    let of = |column: &'static str| Expr::col(column).eq(loser.0);
    let about = || Expr::col("subject").eq(Subject::Customer.key()).and(of("subject_id"));
    let open = || Expr::col("state").eq(VisitState::Open.key());
    let mut select = Query::select();
    select
        .expr_as(number("contacts", of("customer_id")), "contacts")
        .expr_as(number("records", about()), "records")
        .expr_as(number("plans", about().and(open())), "plans")
        .expr_as(number("shares", of("customer_id")), "shares")
        .expr_as(number("web_items", of("customer_id")), "web_items")
        .expr_as(number("attachments", about().and(Expr::col("removed_at").is_null())), "attachments");
    let why = Guarded::unrestricted(select, "what belongs to a customer that was found under the guard");
    let counted: Option<Counted> = on.first(why).await?;
    Ok(counted.map_or_else(MergeMoves::default, |row| MergeMoves {
        contacts: row.contacts,
        records: row.records,
        plans: row.plans,
        shares: row.shares,
        web_items: row.web_items,
        attachments: row.attachments,
    }))
}

/// Moves what belongs to the loser, and notes what it was. Records and steps through hands stay where they are: they
/// are shown with what a customer was merged into.
pub(super) async fn everything(
    tx: &mut Tx,
    desk: &Desk,
    winner: &Customer,
    loser: &Customer,
    kept: &mut Kept,
) -> Result<()> {
    let (to, from) = (winner.id.0, loser.id.0);
    kept.pool = pool_of(tx, from).await?;
    contacts(tx, to, from, kept).await?;
    plans(tx, winner, loser, kept).await?;
    shares(tx, desk, winner, from, kept).await?;
    kept.web_items = ids(tx, "web_items", "customer_id", from).await?;
    if !kept.web_items.is_empty() {
        redirect(tx, "web_items", "customer_id", from, to).await?;
    }
    kept.merged = ids(tx, "customers", "merged_into", from).await?;
    if !kept.merged.is_empty() {
        redirect(tx, "customers", "merged_into", from, to).await?;
    }
    redirect(tx, "identities", "customer_id", from, to).await
}

async fn pool_of(tx: &mut Tx, customer: i64) -> Result<Option<i64>> {
    let mut select = Query::select();
    select.column("pool_id").from("customers").and_where(Expr::col("id").eq(customer));
    let pool: Option<Option<i64>> = tx
        .value(Guarded::unrestricted(select, "rows that were read under the guard and locked just before"))
        .await?;
    Ok(pool.flatten())
}

async fn ids(tx: &mut Tx, table: &'static str, column: &'static str, customer: i64) -> Result<Vec<i64>> {
    let mut select = Query::select();
    select.column("id").from(table).and_where(Expr::col(column).eq(customer));
    tx.values(Guarded::unrestricted(select, "what belongs to customers that are held")).await
}

async fn redirect(tx: &mut Tx, table: &'static str, column: &'static str, from: i64, to: i64) -> Result<()> {
    let mut update = Query::update();
    update.table(table).value(column, to).and_where(Expr::col(column).eq(from));
    tx.run(Guarded::unrestricted(update, "what belongs to customers that are held")).await?;
    Ok(())
}

/// Where the winner has one to ask first, that one stays it.
async fn contacts(tx: &mut Tx, to: i64, from: i64, kept: &mut Kept) -> Result<()> {
    let of = |customer: i64| {
        let mut select = Query::select();
        select
            .columns(["id", "version", "main"])
            .from("contacts")
            .and_where(Expr::col("customer_id").eq(customer));
        select
    };
    kept.contacts = tx.all(held(of(from))).await?;
    if kept.contacts.is_empty() {
        return Ok(());
    }
    let mut main = of(to);
    main.and_where(Expr::col("main").eq(1_i64)).limit(1);
    let has_main = !tx.all::<ContactRow, _>(held(main)).await?.is_empty();
    let mut update = Query::update();
    update.table("contacts").value("customer_id", to).and_where(Expr::col("customer_id").eq(from));
    if has_main {
        update.value("main", 0_i64);
    }
    tx.run(Guarded::unrestricted(update, "what belongs to customers that are held")).await?;
    Ok(())
}

fn held(select: SelectStatement) -> Guarded<SelectStatement> {
    Guarded::unrestricted(select, "what belongs to customers that are held")
}

/// What is still to be done goes to who has the winner; what somebody else is to do stays theirs.
async fn plans(tx: &mut Tx, winner: &Customer, loser: &Customer, kept: &mut Kept) -> Result<()> {
    let mut select = Query::select();
    select
        .columns(["id", "person_id"])
        .from("plans")
        .and_where(Expr::col("subject").eq(Subject::Customer.key()))
        .and_where(Expr::col("subject_id").eq(loser.id.0))
        .and_where(Expr::col("state").eq(VisitState::Open.key()));
    kept.plans = tx.all(held(select)).await?;
    if kept.plans.is_empty() {
        return Ok(());
    }
    // The same form may have planned something for both: its key is the other's.
    let mut update = Query::update();
    update
        .table("plans")
        .value("subject_id", winner.id.0)
        .value("once", Expr::val(None::<String>))
        .and_where(Expr::col("id").is_in(kept.plans.iter().map(|(id, _)| *id)));
    if let (Some(from), Some(to)) = (loser.owner, winner.owner) {
        let person = Expr::case(Expr::col("person_id").eq(from.0), to.0).finally(Expr::col("person_id"));
        update.value("person_id", person);
        tx.signal(Signal::Visits { people: vec![from, to] });
    }
    tx.run(Guarded::unrestricted(update, "what belongs to customers that are held")).await?;
    Ok(())
}

fn shares_of(customer: i64) -> SelectStatement {
    let mut select = Query::select();
    select
        .columns(["person_id", "may_edit", "ends_at", "by_id", "at"])
        .from("shares")
        .and_where(Expr::col("customer_id").eq(customer));
    select
}

/// The shares of a customer.
pub(super) async fn read_shares(tx: &mut Tx, customer: i64) -> Result<Vec<ShareRow>> {
    tx.all(held(shares_of(customer))).await
}

/// Writes shares of a customer, over those that are there.
pub(super) async fn put_shares(tx: &mut Tx, customer: i64, shares: &[ShareRow]) -> Result<()> {
    if shares.is_empty() {
        return Ok(());
    }
    let mut insert = Query::insert();
    insert
        .into_table("shares")
        .columns(["customer_id", "person_id", "may_edit", "ends_at", "by_id", "at"])
        .on_conflict(
            OnConflict::columns(["customer_id", "person_id"])
                .update_columns(["may_edit", "ends_at", "by_id", "at"])
                .to_owned(),
        );
    for share in shares {
        insert.values_panic([
            customer.into(),
            share.person_id.into(),
            share.may_edit.into(),
            share.ends_at.into(),
            share.by_id.into(),
            share.at.into(),
        ]);
    }
    tx.run(Guarded::unrestricted(insert, "what belongs to customers that are held")).await?;
    Ok(())
}

/// Ends shares of a customer; all when nobody is named.
pub(super) async fn end_shares(tx: &mut Tx, customer: i64, people: Option<Vec<i64>>) -> Result<()> {
    let mut delete = Query::delete();
    delete.from_table("shares").and_where(Expr::col("customer_id").eq(customer));
    if let Some(people) = people {
        delete.and_where(Expr::col("person_id").is_in(people));
    }
    tx.run(Guarded::unrestricted(delete, "what belongs to customers that are held")).await?;
    Ok(())
}

/// Of two shares with the same person the wider right holds. One that has ended gives none.
async fn shares(tx: &mut Tx, desk: &Desk, winner: &Customer, from: i64, kept: &mut Kept) -> Result<()> {
    kept.shares = read_shares(tx, from).await?;
    if kept.shares.is_empty() {
        return Ok(());
    }
    let there = read_shares(tx, winner.id.0).await?;
    let now = desk.now().0;
    for share in kept.shares.iter().filter(|share| holds(share, now)) {
        if winner.owner == Some(PersonId(share.person_id)) {
            continue;
        }
        let before = there.iter().find(|one| one.person_id == share.person_id).copied();
        if before.is_none_or(|before| width(share, now) > width(&before, now)) {
            kept.widened.push((before, *share));
        }
    }
    let wider: Vec<_> = kept.widened.iter().map(|(_, after)| *after).collect();
    put_shares(tx, winner.id.0, &wider).await?;
    end_shares(tx, from, None).await
}

fn holds(share: &ShareRow, now: i64) -> bool {
    share.ends_at.is_none_or(|end| end > now)
}

/// To change is wider than to read, and longer wider than shorter.
fn width(share: &ShareRow, now: i64) -> (bool, i64, i64) {
    (holds(share, now), share.may_edit, share.ends_at.unwrap_or(i64::MAX))
}
