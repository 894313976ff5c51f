//! People as the program's own command line manages them, and the first of all. Whoever can run the
//! program on the machine owns the database anyway, so nobody is asked for permission here.
use super::form::Checked;
use super::rows;
use crate::audit::note;
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use crate::{Result, Store, passwords, roles};
use domain::person::{Person, PersonForm};
use domain::{FieldProblem, PersonId, Problem, RoleId};
use sea_query::{Expr, ExprTrait, Query, SelectStatement};
use serde_json::{Value, json};

impl Store {
    /// Whether nobody can sign in yet: then the first visitor becomes the administrator.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn is_new(&self) -> Result<bool> {
        is_new(&mut self.db.clone()).await
    }

    /// Makes the first administrator.
    ///
    /// # Errors
    /// [`Problem::TooLate`] when somebody can sign in already; [`Problem::Invalid`] with each wrong field.
    pub async fn first_admin(&self, login: &str, name: &str, password: &str) -> Result<PersonId> {
        // Before the password is judged and hashed, which costs: this is asked by strangers, for ever.
        if !self.is_new().await? {
            return Err(Problem::TooLate.into());
        }
        let mut form = form(login, name, password)?;
        let hash = form.hash().await?.ok_or_else(|| Problem::field("password", FieldProblem::Required))?;
        let mut tx = self.begin().await?;
        roles::lock(&mut tx).await?;
        if !is_new(&mut tx).await? {
            return Err(Problem::TooLate.into());
        }
        form.roles = preset(&mut tx).await?;
        let person = rows::insert(&mut tx, self.now(), &form, Some(hash)).await?;
        self.told(&mut tx, Some(person), "person.added", person, &form.told()).await?;
        tx.commit().await?;
        Ok(person)
    }

    /// Adds a person with the role of a name; without a password a disabled one.
    ///
    /// # Errors
    /// [`Problem::Invalid`] with each wrong field; `role` when no role, or more than one, has the name.
    pub async fn add_person_from_command_line(
        &self,
        login: &str,
        name: &str,
        password: Option<&str>,
        role: Option<&str>,
    ) -> Result<PersonId> {
        let mut form = form(login, name, password.unwrap_or_default())?;
        let hash = form.hash().await?;
        let mut tx = self.begin().await?;
        roles::lock(&mut tx).await?;
        if let Some(role) = role {
            form.roles = vec![named(&mut tx, role).await?];
        }
        let person = rows::insert(&mut tx, self.now(), &form, hash).await?;
        self.told(&mut tx, None, "person.added", person, &form.told()).await?;
        tx.commit().await?;
        Ok(person)
    }

    /// Gives a person another password and ends the person's sessions.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when nobody has the sign-in name; [`Problem::Invalid`] when it is too weak.
    pub async fn set_password_of(&self, login: &str, password: &str) -> Result<()> {
        let person = with_login(&mut self.db.clone(), login).await?;
        passwords::judge("password", password, &[&person.login, &person.name, &person.email])?;
        let hash = passwords::hash(password.to_owned()).await?;
        let mut tx = self.begin().await?;
        rows::set_password(&mut tx, person.id, hash, None).await?;
        self.told(&mut tx, None, "person.password_set", person.id, &json!({})).await?;
        tx.commit().await
    }

    /// Shuts a person out at once, or lets one in again.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when nobody has the sign-in name; [`Problem::WrongState`] for the last
    /// administrator.
    pub async fn set_disabled_of(&self, login: &str, disabled: bool) -> Result<()> {
        let mut tx = self.begin().await?;
        roles::lock(&mut tx).await?;
        let person = with_login(&mut tx, login).await?;
        rows::set_disabled(&mut tx, person.id, disabled).await?;
        let action = if disabled { "person.disabled" } else { "person.enabled" };
        self.told(&mut tx, None, action, person.id, &json!({"name": person.name})).await?;
        tx.commit().await
    }

    /// All people by name.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn people_for_command_line(&self) -> Result<Vec<Person>> {
        rows::all(&mut self.db.clone()).await
    }

    async fn told(
        &self,
        tx: &mut Tx,
        by: Option<PersonId>,
        action: &str,
        person: PersonId,
        detail: &Value,
    ) -> Result<()> {
        note(tx, self.now(), by, action, "person", Some(person.0), None, detail).await
    }
}

fn form(login: &str, name: &str, password: &str) -> Result<Checked, Problem> {
    Checked::of(PersonForm {
        login: login.to_owned(),
        name: name.to_owned(),
        password: password.to_owned(),
        ..PersonForm::default()
    })
}

async fn is_new(on: &mut impl Run) -> Result<bool> {
    let mut select = Query::select();
    select
        .column("id")
        .from("people")
        .and_where(Expr::col("disabled").eq(false))
        .and_where(Expr::col("password_hash").is_not_null())
        .limit(1);
    let someone: Option<i64> =
        on.value(Guarded::unrestricted(select, "a new house has nobody to ask for permission")).await?;
    Ok(someone.is_none())
}

async fn preset(tx: &mut Tx) -> Result<Vec<RoleId>> {
    let mut select = Query::select();
    select.column("id").from("roles").and_where(Expr::col("preset").eq(true));
    let ids: Vec<i64> =
        tx.values(Guarded::unrestricted(select, "the command line owns the database")).await?;
    Ok(ids.into_iter().map(RoleId).collect())
}

async fn named(tx: &mut Tx, name: &str) -> Result<RoleId> {
    let mut select = Query::select();
    select.columns(["id", "name"]).from("roles");
    let all: Vec<(i64, String)> =
        tx.all(Guarded::unrestricted(select, "the command line owns the database")).await?;
    let key = words::fold(name);
    let mut fitting = all.iter().filter(|(_, name)| words::fold(name) == key);
    match (fitting.next(), fitting.next()) {
        (Some((id, _)), None) => Ok(RoleId(*id)),
        _ => Err(Problem::field("role", FieldProblem::NotChoosable).into()),
    }
}

async fn with_login(on: &mut impl Run, login: &str) -> Result<Person> {
    let mut select: SelectStatement = Query::select();
    select.column("id").from("people").and_where(Expr::col("login_key").eq(words::fold(login)));
    let id: Option<i64> =
        on.value(Guarded::unrestricted(select, "the command line owns the database")).await?;
    let id = id.ok_or(Problem::NotFound)?;
    Ok(rows::find(on, PersonId(id)).await?.ok_or(Problem::NotFound)?)
}
