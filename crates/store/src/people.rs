//! People who sign in: who they are, which roles they have, whether they may come in.
mod command_line;
mod form;
mod rows;
mod rules;

use crate::changes::Changes;
use crate::db::{Run, Tx};
use crate::guard::Guarded;
use crate::{Desk, Result, passwords, roles};
use domain::live::Signal;
use domain::person::{Person, PersonForm, PersonName};
use domain::{Permission, PersonId, Problem, RoleId};
use form::Checked;
pub(crate) use rows::set_password as write_password;
pub(crate) use rules::{may_hand_out, roles_are_there};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde_json::json;
use std::collections::HashMap;

/// People who sign in.
#[derive(Clone, Copy)]
pub struct People<'a> {
    pub(crate) desk: &'a Desk,
}

impl Desk {
    /// The names of some people.
    pub(crate) async fn names_of(&self, people: &[PersonId]) -> Result<HashMap<PersonId, String>> {
        let mut select = Query::select();
        select
            .columns(["id", "name"])
            .from("people")
            .and_where(Expr::col("id").is_in(people.iter().map(|person| person.0)));
        let rows: Vec<(i64, String)> =
            self.db().all(Guarded::unrestricted(select, "colleagues know each other by name")).await?;
        Ok(rows.into_iter().map(|(id, name)| (PersonId(id), name)).collect())
    }
}

