//! The door: name and password in, a session out.
use super::SESSION_DAYS;
use crate::audit::note;
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use crate::{Result, Store, passwords};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::{Lang, Moment, PersonId, Problem};
use sea_query::{Condition, Expr, ExprTrait, LockType, Query};
use serde_json::json;
use sha2::{Digest, Sha256};
use sqlx::FromRow;

const WINDOW_SECONDS: i64 = 15 * 60;
/// Failed tries within the window after which one must wait: for a name from one address, so that a stranger
/// does not shut out its owner; for any name from one address; and for a name from anywhere.
const TRIES_HERE: i64 = 10;
const TRIES_PER_ADDRESS: i64 = 60;
const TRIES_PER_LOGIN: i64 = 100;

/// What a request tells about where it comes from.
#[derive(Debug, Clone, Default)]
pub struct Entrance {
    /// The address of the other side.
    pub address: String,
    /// The browser, as it calls itself.
    pub device: String,
}

/// A new session: the token goes into the cookie and nowhere else.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The secret.
    pub token: String,
    /// Who it is.
    pub person: PersonId,
    /// The person's language.
    pub lang: Lang,
}

#[derive(FromRow)]
pub(super) struct Known {
    id: i64,
    pub(super) password_hash: Option<String>,
    disabled: bool,
    lang: String,
}

/// A fresh secret of 256 bits.
pub(crate) fn secret() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// What is kept of a secret: it has 256 bits, so a plain hash can not be searched.
pub(crate) fn hash(secret: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(secret.as_bytes()))
}

impl Store {
    /// Signs in with name and password.
    ///
    /// # Errors
    /// [`Problem::WrongPassword`] alike for a wrong password, an unknown name and a disabled person;
    /// [`Problem::TooMany`] after too many failures.
    pub async fn sign_in(&self, login: &str, password: &str, from: &Entrance) -> Result<SignedIn> {
        let key = cut(&words::fold(login));
        let now = self.now();
        let known = self.known(&key).await?;
        let person = known.as_ref().map(|known| PersonId(known.id));
        let attempt = self.knock(person, &key, from, now).await?;
        let hash =
            known.as_ref().filter(|known| !known.disabled).and_then(|known| known.password_hash.clone());
        let right = passwords::check(password.to_owned(), hash).await?;
        let mut tx = self.begin().await?;
        let Some(known) = known.filter(|_| right) else {
            return refuse(tx, person, from, now).await;
        };
        if !still(&mut tx, &known).await? {
            return refuse(tx, person, from, now).await;
        }
        let token = start(&mut tx, PersonId(known.id), from, now).await?;
        succeed(&mut tx, attempt).await?;
        tx.commit().await?;
        let lang = Lang::from_tag(&known.lang).unwrap_or_default();
        Ok(SignedIn { token, person: PersonId(known.id), lang })
    }

    /// Whether somebody who is inside knows the password. Wrong ones count and are noted as at the door; the
    /// right one is no sign-in and leaves no trace.
    pub(super) async fn prove(&self, login: &str, password: &str, from: &Entrance) -> Result<()> {
        let key = cut(&words::fold(login));
        let now = self.now();
        let known = self.known(&key).await?;
        let person = known.as_ref().map(|known| PersonId(known.id));
        let attempt = self.knock(person, &key, from, now).await?;
        let hash = known.and_then(|known| known.password_hash);
        if passwords::check(password.to_owned(), hash).await? {
            return self.forget(attempt).await;
        }
        refuse(self.begin().await?, person, from, now).await
    }

    pub(super) async fn known(&self, key: &str) -> Result<Option<Known>> {
        let mut select = Query::select();
        select
            .columns(["id", "password_hash", "disabled", "lang"])
            .from("people")
            .and_where(Expr::col("login_key").eq(key));
        self.db.clone().first(Guarded::unrestricted(select, "someone at the door has no rights yet")).await
    }

    /// Notes a try as failed before the password is looked at, and counts: of a hundred tries at the same
    /// moment no more than allowed get to the password.
    async fn knock(&self, person: Option<PersonId>, key: &str, from: &Entrance, now: Moment) -> Result<i64> {
        let mut tx = self.begin().await?;
        let attempt = note_sign_in(&mut tx, person, key, from, now).await?;
        tx.commit().await?;
        for (most, which) in [
            (TRIES_HERE, Condition::all().add(of_login(key)).add(of_address(from))),
            (TRIES_PER_ADDRESS, Condition::all().add(of_address(from))),
            (TRIES_PER_LOGIN, Condition::all().add(of_login(key))),
        ] {
            if self.failures(which, now).await? > most {
                self.forget(attempt).await?;
                return Err(Problem::TooMany { seconds: WINDOW_SECONDS }.into());
            }
        }
        Ok(attempt)
    }

