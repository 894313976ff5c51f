//! Pools of customers nobody has: what they are called, whom they are for, what they hide, and their rules.
mod checks;
pub(crate) mod claims;
pub(crate) mod clock;
mod preview;
mod recycle;
mod rows;
mod rules;
pub(crate) mod veil;

pub use recycle::Recycled;
pub(crate) use rows::{first, insert, is_there};

use crate::changes::Changes;
use crate::db::Tx;
use crate::fields::names_all;
use crate::settings;
use crate::zones::zone;
use crate::{Desk, Result};
use domain::live::Signal;
use domain::pool::{Pool, PoolForm, PoolParameters};
use domain::{FieldErrors, FieldProblem, Permission, PoolId, Problem, RoleId};
use serde_json::{Value, json};

/// No more than anybody could look after.
const MOST_OF_ALL: i64 = 1_000_000;

/// Pools, as one person sees them.
#[derive(Clone, Copy)]
pub struct Pools<'a> {
    pub(crate) desk: &'a Desk,
}

impl Pools<'_> {
    /// The pools things can go into, with their names in Chinese and in English, in their order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn names(&self) -> Result<Vec<(PoolId, String, String)>> {
        rows::names(&mut self.desk.db()).await
    }

    /// How many days before a customer is taken back its owner is warned, at most.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn warning(&self) -> Result<i64> {
        rows::warning(&mut self.desk.db()).await
    }

    /// All pools with everything about them, in their order; the retired ones too.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without the permission.
    pub async fn list(&self) -> Result<Vec<Pool>> {
        self.desk.viewer.require(Permission::ManagePools)?;
        rows::counted(&mut self.desk.db()).await
    }

    /// A pool with everything about it.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when there is no such pool.
    pub async fn find(&self, pool: PoolId) -> Result<Pool> {
        let found = self.list().await?.into_iter().find(|known| known.id == pool);
        found.ok_or_else(|| Problem::NotFound.into())
    }

    /// The roles members and levels can be bound to, by name.
    ///
    /// # Errors
    /// [`Problem::Forbidden`] without the permission.
    pub async fn roles(&self) -> Result<Vec<(RoleId, String)>> {
        self.desk.viewer.require(Permission::ManagePools)?;
        rows::roles(&mut self.desk.db()).await
    }

    /// Adds a pool behind the others.
    ///
    /// # Errors
    /// [`Problem::Invalid`] with each wrong field.
    pub async fn add(&self, form: PoolForm) -> Result<PoolId> {
        self.desk.viewer.require(Permission::ManagePools)?;
        let mut tx = self.desk.begin().await?;
        let form = checks::checked(&mut tx, form).await?;
        let there = self.held(&mut tx).await?;
        let position = there.iter().map(|pool| pool.position + 1).max().unwrap_or_default();
        let id = rows::insert(&mut tx, &form, position).await?;
        self.desk.note(&mut tx, "pool.added", "pool", Some(id.0), &json!({"name": form.name})).await?;
        self.done(tx).await?;
        Ok(id)
    }

    /// Changes a pool.
    ///
    /// # Errors
    /// As [`Pools::add`]; [`Problem::NotFound`] when there is no such pool.
    pub async fn change(&self, pool: PoolId, form: PoolForm) -> Result<()> {
        self.desk.viewer.require(Permission::ManagePools)?;
        let mut tx = self.desk.begin().await?;
        let form = checks::checked(&mut tx, form).await?;
        let there = self.held(&mut tx).await?;
        let old = there.iter().find(|other| other.id == pool).ok_or(Problem::NotFound)?;
        let changes = changes(&old.form, &form)?;
        if changes.is_empty() {
            return Ok(());
        }
        rows::update(&mut tx, pool, &form).await?;
        self.desk.note(&mut tx, "pool.changed", "pool", Some(pool.0), &changes.told()).await?;
        self.done(tx).await
    }

    /// Takes a pool out of use, or puts it back. What lies in it can still be claimed; nothing goes into it, and its
    /// rules do not work.
    ///
    /// # Errors
    /// [`Problem::WrongState`] for the last one in use.
    pub async fn retire(&self, pool: PoolId, retired: bool) -> Result<()> {
        self.desk.viewer.require(Permission::ManagePools)?;
        let mut tx = self.desk.begin().await?;
        let there = self.held(&mut tx).await?;
        let old = there.iter().find(|other| other.id == pool).ok_or(Problem::NotFound)?;
        if old.retired == retired {
            return Ok(());
        }
        if retired && there.iter().all(|other| other.retired || other.id == pool) {
            return Err(Problem::WrongState.into());
        }
        rows::set_retired(&mut tx, pool, retired).await?;
        let action = if retired { "pool.retired" } else { "pool.restored" };
        self.desk.note(&mut tx, action, "pool", Some(pool.0), &json!({"name": old.form.name})).await?;
        self.done(tx).await
    }

    /// Puts the pools into an order that names each of them once, the retired ones too. Into the first one goes what
    /// nobody says a pool for.
    ///
    /// # Errors
    /// [`Problem::Invalid`] on `order` when it names others, or not all.
    pub async fn reorder(&self, order: &[PoolId]) -> Result<()> {
        self.desk.viewer.require(Permission::ManagePools)?;
        let mut tx = self.desk.begin().await?;
        let there = self.held(&mut tx).await?;
        let ids: Vec<PoolId> = there.iter().map(|pool| pool.id).collect();
        names_all("order", &ids, order)?;
        for (position, pool) in (0..).zip(order) {
            rows::place(&mut tx, *pool, position).await?;
        }
        self.desk.note(&mut tx, "pools.reordered", "pool", None, &json!({"order": order})).await?;
        self.done(tx).await
    }

    /// The parameters of customers for the whole house.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn parameters(&self) -> Result<PoolParameters> {
        let most = self.desk.customers().most().await?;
        let zone = clock::house_zone(&mut self.desk.db()).await?.name.clone();
        Ok(PoolParameters { most, zone })
    }

    /// Changes them. Who has more customers than the most keeps them, and gets no others.
    ///
    /// # Errors
    /// [`Problem::Invalid`] on `most` when it is no number of customers, on `zone` when there is no such zone.
    pub async fn set_parameters(&self, new: &PoolParameters) -> Result<()> {
        self.desk.viewer.require(Permission::ManagePools)?;
        let mut errors = FieldErrors::default();
        if new.most.is_some_and(|most| !(0..=MOST_OF_ALL).contains(&most)) {
            errors.add("most", FieldProblem::Malformed);
        }
        if zone(&new.zone).is_none() {
            errors.add("zone", FieldProblem::NotChoosable);
        }
        errors.into_result()?;
        let old = self.parameters().await?;
        let changes = Changes::default().field("most_customers", json!(old.most), json!(new.most)).field(
            "zone",
            old.zone.as_str(),
            new.zone.as_str(),
        );
        if changes.is_empty() {
            return Ok(());
        }
        let mut tx = self.desk.begin().await?;
        let most = new.most.map(|most| most.to_string());
        settings::set(&mut tx, crate::ownership::MOST_CUSTOMERS, most.as_deref()).await?;
        settings::set(&mut tx, clock::ZONE, Some(&new.zone)).await?;
        self.desk.note(&mut tx, "settings.changed", "settings", None, &changes.told()).await?;
        self.done(tx).await
    }

    /// All pools; who changes them goes one after the other.
    async fn held(&self, tx: &mut Tx) -> Result<Vec<Pool>> {
        rows::lock(tx).await?;
        rows::all(tx).await
    }

    /// What the rules say of each customer is looked at anew, soon.
    async fn done(&self, mut tx: Tx) -> Result<()> {
        clock::outdate(&mut tx).await?;
        tx.signal(Signal::Settings);
        tx.commit().await
    }
}

fn changes(old: &PoolForm, new: &PoolForm) -> Result<Changes> {
    let (Value::Object(old), Value::Object(new)) = (serde_json::to_value(old)?, serde_json::to_value(new)?)
    else {
        return Ok(Changes::default());
    };
    let differ = new.into_iter().filter_map(|(field, new)| Some((old.get(&field)?.clone(), field, new)));
    Ok(differ.fold(Changes::default(), |changes, (old, field, new)| changes.field(&field, old, new)))
}
