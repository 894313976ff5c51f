//! Whoever comes with a secret: the viewer of a session, of a token, or of the command line.
use super::door::hash;
use super::{SEEN_SECONDS, SESSION_DAYS};
use crate::db::Run;
use crate::guard::Guarded;
use crate::zones::zone;
use crate::{Result, Store, Viewer};
use domain::customer::Security;
use domain::{Lang, Moment, Permission, PersonId, Problem, RoleId, Scope, SessionId};
use sea_query::{Expr, ExprTrait, Query};
use sqlx::FromRow;
use std::time::Duration;

/// How long a request waits to note that its person was here.
const PATIENCE: Duration = Duration::from_millis(250);

#[derive(FromRow)]
struct Opened {
    session_id: i64,
    seen_at: Option<i64>,
    person_id: i64,
    name: String,
    login: String,
    lang: String,
    theme: String,
    density: String,
    zone: String,
    clearance: i64,
}

#[derive(FromRow)]
struct Held {
    role_id: i64,
    scope: String,
    preset: bool,
    permission: Option<String>,
}

impl Store {
    /// The viewer of a session's token.
    ///
    /// # Errors
    /// [`Problem::SignedOut`] when the session has ended, or the person is disabled.
    pub async fn viewer_of_session(&self, token: &str) -> Result<Viewer> {
        let now = self.now();
        let mut select = opened("sessions");
        select.and_where(Expr::col(("sessions", "token_hash")).eq(hash(token)));
        select.and_where(Expr::col(("sessions", "expires_at")).gt(now.0));
        let opened: Option<Opened> =
            self.db.clone().first(Guarded::unrestricted(select, "a session is found by its secret")).await?;
        let opened = opened.ok_or(Problem::SignedOut)?;
        let session = SessionId(opened.session_id);
        if opened.seen_at.is_none_or(|seen| now.seconds_since(Moment(seen)) >= SEEN_SECONDS) {
            self.seen("sessions", &opened, now).await;
        }
        self.viewer(opened, Some(session)).await
    }

    /// The viewer of a bearer token.
    ///
    /// # Errors
    /// [`Problem::SignedOut`] when nobody made such a token, or its person is disabled.
    pub async fn viewer_of_token(&self, token: &str) -> Result<Viewer> {
        let now = self.now();
        let mut select = opened("tokens");
        select.and_where(Expr::col(("tokens", "token_hash")).eq(hash(token)));
        let opened: Option<Opened> =
            self.db.clone().first(Guarded::unrestricted(select, "a token is found by its secret")).await?;
        let opened = opened.ok_or(Problem::SignedOut)?;
        if opened.seen_at.is_none_or(|seen| now.seconds_since(Moment(seen)) >= SEEN_SECONDS) {
            self.seen("tokens", &opened, now).await;
        }
        self.viewer(opened, None).await
    }

    /// The viewer of a person by sign-in name, for the program's own command line: whoever can run it
    /// on the machine owns the database anyway.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when nobody has the name.
    pub async fn viewer_of_login(&self, login: &str) -> Result<Viewer> {
        let mut select = people();
        select
            .expr_as(Expr::val(0_i64), "session_id")
            .expr_as(Expr::col(("people", "seen_at")), "seen_at")
            .and_where(Expr::col(("people", "login_key")).eq(words::fold(login)));
        let opened: Option<Opened> = self
            .db
            .clone()
            .first(Guarded::unrestricted(select, "the command line acts for a person"))
            .await?;
        self.viewer(opened.ok_or(Problem::NotFound)?, None).await
    }

    /// A person as the guard would meet them, to explain what it says; nobody when the person may not sign in.
    /// Never a viewer to answer a request with.
    pub(crate) async fn viewer_of_person(&self, person: PersonId) -> Result<Option<Viewer>> {
        let mut select = people();
        select
            .expr_as(Expr::val(0_i64), "session_id")
            .expr_as(Expr::col(("people", "seen_at")), "seen_at")
            .and_where(Expr::col(("people", "id")).eq(person.0));
        let opened: Option<Opened> = self
            .db
            .clone()
            .first(Guarded::unrestricted(select, "what the guard says to a person is explained to others"))
            .await?;
        match opened {
            Some(opened) => Ok(Some(self.viewer(opened, None).await?)),
            None => Ok(None),
        }
    }

