//! Who has a row: one engine for every way a lead or a customer changes hands.
//!
//! Every move is written into the history of the row. How many rows a person may have is asked while that
//! person's own row is held, so that of many who try at once none goes beyond.
mod history;

use crate::db::{Dialect, Run, Tx};
use crate::guard::Guarded;
use crate::notices::Told;
use crate::pools::{claims, clock};
use crate::settings;
use crate::verbs::{Brief, Moved};
use crate::{Desk, Result, approvals, notices, visits};
use domain::list::{Done, SkipReason, Skipped};
use domain::notice::{NoticeDetail, NoticeKind};
use domain::ownership::MoveKind;
use domain::{ChoiceId, Moment, PersonId, PoolId, Subject};
use sea_query::{Expr, ExprTrait, LockType, Query};
use std::collections::{BTreeMap, HashMap};

/// The setting with how many customers a person may have; none means any number.
pub(crate) const MOST_CUSTOMERS: &str = "most_customers";

/// A change of hands.
#[derive(Debug, Clone)]
pub(crate) struct Handover {
    pub(crate) kind: MoveKind,
    /// Who has it afterwards; nobody in a pool.
    pub(crate) to: Option<PersonId>,
    pub(crate) pool: Option<PoolId>,
    pub(crate) reason: Option<ChoiceId>,
    pub(crate) note: String,
    /// The rule that did it.
    pub(crate) rule: Option<i64>,
}

impl Handover {
    pub(crate) const fn to(kind: MoveKind, person: PersonId) -> Self {
        Self { kind, to: Some(person), pool: None, reason: None, note: String::new(), rule: None }
    }

    pub(crate) const fn into_pool(kind: MoveKind, pool: PoolId) -> Self {
        Self { kind, to: None, pool: Some(pool), reason: None, note: String::new(), rule: None }
    }

    pub(crate) const fn to_nobody(kind: MoveKind) -> Self {
        Self { kind, to: None, pool: None, reason: None, note: String::new(), rule: None }
    }
}

/// A first step is to a person, into a pool, or to nobody.
type Place = (Option<PersonId>, Option<PoolId>);

/// Writes the first step of new rows, each with where it begins.
pub(crate) async fn begin(
    tx: &mut Tx,
    desk: &Desk,
    noun: Subject,
    kind: MoveKind,
    rows: impl IntoIterator<Item = (i64, Place)>,
) -> Result<()> {
    let mut places: BTreeMap<Place, Vec<Step>> = BTreeMap::new();
    for (id, place) in rows {
        places.entry(place).or_default().push(Step { id, from: None, from_pool: None });
    }
    for ((to, pool), steps) in places {
        let handover = Handover { to, pool, ..Handover::to_nobody(kind) };
        write(tx, desk, noun, &steps, &handover).await?;
    }
    Ok(())
}

/// A move to be written into the history.
pub(crate) struct Step {
    pub(crate) id: i64,
    pub(crate) from: Option<i64>,
    pub(crate) from_pool: Option<i64>,
}

/// Holds the person who is to get rows, before any row is held.
pub(crate) async fn hold_owner(tx: &mut Tx, handover: &Handover) -> Result<()> {
    match handover.to {
        Some(person) => hold_people(tx, &[person]).await,
        None => Ok(()),
    }
}

/// Holds people, lowest id first.
pub(crate) async fn hold_people(tx: &mut Tx, people: &[PersonId]) -> Result<()> {
    if tx.dialect() == Dialect::Postgres { hold(tx, people).await } else { Ok(()) }
}

/// As [`hold_people`], where the database has locks.
pub(crate) async fn hold(on: &mut impl Run, people: &[PersonId]) -> Result<()> {
    if people.is_empty() {
        return Ok(());
    }
    let mut select = Query::select();
    select
        .column("id")
        .from("people")
        .and_where(Expr::col("id").is_in(people.iter().map(|person| person.0)))
        .order_by("id", sea_query::Order::Asc)
        .lock(LockType::NoKeyUpdate);
    on.values::<i64, _>(Guarded::unrestricted(select, "who is to get rows is held while they are counted"))
        .await?;
    Ok(())
}

/// The rows that fit what their new owner may still take; the others are noted.
pub(crate) async fn admitted<N: Moved>(
    tx: &mut Tx,
    now: Moment,
    mut rows: Vec<N::Brief>,
    handover: &Handover,
    done: &mut Done,
) -> Result<Vec<N::Brief>> {
    let (Subject::Customer, Some(person)) = (N::SUBJECT, handover.to) else { return Ok(rows) };
    if handover.kind == MoveKind::Claimed {
        rows = claims::allowed(tx, now, person, rows, done).await?;
    }
    let Some(room) = room(tx, person).await? else { return Ok(rows) };
    let room = usize::try_from(room).unwrap_or_default();
    if rows.len() > room {
        let over = rows.split_off(room);
        done.skipped.extend(over.iter().map(|row| Skipped { id: row.id(), reason: SkipReason::Full }));
    }
    Ok(rows)
}

