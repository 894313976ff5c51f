//! A create that is sent again with the same key is not done again.
use crate::db::Run;
use crate::guard::Guarded;
use crate::{Desk, Result};
use domain::Moment;
use sea_query::{Condition, Expr, ExprTrait, OnConflict, Query};

/// A key is remembered this long.
const DAYS: i64 = 7;
/// Nobody works for so long on one request: whoever holds a key without an answer has crashed.
const LEFT_SECONDS: i64 = 10 * 60;

/// What is known of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Once {
    /// Not used before, or left without an answer; it is taken now. The work is to be done, and
    /// [`Desk::answered`] or [`Desk::not_done`] to be called with this moment.
    Fresh(Moment),
    /// Done already, with this answer.
    Answered(String),
    /// Someone is at it.
    Busy,
    /// Used for another request.
    Different,
}

impl Desk {
    /// Takes a key for a request, of which `request` is a fingerprint. Keys are each person's own. One that was
    /// left by a crash is taken over, by one of those who try.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn once(&self, key: &str, request: &str) -> Result<Once> {
        let now = self.now();
        let mut tx = self.begin().await?;
        let mut delete = Query::delete();
        delete.from_table("idempotency").and_where(Expr::col("created_at").lt(now.plus_days(-DAYS).0));
        tx.run(Guarded::unrestricted(delete, "keys of long ago are forgotten for everybody")).await?;
        let mut insert = Query::insert();
        insert
            .into_table("idempotency")
            .columns(["person_id", "key", "request", "created_at"])
            .values_panic([self.viewer.person.0.into(), key.into(), request.into(), now.0.into()])
            .on_conflict(
                OnConflict::columns(["person_id", "key"])
                    .update_column("created_at")
                    .action_cond_where(left(request, now))
                    .to_owned(),
            );
        let is_fresh = tx.run(self.viewer.insert(insert)).await? == 1;
        tx.commit().await?;
        if is_fresh { Ok(Once::Fresh(now)) } else { self.known(key, request).await }
    }

    async fn known(&self, key: &str, request: &str) -> Result<Once> {
        let mut select = Query::select();
        select.columns(["request", "answer"]).from("idempotency").cond_where(self.own(key));
        let row: Option<(String, Option<String>)> =
            self.db().first(Guarded::unrestricted(select, "one's own keys")).await?;
        Ok(match row {
            Some((before, _)) if before != request => Once::Different,
            Some((_, Some(answer))) => Once::Answered(answer),
            // Gone: whoever had it has just failed and the next try may begin.
            Some((_, None)) | None => Once::Busy,
        })
    }

    fn own(&self, key: &str) -> Condition {
        Condition::all().add(Expr::col("person_id").eq(self.viewer.person.0)).add(Expr::col("key").eq(key))
    }

    /// One's key, unless someone who came later has taken it over: then only their answer counts.
    fn held(&self, key: &str, since: Moment) -> Condition {
        self.own(key).add(Expr::col("created_at").eq(since.0))
    }

    /// Keeps the answer of a key that was fresh, taken at this moment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn answered(&self, key: &str, since: Moment, answer: &str) -> Result<()> {
        let mut tx = self.begin().await?;
        let mut update = Query::update();
        update.table("idempotency").value("answer", answer).cond_where(self.held(key, since));
        tx.run(Guarded::unrestricted(update, "one's own keys")).await?;
        tx.commit().await
    }

    /// Gives a key free again, because nothing was done.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn not_done(&self, key: &str, since: Moment) -> Result<()> {
        let mut tx = self.begin().await?;
        let mut delete = Query::delete();
        delete.from_table("idempotency").cond_where(self.held(key, since));
        tx.run(Guarded::unrestricted(delete, "one's own keys")).await?;
        tx.commit().await
    }
}

/// The key of the same request, taken long ago and never answered.
fn left(request: &str, now: Moment) -> Condition {
    let column = |name: &'static str| Expr::col(("idempotency", name));
    Condition::all()
        .add(column("answer").is_null())
        .add(column("request").eq(request))
        .add(column("created_at").lt(now.plus_seconds(-LEFT_SECONDS).0))
}