    async fn failures(&self, which: Condition, now: Moment) -> Result<i64> {
        let mut select = Query::select();
        select
            .expr(Expr::col("id").count())
            .from("sign_ins")
            .cond_where(which)
            .and_where(Expr::col("at").gt(now.plus_seconds(-WINDOW_SECONDS).0))
            .and_where(Expr::col("succeeded").eq(false));
        let guarded = Guarded::unrestricted(select, "tries to sign in are counted for everybody");
        Ok(self.db.clone().value(guarded).await?.unwrap_or_default())
    }

    /// A try that was not let through to the password does not prolong the wait.
    async fn forget(&self, attempt: i64) -> Result<()> {
        let mut tx = self.begin().await?;
        let mut delete = Query::delete();
        delete.from_table("sign_ins").and_where(Expr::col("id").eq(attempt));
        tx.run(Guarded::unrestricted(delete, "every try to sign in is noted")).await?;
        tx.commit().await
    }

    /// Ends the session of a token.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sign_out(&self, token: &str) -> Result<()> {
        let mut tx = self.begin().await?;
        let mut delete = Query::delete();
        delete
            .from_table("sessions")
            .and_where(Expr::col("token_hash").eq(hash(token)))
            .returning_col("person_id");
        let ended = Guarded::unrestricted(delete, "a session is ended by its secret");
        if let Some(person) = tx.value::<i64, _>(ended).await? {
            let (now, detail) = (self.now(), json!({}));
            note(&mut tx, now, Some(PersonId(person)), "session.ended", "session", None, None, &detail)
                .await?;
        }
        tx.commit().await
    }
}

fn of_login(key: &str) -> Expr {
    Expr::col("login_key").eq(key)
}

fn of_address(from: &Entrance) -> Expr {
    Expr::col("address").eq(from.address.as_str())
}

async fn refuse<T>(mut tx: Tx, person: Option<PersonId>, from: &Entrance, now: Moment) -> Result<T> {
    let detail = json!({"address": from.address});
    let id = person.map(i64::from);
    note(&mut tx, now, None, "session.refused", "person", id, None, &detail).await?;
    tx.commit().await?;
    Err(Problem::WrongPassword.into())
}

/// Whether the password that was looked at is still the person's. Looking takes a while, and whoever was shut
/// out meanwhile must not get a session; held, so that whoever shuts out next finds the session to end.
async fn still(tx: &mut Tx, known: &Known) -> Result<bool> {
    let mut select = Query::select();
    select
        .column("id")
        .from("people")
        .and_where(Expr::col("id").eq(known.id))
        .and_where(Expr::col("disabled").eq(false))
        .and_where(Expr::col("password_hash").eq(known.password_hash.clone()))
        .lock(LockType::Share);
    let still: Option<i64> =
        tx.value(Guarded::unrestricted(select, "someone at the door has no rights yet")).await?;
    Ok(still.is_some())
}

async fn note_sign_in(
    tx: &mut Tx,
    person: Option<PersonId>,
    key: &str,
    from: &Entrance,
    now: Moment,
) -> Result<i64> {
    let mut insert = Query::insert();
    insert
        .into_table("sign_ins")
        .columns(["person_id", "login_key", "address", "device", "at", "succeeded"])
        .values_panic([
            person.map(i64::from).into(),
            key.into(),
            from.address.as_str().into(),
            cut(&from.device).into(),
            now.0.into(),
            false.into(),
        ])
        .returning_col("id");
    tx.insert(Guarded::unrestricted(insert, "every try to sign in is noted")).await
}

async fn succeed(tx: &mut Tx, attempt: i64) -> Result<()> {
    let mut update = Query::update();
    update.table("sign_ins").value("succeeded", true).and_where(Expr::col("id").eq(attempt));
    tx.run(Guarded::unrestricted(update, "every try to sign in is noted")).await?;
    Ok(())
}

async fn start(tx: &mut Tx, person: PersonId, from: &Entrance, now: Moment) -> Result<String> {
    let token = secret();
    let mut insert = Query::insert();
    insert
        .into_table("sessions")
        .columns(["token_hash", "person_id", "device", "address", "created_at", "seen_at", "expires_at"])
        .values_panic([
            hash(&token).into(),
            person.0.into(),
            cut(&from.device).into(),
            from.address.as_str().into(),
            now.0.into(),
            now.0.into(),
            now.plus_days(SESSION_DAYS).0.into(),
        ]);
    tx.run(Guarded::unrestricted(insert, "a session begins before there is a viewer")).await?;
    note(
        tx,
        now,
        Some(person),
        "session.started",
        "person",
        Some(person.0),
        None,
        &json!({"address": from.address}),
    )
    .await?;
    Ok(token)
}

/// What strangers send is kept to a length.
fn cut(text: &str) -> String {
    text.chars().take(300).collect()
}