impl People<'_> {
    /// All people by name.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without the permission.
    pub async fn list(&self) -> Result<Vec<Person>> {
        self.desk.viewer.require(Permission::ManagePeople)?;
        rows::all(&mut self.desk.db()).await
    }

    /// The names of all people, to choose from.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn names(&self) -> Result<Vec<PersonName>> {
        let mut select = Query::select();
        select
            .columns(["id", "name", "disabled"])
            .from("people")
            .order_by("name_key", Order::Asc)
            .order_by("id", Order::Asc);
        let rows: Vec<(i64, String, bool)> =
            self.desk.db().all(Guarded::unrestricted(select, "colleagues know each other by name")).await?;
        let named = |(id, name, disabled)| PersonName { id: PersonId(id), name, disabled };
        Ok(rows.into_iter().map(named).collect())
    }

    /// Adds a person; without a password it is a disabled one.
    ///
    /// # Errors
    /// [`Problem::Invalid`] with each wrong field; [`Problem::Forbidden`] when a role allows more than the
    /// viewer may hand out.
    pub async fn add(&self, form: PersonForm) -> Result<PersonId> {
        self.desk.viewer.require(Permission::ManagePeople)?;
        let form = Checked::of(form)?;
        let hash = form.hash().await?;
        let mut tx = self.desk.begin().await?;
        roles::lock(&mut tx).await?;
        rules::roles_are_there(&mut tx, &form.roles).await?;
        rules::may_hand_out(&mut tx, &self.desk.viewer, &form.roles).await?;
        rules::may_trust(&self.desk.viewer, form.clearance)?;
        let person = rows::insert(&mut tx, self.desk.now(), &form, hash).await?;
        self.desk.note(&mut tx, "person.added", "person", Some(person.0), &form.told()).await?;
        tx.commit().await?;
        Ok(person)
    }

    /// Changes a person. A password in the form replaces the old one.
    ///
    /// # Errors
    /// As [`People::add`]; [`Problem::WrongState`] when nobody would be left to administer, or the viewer
    /// would lose the right to manage people.
    pub async fn change(&self, person: PersonId, form: PersonForm) -> Result<()> {
        self.desk.viewer.require(Permission::ManagePeople)?;
        let form = Checked::of(form)?;
        let hash = form.hash().await?;
        let mut tx = self.desk.begin().await?;
        let old = self.within_reach(&mut tx, person).await?;
        self.replace(&mut tx, &old, &form).await?;
        if let Some(hash) = hash {
            self.write_password(&mut tx, person, hash).await?;
        }
        tx.commit().await
    }

    /// Gives a person one more role, or takes one away.
    ///
    /// # Errors
    /// As [`People::change`].
    pub async fn set_role(&self, person: PersonId, role: RoleId, holds: bool) -> Result<()> {
        self.desk.viewer.require(Permission::ManagePeople)?;
        let mut tx = self.desk.begin().await?;
        let old = self.within_reach(&mut tx, person).await?;
        let others = old.roles.iter().copied().filter(|other| *other != role);
        let form = Checked::as_it_is(&old, others.chain(holds.then_some(role)).collect());
        self.replace(&mut tx, &old, &form).await?;
        tx.commit().await
    }

    /// Shuts a person out at once, or lets one in again.
    ///
    /// # Errors
    /// [`Problem::WrongState`] for oneself and for the last administrator.
    pub async fn set_disabled(&self, person: PersonId, disabled: bool) -> Result<()> {
        self.desk.viewer.require(Permission::ManagePeople)?;
        if person == self.desk.viewer.person {
            return Err(Problem::WrongState.into());
        }
        let mut tx = self.desk.begin().await?;
        let old = self.within_reach(&mut tx, person).await?;
        if old.disabled == disabled {
            return Ok(());
        }
        rows::set_disabled(&mut tx, person, disabled).await?;
        let action = if disabled { "person.disabled" } else { "person.enabled" };
        self.desk.note(&mut tx, action, "person", Some(person.0), &json!({"name": old.name})).await?;
        tx.commit().await
    }

    /// Gives a person another password and ends the person's sessions.
    ///
    /// # Errors
    /// [`Problem::Invalid`] when it is too weak.
    pub async fn set_password(&self, person: PersonId, password: &str) -> Result<()> {
        self.desk.viewer.require(Permission::ManagePeople)?;
        let known = rows::find(&mut self.desk.db(), person).await?.ok_or(Problem::NotFound)?;
        passwords::judge("password", password, &[&known.login, &known.name, &known.email])?;
        let hash = passwords::hash(password.to_owned()).await?;
        let mut tx = self.desk.begin().await?;
        self.within_reach(&mut tx, person).await?;
        self.write_password(&mut tx, person, hash).await?;
        tx.commit().await
    }

    /// The person as it stands, when the viewer may change such a person. Holds others off until the end of
    /// the transaction.
    async fn within_reach(&self, tx: &mut Tx, person: PersonId) -> Result<Person> {
        roles::lock(tx).await?;
        let old = rows::find(tx, person).await?.ok_or(Problem::NotFound)?;
        rules::may_hand_out(tx, &self.desk.viewer, &old.roles).await?;
        rules::may_trust(&self.desk.viewer, old.clearance)?;
        Ok(old)
    }

    async fn replace(&self, tx: &mut Tx, old: &Person, form: &Checked) -> Result<()> {
        rules::roles_are_there(tx, &form.roles).await?;
        rules::may_hand_out(tx, &self.desk.viewer, &form.roles).await?;
        rules::may_trust(&self.desk.viewer, form.clearance)?;
        let before = rules::administrators(tx).await?;
        rows::update(tx, old.id, form).await?;
        rules::someone_still_administers(tx, before).await?;
        if old.id == self.desk.viewer.person {
            rules::still_manages(tx, &form.roles).await?;
        }
        let changes = changes(old, form);
        if changes.is_empty() {
            return Ok(());
        }
        // What the person may see has changed, also for pages that are open.
        tx.signal(Signal::Settings);
        self.desk.note(tx, "person.changed", "person", Some(old.id.0), &changes.told()).await
    }

    async fn write_password(&self, tx: &mut Tx, person: PersonId, hash: String) -> Result<()> {
        // The page that sets one's own password stays open.
        rows::set_password(tx, person, hash, self.desk.viewer.session).await?;
        self.desk.note(tx, "person.password_set", "person", Some(person.0), &json!({})).await
    }
}

fn changes(old: &Person, new: &Checked) -> Changes {
    let ids = |roles: &[domain::RoleId]| {
        let mut ids: Vec<i64> = roles.iter().map(|role| role.0).collect();
        ids.sort_unstable();
        ids
    };
    Changes::default()
        .field("login", old.login.as_str(), new.login.as_str())
        .field("name", old.name.as_str(), new.name.as_str())
        .field("email", old.email.as_str(), new.email.as_str())
        .field("roles", ids(&old.roles), ids(&new.roles))
        .field("clearance", old.clearance.key(), new.clearance.key())
        .field("most_customers", old.most_customers, new.most_customers)
}
