//! Coming in: passwords, sessions, bearer tokens; and a person's own account.
mod door;
mod viewers;

use crate::db::Run;
use crate::guard::Guarded;
use crate::people::write_password;
use crate::zones::zone;
use crate::{Desk, Error, Result, passwords};
use domain::live::Signal;
use domain::person::{Session, SignIn};
use domain::{FieldProblem, Lang, Moment, Problem, SessionId};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde_json::json;
use sqlx::FromRow;

pub use door::{Entrance, SignedIn};
pub(crate) use door::{hash, secret};

/// A session ends after so many days without a request.
const SESSION_DAYS: i64 = 30;
/// `seen_at` is written at most this often: not every request should be a write.
const SEEN_SECONDS: i64 = 60;

/// A person's own account.
#[derive(Clone, Copy)]
pub struct Sessions<'a> {
    pub(crate) desk: &'a Desk,
}

#[derive(FromRow)]
struct SessionRow {
    id: i64,
    device: String,
    address: String,
    created_at: i64,
    seen_at: i64,
}

#[derive(FromRow)]
struct SignInRow {
    at: i64,
    address: String,
    device: String,
    succeeded: bool,
}

impl Sessions<'_> {
    fn me(&self) -> i64 {
        self.desk.viewer.person.0
    }

    /// My signed-in devices, the latest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn list(&self) -> Result<Vec<Session>> {
        let mut select = Query::select();
        select
            .columns(["id", "device", "address", "created_at", "seen_at"])
            .from("sessions")
            .and_where(Expr::col("person_id").eq(self.me()))
            .and_where(Expr::col("expires_at").gt(self.desk.now().0))
            .order_by("seen_at", Order::Desc);
        let rows: Vec<SessionRow> =
            self.desk.db().all(Guarded::unrestricted(select, "one's own sessions")).await?;
        let this = self.desk.viewer.session;
        Ok(rows
            .into_iter()
            .map(|row| Session {
                id: SessionId(row.id),
                device: row.device,
                address: row.address,
                since: Moment(row.created_at),
                seen: Moment(row.seen_at),
                this: this == Some(SessionId(row.id)),
            })
            .collect())
    }

    /// Ends one of my sessions; all but this one when none is named.
    ///
    /// # Errors
    /// When the database fails. A session that is not mine is simply not there.
    pub async fn end(&self, session: Option<SessionId>) -> Result<u64> {
        let mut tx = self.desk.begin().await?;
        let mut delete = Query::delete();
        delete.from_table("sessions").and_where(Expr::col("person_id").eq(self.me()));
        match (session, self.desk.viewer.session) {
            (Some(session), _) => delete.and_where(Expr::col("id").eq(session.0)),
            (None, Some(this)) => delete.and_where(Expr::col("id").ne(this.0)),
            (None, None) => &mut delete,
        };
        let ended = tx.run(Guarded::unrestricted(delete, "one's own sessions")).await?;
        if ended > 0 {
            self.desk.note(&mut tx, "session.ended", "session", None, &json!({"sessions": ended})).await?;
        }
        tx.signal(Signal::SignedOut { people: vec![self.desk.viewer.person] });
        tx.commit().await?;
        Ok(ended)
    }

    /// My last tries to sign in, the latest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn history(&self) -> Result<Vec<SignIn>> {
        let mut select = Query::select();
        select
            .columns(["at", "address", "device", "succeeded"])
            .from("sign_ins")
            .and_where(Expr::col("person_id").eq(self.me()))
            .order_by("at", Order::Desc)
            .limit(50);
        let rows: Vec<SignInRow> =
            self.desk.db().all(Guarded::unrestricted(select, "one's own sign-ins")).await?;
        let known = |row: SignInRow| SignIn {
            at: Moment(row.at),
            address: row.address,
            device: row.device,
            succeeded: row.succeeded,
        };
        Ok(rows.into_iter().map(known).collect())
    }

    /// Changes my password and ends my other sessions.
    ///
    /// # Errors
    /// [`Problem::Invalid`] when the present one is wrong or the new one too weak; [`Problem::TooMany`] after
    /// too many wrong ones.
    pub async fn change_password(&self, present: &str, new: &str) -> Result<()> {
        let viewer = &self.desk.viewer;
        passwords::judge("password", new, &[&viewer.login, &viewer.name])?;
        self.prove(present).await?;
        let hash = passwords::hash(new.to_owned()).await?;
        let mut tx = self.desk.begin().await?;
        write_password(&mut tx, viewer.person, hash, viewer.session).await?;
        self.desk.note(&mut tx, "person.password_changed", "person", Some(self.me()), &json!({})).await?;
        tx.commit().await
    }

    /// Guesses are counted and noted as at the door: a device that was left open must not be a place to guess in
    /// peace.
    async fn prove(&self, present: &str) -> Result<()> {
        let from = self.entrance().await?;
        match self.desk.store.prove(&self.desk.viewer.login, present, &from).await {
            Ok(()) => Ok(()),
            Err(Error::Problem(Problem::WrongPassword)) => {
                Err(Problem::field("present", FieldProblem::WrongPassword).into())
            }
            Err(error) => Err(error),
        }
    }

    /// Where my session came in. A token has neither address nor device.
    async fn entrance(&self) -> Result<Entrance> {
        let here = self.list().await?.into_iter().find(|session| session.this);
        let entrance = |session: Session| Entrance { address: session.address, device: session.device };
        Ok(here.map(entrance).unwrap_or_default())
    }

    /// Changes how the interface looks to me.
    ///
    /// # Errors
    /// [`Problem::Invalid`] for a theme, density or time zone nobody knows.
    pub async fn set_preferences(
        &self,
        lang: Lang,
        theme: &str,
        density: &str,
        zone_name: &str,
    ) -> Result<()> {
        let mut errors = domain::FieldErrors::default();
        for (field, known) in [
            ("theme", ["auto", "light", "dark"].contains(&theme)),
            ("density", ["comfortable", "compact"].contains(&density)),
            ("zone", zone(zone_name).is_some()),
        ] {
            if !known {
                errors.add(field, FieldProblem::NotChoosable);
            }
        }
        errors.into_result()?;
        let mut tx = self.desk.begin().await?;
        let mut update = Query::update();
        update
            .table("people")
            .values([
                ("lang", lang.tag().into()),
                ("theme", theme.into()),
                ("density", density.into()),
                ("zone", zone_name.into()),
            ])
            .and_where(Expr::col("id").eq(self.me()));
        tx.run(Guarded::unrestricted(update, "one's own preferences")).await?;
        tx.commit().await
    }
}
