//! Notifications: written where things happen, inside the same transaction, and read by one person.
mod gather;

use crate::db::{Run, Tx};
use crate::guard::{Guarded, Reach, Visible};
use crate::{Desk, Result, Viewer, subject};
use domain::live::Signal;
use domain::notice::{Notice, NoticeDetail, NoticeKind};
use domain::{About, Moment, NoticeId, PersonId, Subject};
use sea_query::{Condition, Expr, ExprTrait, Order, Query};
use sqlx::FromRow;

pub(crate) use gather::{Told, gather};

/// The most of one page.
const LIMIT_MAX: u32 = 200;

/// Notifications of one person.
#[derive(Clone, Copy)]
pub struct Notices<'a> {
    pub(crate) desk: &'a Desk,
}

/// The rows of the notices table: one's own.
#[derive(Clone, Copy)]
struct NoticeRows;

impl Visible for NoticeRows {
    const TABLE: &'static str = "notices";

    fn within(viewer: &Viewer, _: Reach) -> Condition {
        Condition::all().add(Expr::col(("notices", "person_id")).eq(viewer.person.0))
    }
}

#[derive(FromRow)]
struct NoticeRow {
    id: i64,
    kind: String,
    subject: Option<String>,
    subject_id: Option<i64>,
    detail: String,
    at: i64,
    read_at: Option<i64>,
}

/// Tells people what happened, except the one who did it. `about` is the row, when it is one.
pub(crate) async fn add(
    tx: &mut Tx,
    at: Moment,
    people: &[PersonId],
    kind: NoticeKind,
    about: Option<About>,
    detail: &NoticeDetail,
) -> Result<()> {
    let mut people: Vec<_> = people.iter().copied().filter(|person| detail.by != Some(*person)).collect();
    people.sort_unstable();
    people.dedup();
    if people.is_empty() {
        return Ok(());
    }
    let text = serde_json::to_string(detail)?;
    let rows: Vec<_> = people.iter().map(|person| (*person, about, text.clone())).collect();
    insert(tx, at, kind, &rows).await?;
    tx.signal(Signal::Notices { people });
    Ok(())
}

/// Writes notices: for whom, about what, and what is told beside.
async fn insert(
    tx: &mut Tx,
    at: Moment,
    kind: NoticeKind,
    rows: &[(PersonId, Option<About>, String)],
) -> Result<()> {
    for part in rows.chunks(500) {
        let mut insert = Query::insert();
        insert.into_table("notices").columns(["person_id", "kind", "subject", "subject_id", "detail", "at"]);
        for (person, about, text) in part {
            insert.values_panic([
                person.0.into(),
                kind.key().into(),
                about.map(|about| about.subject.key()).into(),
                about.map(|about| about.id).into(),
                text.as_str().into(),
                at.0.into(),
            ]);
        }
        tx.run(Guarded::unrestricted(insert, "a notice belongs to the person it is for")).await?;
    }
    Ok(())
}

/// As [`add`], about one of several rows: the row when it is one, and how many when there are more.
pub(crate) async fn add_about(
    tx: &mut Tx,
    at: Moment,
    person: PersonId,
    kind: NoticeKind,
    (noun, ids): (Subject, &[i64]),
    detail: NoticeDetail,
) -> Result<()> {
    match ids {
        [] => Ok(()),
        [id] => add(tx, at, &[person], kind, Some(About::new(noun, *id)), &detail).await,
        many => {
            let detail = NoticeDetail { count: i64::try_from(many.len()).ok(), ..detail };
            add(tx, at, &[person], kind, None, &detail).await
        }
    }
}

/// As [`add`], to one person, unless exactly this was told since a moment.
pub(crate) async fn add_once_since(
    tx: &mut Tx,
    (since, at): (Moment, Moment),
    (person, kind, about): (PersonId, NoticeKind, About),
    detail: &NoticeDetail,
) -> Result<()> {
    let mut select = Query::select();
    select
        .expr(Expr::col("id").count())
        .from("notices")
        .and_where(Expr::col("person_id").eq(person.0))
        .and_where(Expr::col("kind").eq(kind.key()))
        .and_where(Expr::col("subject").eq(about.subject.key()))
        .and_where(Expr::col("subject_id").eq(about.id))
        .and_where(Expr::col("detail").eq(serde_json::to_string(detail)?))
        .and_where(Expr::col("at").gte(since.0));
    let told = Guarded::unrestricted(select, "whether somebody was told already is told to nobody");
    let told: Option<i64> = tx.value(told).await?;
    match told {
        Some(n) if n > 0 => Ok(()),
        _ => add(tx, at, &[person], kind, Some(about), detail).await,
    }
}

