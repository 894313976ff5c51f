//! The rows of people.
use super::form::Checked;
use super::rules;
use crate::Result;
use crate::db::{Run, Tx};
use crate::error::OrIfTaken;
use crate::guard::Guarded;
use domain::customer::Security;
use domain::live::Signal;
use domain::person::Person;
use domain::{Moment, PersonId, RoleId, SessionId};
use sea_query::{Expr, ExprTrait, Order, Query, SelectStatement};
use sqlx::FromRow;

#[derive(FromRow)]
struct PersonRow {
    id: i64,
    login: String,
    name: String,
    email: String,
    disabled: bool,
    clearance: i64,
    most_customers: Option<i64>,
    seen_at: Option<i64>,
}

fn people() -> SelectStatement {
    let mut select = Query::select();
    select
        .columns(["id", "login", "name", "email", "disabled", "clearance", "most_customers", "seen_at"])
        .from("people");
    select
}

fn held() -> SelectStatement {
    let mut select = Query::select();
    select.columns(["person_id", "role_id"]).from("person_roles").order_by("role_id", Order::Asc);
    select
}

pub(super) async fn all(on: &mut impl Run) -> Result<Vec<Person>> {
    let mut select = people();
    select.order_by("name_key", Order::Asc).order_by("id", Order::Asc);
    let rows: Vec<PersonRow> =
        on.all(Guarded::unrestricted(select, "people are managed by permission")).await?;
    let held: Vec<(i64, i64)> =
        on.all(Guarded::unrestricted(held(), "people are managed by permission")).await?;
    let mut roles = std::collections::HashMap::<i64, Vec<RoleId>>::new();
    for (person, role) in held {
        roles.entry(person).or_default().push(RoleId(role));
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let roles = roles.remove(&row.id).unwrap_or_default();
            told(row, roles)
        })
        .collect())
}

pub(super) async fn find(on: &mut impl Run, person: PersonId) -> Result<Option<Person>> {
    let mut select = people();
    select.and_where(Expr::col("id").eq(person.0));
    let row: Option<PersonRow> =
        on.first(Guarded::unrestricted(select, "people are managed by permission")).await?;
    let Some(row) = row else { return Ok(None) };
    let mut select = held();
    select.and_where(Expr::col("person_id").eq(person.0));
    let held: Vec<(i64, i64)> =
        on.all(Guarded::unrestricted(select, "people are managed by permission")).await?;
    Ok(Some(told(row, held.into_iter().map(|(_, role)| RoleId(role)).collect())))
}

fn told(row: PersonRow, roles: Vec<RoleId>) -> Person {
    Person {
        id: PersonId(row.id),
        login: row.login,
        name: row.name,
        email: row.email,
        disabled: row.disabled,
        roles,
        clearance: Security::of_rank(row.clearance),
        most_customers: row.most_customers,
        last_seen: row.seen_at.map(Moment),
    }
}

pub(super) async fn insert(
    tx: &mut Tx,
    now: Moment,
    form: &Checked,
    hash: Option<String>,
) -> Result<PersonId> {
    let mut insert = Query::insert();
    insert
        .into_table("people")
        .columns([
            "login",
            "login_key",
            "name",
            "name_key",
            "email",
            "disabled",
            "password_hash",
            "clearance",
            "most_customers",
            "created_at",
        ])
        .values_panic([
            form.login.as_str().into(),
            words::fold(&form.login).into(),
            form.name.as_str().into(),
            words::sort_key(&form.name).into(),
            form.email.as_str().into(),
            hash.is_none().into(),
            hash.into(),
            form.clearance.rank().into(),
            form.most_customers.into(),
            now.0.into(),
        ])
        .returning_col("id");
    let id = tx
        .insert(Guarded::unrestricted(insert, "people are managed by permission"))
        .await
        .or_if_taken("login")?;
    give(tx, id, &form.roles).await?;
    Ok(PersonId(id))
}

pub(super) async fn update(tx: &mut Tx, person: PersonId, form: &Checked) -> Result<()> {
    let mut update = Query::update();
    update
        .table("people")
        .values([
            ("login", form.login.as_str().into()),
            ("login_key", words::fold(&form.login).into()),
            ("name", form.name.as_str().into()),
            ("name_key", words::sort_key(&form.name).into()),
            ("email", form.email.as_str().into()),
            ("clearance", form.clearance.rank().into()),
            ("most_customers", form.most_customers.into()),
        ])
        .and_where(Expr::col("id").eq(person.0));
    tx.run(Guarded::unrestricted(update, "people are managed by permission")).await.or_if_taken("login")?;
    let mut delete = Query::delete();
    delete.from_table("person_roles").and_where(Expr::col("person_id").eq(person.0));
    tx.run(Guarded::unrestricted(delete, "people are managed by permission")).await?;
    give(tx, person.0, &form.roles).await
}

async fn give(tx: &mut Tx, person: i64, roles: &[RoleId]) -> Result<()> {
    if roles.is_empty() {
        return Ok(());
    }
    let mut insert = Query::insert();
    insert.into_table("person_roles").columns(["person_id", "role_id"]);
    for role in roles {
        insert.values_panic([person.into(), role.0.into()]);
    }
    tx.run(Guarded::unrestricted(insert, "people are managed by permission")).await?;
    Ok(())
}

/// Shuts the door or opens it; to the last administrator it is not shut.
pub(super) async fn set_disabled(tx: &mut Tx, person: PersonId, disabled: bool) -> Result<()> {
    let before = rules::administrators(tx).await?;
    let mut update = Query::update();
    update.table("people").value("disabled", disabled).and_where(Expr::col("id").eq(person.0));
    tx.run(Guarded::unrestricted(update, "people are managed by permission")).await?;
    if disabled {
        rules::someone_still_administers(tx, before).await?;
        end_sessions(tx, person, None).await?;
    }
    Ok(())
}

/// Writes a password and ends all sessions of the person but one.
pub(crate) async fn set_password(
    tx: &mut Tx,
    person: PersonId,
    hash: String,
    but: Option<SessionId>,
) -> Result<()> {
    let mut update = Query::update();
    update.table("people").value("password_hash", hash).and_where(Expr::col("id").eq(person.0));
    tx.run(Guarded::unrestricted(update, "people are managed by permission")).await?;
    end_sessions(tx, person, but).await
}

async fn end_sessions(tx: &mut Tx, person: PersonId, but: Option<SessionId>) -> Result<()> {
    let mut delete = Query::delete();
    delete.from_table("sessions").and_where(Expr::col("person_id").eq(person.0));
    if let Some(but) = but {
        delete.and_where(Expr::col("id").ne(but.0));
    }
    tx.run(Guarded::unrestricted(delete, "people are managed by permission")).await?;
    tx.signal(Signal::SignedOut { people: vec![person] });
    Ok(())
}