/// How many more customers a person may have; `None` when there is no end. The person is held.
pub(crate) async fn room(on: &mut impl Run, person: PersonId) -> Result<Option<i64>> {
    let mut select = Query::select();
    select.column("most_customers").from("people").and_where(Expr::col("id").eq(person.0));
    let own: Option<Option<i64>> =
        on.value(Guarded::unrestricted(select, "how many customers a person may have")).await?;
    let most = match own.flatten() {
        Some(most) => Some(most),
        None => most_of_all(on).await?,
    };
    let Some(most) = most else { return Ok(None) };
    let mut select = Query::select();
    select
        .expr(Expr::col("id").count())
        .from("customers")
        .and_where(Expr::col("owner_id").eq(person.0))
        .and_where(Expr::col("state").eq("owned"));
    let has: Option<i64> = on.value(Guarded::unrestricted(select, "how many customers a person has")).await?;
    Ok(Some(Ord::max(most - has.unwrap_or_default(), 0)))
}

/// How many customers a person may have of whom nothing else is said.
pub(crate) async fn most_of_all(on: &mut impl Run) -> Result<Option<i64>> {
    Ok(settings::value_of(on, MOST_CUSTOMERS).await?.and_then(|text| text.parse().ok()))
}

/// What follows a change of hands: the history, and what is still to be done for the rows.
pub(crate) async fn follow<N: Moved>(
    tx: &mut Tx,
    desk: &Desk,
    rows: &[N::Brief],
    handover: &Handover,
) -> Result<()> {
    let owners: Vec<_> = rows.iter().map(|row| (row.id(), row.owner())).collect();
    match handover.to {
        Some(to) => visits::hand_over(tx, N::SUBJECT, &owners, to).await?,
        None => {
            let ids: Vec<_> = rows.iter().map(Brief::id).collect();
            visits::call_off(tx, N::SUBJECT, &ids, desk.now()).await?;
        }
    }
    let pools = pools_before::<N>(rows);
    let step = |row: &N::Brief| Step {
        id: row.id(),
        from: row.owner(),
        from_pool: pools.get(&row.id()).copied().flatten(),
    };
    let steps: Vec<_> = rows.iter().map(step).collect();
    if N::SUBJECT == Subject::Customer {
        let ids: Vec<_> = rows.iter().map(Brief::id).collect();
        let from_pool = |id: i64| pools.get(&id).is_some_and(Option::is_some);
        clock::handed(tx, desk.now(), &ids, from_pool, handover).await?;
    }
    write(tx, desk, N::SUBJECT, &steps, handover).await?;
    approvals::withdraw_about(tx, desk, N::SUBJECT, &owners).await?;
    tell::<N>(tx, desk, rows, handover).await
}

/// Whoever gets rows reads of it, and whoever a rule takes rows from.
async fn tell<N: Moved>(tx: &mut Tx, desk: &Desk, rows: &[N::Brief], handover: &Handover) -> Result<()> {
    let by = handover.rule.is_none().then_some(desk.viewer.person);
    let (now, detail) = (desk.now(), NoticeDetail { by, ..NoticeDetail::default() });
    if let Some(to) = handover.to {
        let ids: Vec<_> = rows.iter().map(Brief::id).collect();
        return notices::add_about(tx, now, to, NoticeKind::Given, (N::SUBJECT, &ids), detail).await;
    }
    if handover.kind == MoveKind::Recycled {
        let mut taken: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        for row in rows {
            if let Some(owner) = row.owner() {
                taken.entry(owner).or_default().push(row.id());
            }
        }
        let told = |(owner, ids)| Told { person: PersonId(owner), ids, detail: detail.clone() };
        let told = taken.into_iter().map(told).collect();
        notices::gather(tx, now, NoticeKind::Recycled, N::SUBJECT, told).await?;
    }
    Ok(())
}

fn pools_before<N: Moved>(rows: &[N::Brief]) -> HashMap<i64, Option<i64>> {
    let pool =
        |row: &N::Brief| row.before("pool_id").and_then(|(_, pool)| pool).and_then(|pool| pool.parse().ok());
    rows.iter().map(|row| (row.id(), pool(row))).collect()
}

/// Writes moves into the history.
pub(crate) async fn write(
    tx: &mut Tx,
    desk: &Desk,
    noun: Subject,
    steps: &[Step],
    handover: &Handover,
) -> Result<()> {
    // What a rule did, nobody did.
    let by = if handover.rule.is_some() { None } else { Some(desk.viewer.person.0) };
    for part in steps.chunks(500) {
        let mut insert = Query::insert();
        insert.into_table("ownership_moves").columns([
            "subject",
            "subject_id",
            "at",
            "kind",
            "from_id",
            "to_id",
            "from_pool",
            "to_pool",
            "reason_id",
            "note",
            "by_id",
            "rule_id",
        ]);
        for step in part {
            insert.values_panic([
                noun.key().into(),
                step.id.into(),
                desk.now().0.into(),
                handover.kind.key().into(),
                step.from.into(),
                handover.to.map(i64::from).into(),
                step.from_pool.into(),
                handover.pool.map(i64::from).into(),
                handover.reason.map(i64::from).into(),
                handover.note.as_str().into(),
                by.into(),
                handover.rule.into(),
            ]);
        }
        tx.run(Guarded::unrestricted(insert, "a move belongs to its row, which was guarded")).await?;
    }
    Ok(())
}
