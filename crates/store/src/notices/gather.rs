//! What a rule does in one night is told once: each part of it joins what the person has not read of that night.
use super::insert;
use crate::Result;
use crate::db::{Dialect, Run, Tx};
use crate::guard::Guarded;
use domain::live::Signal;
use domain::notice::{NoticeDetail, NoticeKind};
use domain::{About, Moment, PersonId, Subject};
use sea_query::{CaseStatement, Expr, ExprTrait, LockBehavior, LockType, Query};
use sqlx::FromRow;

/// Seconds back to which it is the same night.
const NIGHT: i64 = 12 * 3_600;

/// Rows of a person, and what is told of them.
pub(crate) struct Told {
    pub(crate) person: PersonId,
    pub(crate) ids: Vec<i64>,
    pub(crate) detail: NoticeDetail,
}

/// What a person has not read yet.
#[derive(FromRow)]
struct Unread {
    id: i64,
    person_id: i64,
    detail: String,
}

/// Tells people of rows of theirs. Where the same was told of others in this night, and is not read yet, that tells
/// of these, too.
pub(crate) async fn gather(
    tx: &mut Tx,
    at: Moment,
    kind: NoticeKind,
    noun: Subject,
    all: Vec<Told>,
) -> Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    let mut people: Vec<_> = all.iter().map(|told| told.person).collect();
    people.sort_unstable();
    people.dedup();
    let unread = unread(tx, at, kind, &people).await?;
    let (mut joined, mut new) = (Vec::new(), Vec::new());
    for Told { person, ids, detail } in all {
        let more = i64::try_from(ids.len()).unwrap_or(i64::MAX);
        let same = |(of, _, known): &&(PersonId, i64, NoticeDetail)| {
            *of == person && NoticeDetail { count: None, ..known.clone() } == detail
        };
        if let Some((_, id, known)) = unread.iter().find(same) {
            let count = Some(known.count.unwrap_or(1) + more);
            joined.push((*id, serde_json::to_string(&NoticeDetail { count, ..detail })?));
        } else {
            let one = ids.first().filter(|_| ids.len() == 1).map(|id| About::new(noun, *id));
            let count = (ids.len() > 1).then_some(more);
            new.push((person, one, serde_json::to_string(&NoticeDetail { count, ..detail })?));
        }
    }
    insert(tx, at, kind, &new).await?;
    join(tx, joined).await?;
    tx.signal(Signal::Notices { people });
    Ok(())
}

/// Another server may be at work on the same night: what it holds is left to it.
async fn unread(
    tx: &mut Tx,
    at: Moment,
    kind: NoticeKind,
    people: &[PersonId],
) -> Result<Vec<(PersonId, i64, NoticeDetail)>> {
    let mut select = Query::select();
    select
        .columns(["id", "person_id", "detail"])
        .from("notices")
        .and_where(Expr::col("person_id").is_in(people.iter().map(|person| person.0)))
        .and_where(Expr::col("kind").eq(kind.key()))
        .and_where(Expr::col("at").gte(at.plus_seconds(-NIGHT).0))
        .and_where(Expr::col("read_at").is_null());
    if tx.dialect() == Dialect::Postgres {
        select.lock_with_behavior(LockType::Update, LockBehavior::SkipLocked);
    }
    let told = Guarded::unrestricted(select, "news of the night is gathered for everybody");
    let rows: Vec<Unread> = tx.all(told).await?;
    let known = |row: Unread| Ok((PersonId(row.person_id), row.id, serde_json::from_str(&row.detail)?));
    rows.into_iter().map(known).collect()
}

/// Notices that tell of several rows now.
async fn join(tx: &mut Tx, all: Vec<(i64, String)>) -> Result<()> {
    if all.is_empty() {
        return Ok(());
    }
    let ids: Vec<i64> = all.iter().map(|(id, _)| *id).collect();
    let texts = all
        .into_iter()
        .fold(CaseStatement::new(), |case, (id, text)| case.case(Expr::col("id").eq(id), Expr::val(text)));
    let mut update = Query::update();
    update
        .table("notices")
        .value("detail", texts)
        .value("subject", Option::<String>::None)
        .value("subject_id", Option::<i64>::None)
        .and_where(Expr::col("id").is_in(ids));
    tx.run(Guarded::unrestricted(update, "news of the night is gathered for everybody")).await?;
    Ok(())
}