/// Nobody is to read any more what was told of a row; who had not.
pub(crate) async fn read_about(
    tx: &mut Tx,
    at: Moment,
    kind: NoticeKind,
    about: About,
) -> Result<Vec<PersonId>> {
    let mut update = Query::update();
    update
        .table("notices")
        .value("read_at", at.0)
        .and_where(Expr::col("subject").eq(about.subject.key()))
        .and_where(Expr::col("subject_id").eq(about.id))
        .and_where(Expr::col("kind").eq(kind.key()))
        .and_where(Expr::col("read_at").is_null())
        .returning_col("person_id");
    let told = Guarded::unrestricted(update, "news that has been overtaken is marked for everybody");
    Ok(tx.values::<i64, _>(told).await?.into_iter().map(PersonId).collect())
}

impl Notices<'_> {
    /// Up to `limit` notices before one, the latest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&self, before: Option<NoticeId>, limit: u32) -> Result<Vec<Notice>> {
        let columns = ["id", "kind", "subject", "subject_id", "detail", "at", "read_at"];
        let select = self
            .desk
            .viewer
            .select::<NoticeRows>(Reach::See)
            .and(Condition::all().add_option(before.map(|before| Expr::col(("notices", "id")).lt(before.0))))
            .with(|select| {
                select
                    .columns(columns.map(|column| ("notices", column)))
                    .order_by(("notices", "id"), Order::Desc)
                    .limit(u64::from(limit.clamp(1, LIMIT_MAX)));
            });
        let rows: Vec<NoticeRow> = self.desk.db().all(select).await?;
        self.told(rows).await
    }

    async fn told(&self, rows: Vec<NoticeRow>) -> Result<Vec<Notice>> {
        let mut notices = Vec::with_capacity(rows.len());
        for row in rows {
            let about = row.subject.as_deref().and_then(Subject::from_key).zip(row.subject_id);
            // What a newer program wrote is not for this one.
            let Some(kind) = NoticeKind::from_key(&row.kind) else { continue };
            notices.push(Notice {
                id: NoticeId(row.id),
                kind,
                about: about.map(|(subject, id)| About::new(subject, id)),
                name: None,
                detail: serde_json::from_str(&row.detail)?,
                by_name: None,
                at: Moment(row.at),
                read: row.read_at.is_some(),
            });
        }
        let abouts: Vec<_> = notices.iter().filter_map(|notice| notice.about).collect();
        let names = subject::names(self.desk, &abouts).await?;
        let people: Vec<_> = notices.iter().filter_map(|notice| notice.detail.by).collect();
        let people = self.desk.names_of(&people).await?;
        for notice in &mut notices {
            notice.name = notice.about.and_then(|about| names.get(&about).cloned());
            notice.by_name = notice.detail.by.and_then(|by| people.get(&by).cloned());
        }
        Ok(notices)
    }

    /// How many are unread.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unread(&self) -> Result<i64> {
        self.unread_but(None).await
    }

    /// How many are unread, those of a kind left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn unread_but(&self, kind: Option<NoticeKind>) -> Result<i64> {
        let but = kind.map(|kind| Expr::col(("notices", "kind")).ne(kind.key()));
        let select = self
            .desk
            .viewer
            .select::<NoticeRows>(Reach::See)
            .and(Condition::all().add(Expr::col(("notices", "read_at")).is_null()).add_option(but))
            .with(|select| {
                select.expr(Expr::col(("notices", "id")).count());
            });
        Ok(self.desk.db().value(select).await?.unwrap_or_default())
    }

    /// Marks notices as read; those of others, and those read already, stay as they are.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read(&self, ids: &[NoticeId]) -> Result<()> {
        self.mark(Some(ids)).await
    }

    /// Marks all as read.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn read_all(&self) -> Result<()> {
        self.mark(None).await
    }

    async fn mark(&self, ids: Option<&[NoticeId]>) -> Result<()> {
        let among = ids.map(|ids| Expr::col("id").is_in(ids.iter().map(|id| id.0)));
        let mut tx = self.desk.begin().await?;
        let update = self
            .desk
            .viewer
            .update::<NoticeRows>()
            .and(Condition::all().add(Expr::col("read_at").is_null()).add_option(among))
            .with(|update| {
                update.value("read_at", self.desk.now().0);
            });
        if tx.run(update).await? > 0 {
            tx.signal(Signal::Notices { people: vec![self.desk.viewer.person] });
        }
        tx.commit().await
    }
}