    /// Notes that somebody was here. Reading must not wait until a long write is over, nor fail with it: then it
    /// is noted with one of the next requests.
    async fn seen(&self, table: &'static str, opened: &Opened, now: Moment) {
        let noted = self.note_seen(table, opened.session_id, opened.person_id, now);
        match tokio::time::timeout(PATIENCE, noted).await {
            Ok(Ok(())) | Err(_) => {}
            Ok(Err(cause)) => tracing::warn!(%cause, "that somebody was here could not be noted"),
        }
    }

    // The person before the session, as whoever disables a person changes them.
    async fn note_seen(&self, table: &'static str, id: i64, person: i64, now: Moment) -> Result<()> {
        let mut tx = self.begin().await?;
        for (table, id) in [("people", person), (table, id)] {
            let mut update = Query::update();
            update.table(table).value("seen_at", now.0).and_where(Expr::col("id").eq(id));
            if table == "sessions" {
                update.value("expires_at", now.plus_days(SESSION_DAYS).0);
            }
            tx.run(Guarded::unrestricted(update, "being seen is noted for whoever came in")).await?;
        }
        tx.commit().await
    }

    async fn viewer(&self, opened: Opened, session: Option<SessionId>) -> Result<Viewer> {
        let mut select = Query::select();
        select
            .expr_as(Expr::col(("roles", "id")), "role_id")
            .columns([("roles", "scope"), ("roles", "preset")])
            .column(("role_permissions", "permission"))
            .from("person_roles")
            .inner_join("roles", Expr::col(("roles", "id")).equals(("person_roles", "role_id")))
            .left_join("role_permissions", Expr::col(("role_permissions", "role_id")).equals(("roles", "id")))
            .and_where(Expr::col(("person_roles", "person_id")).eq(opened.person_id));
        let held: Vec<Held> = self
            .db
            .clone()
            .all(Guarded::unrestricted(select, "what a viewer may do is not known before"))
            .await?;
        Ok(viewer(opened, session, &held))
    }
}

fn people() -> sea_query::SelectStatement {
    let mut select = Query::select();
    select
        .expr_as(Expr::col(("people", "id")), "person_id")
        .columns(
            ["name", "login", "lang", "theme", "density", "zone", "clearance"]
                .map(|column| ("people", column)),
        )
        .from("people")
        .and_where(Expr::col(("people", "disabled")).eq(false));
    select
}

fn opened(table: &'static str) -> sea_query::SelectStatement {
    let mut select = people();
    select
        .expr_as(Expr::col((table, "id")), "session_id")
        .expr_as(Expr::col((table, "seen_at")), "seen_at")
        .inner_join(table, Expr::col((table, "person_id")).equals(("people", "id")));
    select
}

fn viewer(opened: Opened, session: Option<SessionId>, held: &[Held]) -> Viewer {
    let preset = held.iter().any(|held| held.preset);
    let granted = |permission: &Permission| {
        preset || held.iter().any(|held| held.permission.as_deref() == Some(permission.key()))
    };
    let widest = held.iter().filter_map(|held| Scope::from_key(&held.scope)).max();
    let mut roles: Vec<_> = held.iter().map(|held| RoleId(held.role_id)).collect();
    roles.dedup();
    Viewer {
        person: PersonId(opened.person_id),
        name: opened.name,
        login: opened.login,
        roles,
        permissions: Permission::ALL.iter().copied().filter(granted).collect(),
        scope: if preset { Scope::Company } else { widest.unwrap_or_default() },
        clearance: if preset { Security::Secret.rank() } else { opened.clearance },
        at: Moment(0),
        walks: false,
        lang: Lang::from_tag(&opened.lang).unwrap_or_default(),
        theme: opened.theme,
        density: opened.density,
        zone: zone(&opened.zone).unwrap_or_default(),
        session,
    }
}
