//! Verbs on many rows of a noun: which rows are meant, which are left alone, and what follows every change.
use crate::Result;
use crate::audit::{Noted, note_many};
use crate::choices;
use crate::db::{Dialect, Run, Tx};
use crate::guard::{Guarded, Reach};
use crate::list::{Listed, Lists};
use crate::ownership::{self, Handover};
use crate::records::{self, Entry};
use crate::subject;
use domain::choice::ChoiceKind;
use domain::filter::Filter;
use domain::list::{Chosen, Done, SkipReason, Skipped};
use domain::record::RecordKind;
use domain::{About, ChoiceId, Permission};
use sea_query::{Expr, ExprTrait, LockType, Order, Query, UpdateStatement, Value};
use sqlx::FromRow;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use std::collections::HashSet;

/// Ids in one statement.
pub(crate) const PART: usize = 1_000;

/// A noun whose rows verbs change.
pub(crate) trait Moved: Listed {
    type Brief: Brief;
    /// The columns of a brief.
    const BRIEF: &'static [&'static str];
}

/// What the verbs need to know of a row.
pub(crate) trait Brief:
    for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Clone + Send + Sync + Unpin + 'static
{
    fn id(&self) -> i64;
    fn version(&self) -> i64;
    fn owner(&self) -> Option<i64>;
    /// Where the row is to be found.
    fn address(&self) -> &str;
    /// Somebody has it, and is at work on it.
    fn is_tracked(&self) -> bool;
    /// What a column held before, under the name of its field, for the history; `None` keeps it out of there.
    fn before(&self, column: &str) -> Option<(&'static str, Option<String>)>;
}

/// A verb that changes many rows alike.
pub(crate) struct Verb<'a, B> {
    pub(crate) permission: Permission,
    pub(crate) reach: Reach,
    pub(crate) change: Change,
    /// The choice it gives, under the name of its field.
    pub(crate) choice: Option<(ChoiceKind, &'static str, ChoiceId)>,
    pub(crate) rule: &'a (dyn Fn(&B) -> Option<SkipReason> + Sync),
}

/// What is changed, and how it is told.
#[derive(Clone)]
pub(crate) struct Change {
    /// For the audit log.
    pub(crate) action: &'static str,
    pub(crate) kind: RecordKind,
    /// What the entry in the timeline says: a choice, a person.
    pub(crate) content: String,
    pub(crate) values: Vec<(&'static str, Value)>,
    /// Who has it afterwards, when the verb changes that.
    pub(crate) handover: Option<Handover>,
}

impl<N: Moved> Lists<'_, N> {
    /// Does a verb in one transaction.
    pub(crate) async fn carry_out(&self, chosen: &Chosen, verb: Verb<'_, N::Brief>) -> Result<Done> {
        self.desk.viewer.require(verb.permission)?;
        let ids = self.meant(chosen).await?;
        let mut done = Done::default();
        let mut tx = self.desk.begin().await?;
        if let Some((kind, field, choice)) = verb.choice {
            choices::hold_for(&mut tx, kind, field, choice).await?;
        }
        if let Some(handover) = &verb.change.handover {
            ownership::hold_owner(&mut tx, handover).await?;
        }
        let briefs = self.briefs(&mut tx, &ids, verb.reach, &mut done).await?;
        let fit = sift(briefs, &mut done, verb.rule);
        self.apply(&mut tx, fit, &verb.change, &mut done).await?;
        tx.commit().await?;
        Ok(done)
    }

    /// Changes rows that are held and fit, and does what follows.
    pub(crate) async fn apply(
        &self,
        tx: &mut Tx,
        fit: Vec<N::Brief>,
        change: &Change,
        done: &mut Done,
    ) -> Result<()> {
        let fit = match &change.handover {
            Some(handover) => ownership::admitted::<N>(tx, self.desk.now(), fit, handover, done).await?,
            None => fit,
        };
        let (now, me) = (self.desk.now(), self.desk.viewer.by());
        for part in fit.chunks(PART) {
            self.update(tx, part, &change.values).await?;
        }
        if let Some(handover) = &change.handover {
            ownership::follow::<N>(tx, self.desk, &fit, handover).await?;
        }
        let entry = |brief: &N::Brief| {
            let about = About::new(N::SUBJECT, brief.id());
            Entry::new(change.kind, about, self.desk.viewer.person, now).by(me).saying(&change.content)
        };
        records::add(tx, now, &fit.iter().map(entry).collect::<Vec<_>>()).await?;
        let noted: Vec<_> = fit.iter().map(|brief| noted(brief, change)).collect();
        note_many(tx, now, me, change.action, N::SUBJECT.key(), &noted).await?;
        let ids: Vec<_> = fit.iter().map(Brief::id).collect();
        let after = change.handover.as_ref().map(|handover| handover.to.map(i64::from));
        let owners: Vec<_> = fit.iter().map(Brief::owner).chain(after).collect();
        subject::changed(tx, N::SUBJECT, &ids, owners).await?;
        done.done.extend(ids);
        Ok(())
    }

    /// Writes columns of rows that are held and fit, without an entry in their timelines.
    pub(crate) async fn set(
        &self,
        tx: &mut Tx,
        fit: Vec<N::Brief>,
        action: &str,
        values: &[(&'static str, Value)],
        done: &mut Done,
    ) -> Result<()> {
        for part in fit.chunks(PART) {
            self.update(tx, part, values).await?;
        }
        let noted = |brief: &N::Brief| Noted {
            id: brief.id(),
            version: brief.version() + 1,
            detail: differences(brief, values).into(),
        };
        let noted: Vec<_> = fit.iter().map(noted).collect();
        note_many(tx, self.desk.now(), self.desk.viewer.person, action, N::SUBJECT.key(), &noted).await?;
        let ids: Vec<_> = fit.iter().map(Brief::id).collect();
        subject::changed(tx, N::SUBJECT, &ids, fit.iter().map(Brief::owner)).await?;
        done.done.extend(ids);
        Ok(())
    }

    async fn update(&self, tx: &mut Tx, part: &[N::Brief], values: &[(&'static str, Value)]) -> Result<()> {
        let mut update: UpdateStatement = Query::update();
        update
            .table(N::TABLE)
            .value("updated_at", self.desk.now().0)
            .value("version", Expr::col("version").add(1))
            .values(values.iter().map(|(column, value)| (*column, value.clone().into())))
            .and_where(Expr::col("id").is_in(part.iter().map(Brief::id)));
        tx.run(Guarded::unrestricted(update, "rows that were read under the guard and locked just before"))
            .await?;
        Ok(())
    }

    /// The ids that are meant. Not yet what the viewer may do with them.
    pub(crate) async fn meant(&self, chosen: &Chosen) -> Result<Vec<i64>> {
        Ok(match chosen {
            Chosen::Ids(ids) => {
                let mut ids = ids.clone();
                ids.sort_unstable();
                ids.dedup();
                ids
            }
            Chosen::Matching(query) => self.matching(&Filter::parse(query)).await?,
        })
    }

    /// The rows within reach, locked lowest id first so that two such verbs never wait for each other in
    /// a circle; those out of reach are noted.
    pub(crate) async fn briefs(
        &self,
        tx: &mut Tx,
        ids: &[i64],
        reach: Reach,
        done: &mut Done,
    ) -> Result<Vec<N::Brief>> {
        let mut found: Vec<N::Brief> = Vec::with_capacity(ids.len());
        for part in ids.chunks(PART) {
            let postgres = tx.dialect() == Dialect::Postgres;
            let select = self
                .desk
                .viewer
                .select::<N>(reach)
                .and(Expr::col((N::TABLE, "id")).is_in(part.iter().copied()))
                .with(|select| {
                    select
                        .columns(N::BRIEF.iter().map(|column| (N::TABLE, *column)))
                        .order_by((N::TABLE, "id"), Order::Asc);
                    if postgres {
                        select.lock(LockType::Update);
                    }
                });
            found.extend(tx.all::<N::Brief, _>(select).await?);
        }
        let there: HashSet<i64> = found.iter().map(Brief::id).collect();
        for id in ids.iter().filter(|id| !there.contains(id)) {
            done.skipped.push(Skipped { id: *id, reason: SkipReason::NotFound });
        }
        Ok(found)
    }
}

/// Keeps the rows a verb fits and notes why it does not fit the others.
pub(crate) fn sift<B: Brief>(
    briefs: Vec<B>,
    done: &mut Done,
    rule: impl Fn(&B) -> Option<SkipReason>,
) -> Vec<B> {
    let mut fit = Vec::with_capacity(briefs.len());
    for brief in briefs {
        match rule(&brief) {
            None => fit.push(brief),
            Some(reason) => done.skipped.push(Skipped { id: brief.id(), reason }),
        }
    }
    fit
}

/// A row that someone else took while we looked is out of a salesperson's sight: it was not hidden from the
/// start, so say what happened.
pub(crate) fn taken(mut done: Done) -> Done {
    for skipped in &mut done.skipped {
        if skipped.reason == SkipReason::NotFound {
            skipped.reason = SkipReason::TooLate;
        }
    }
    done
}

/// Field → before and after, as the history of a row keeps it.
fn noted<B: Brief>(brief: &B, change: &Change) -> Noted {
    let mut detail = differences(brief, &change.values);
    if !change.content.is_empty() && change.kind == RecordKind::Finished {
        detail.insert("finish_reason".to_owned(), serde_json::json!([null, change.content]));
    }
    Noted { id: brief.id(), version: brief.version() + 1, detail: detail.into() }
}

fn differences<B: Brief>(
    brief: &B,
    values: &[(&'static str, Value)],
) -> serde_json::Map<String, serde_json::Value> {
    let mut detail = serde_json::Map::new();
    for (column, value) in values {
        if let Some((field, before)) = brief.before(column) {
            detail.insert(field.to_owned(), serde_json::json!([before, plain(value)]));
        }
    }
    detail
}

fn plain(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => text.as_ref().map(ToString::to_string),
        Value::BigInt(number) => number.map(|number| number.to_string()),
        _ => None,
    }
}
