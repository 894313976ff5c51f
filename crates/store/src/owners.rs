//! Whose leads and customers a viewer sees, for what carries owners and no rows.
use crate::db::Run;
use crate::guard::Guarded;
use crate::leads::owned_within;
use crate::{Desk, Result};
use domain::{Permission, PersonId, Scope};
use sea_query::{Expr, ExprTrait, Query};
use std::collections::HashSet;

impl Desk {
    /// Of these owners those whose leads the viewer sees. `None` is the pool.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn owners_seen(&self, owners: &[Option<PersonId>]) -> Result<Vec<Option<PersonId>>> {
        let viewer = &self.viewer;
        if !viewer.may(Permission::ViewLeads) {
            return Ok(Vec::new());
        }
        let pool = viewer.may(Permission::ClaimLeads) || viewer.may(Permission::AssignLeads);
        self.seen(owners, viewer.scope == Scope::Company, pool).await
    }

    async fn seen(
        &self,
        owners: &[Option<PersonId>],
        all: bool,
        pool: bool,
    ) -> Result<Vec<Option<PersonId>>> {
        if all {
            return Ok(owners.to_vec());
        }
        let below = self.people_below(owners).await?;
        let seen = |owner: &&Option<PersonId>| match owner {
            None => pool,
            Some(owner) => *owner == self.viewer.person || below.contains(&owner.0),
        };
        Ok(owners.iter().filter(seen).copied().collect())
    }

    /// Of these owners those whose customers the viewer sees. `None` is a pool.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn customer_owners_seen(&self, owners: &[Option<PersonId>]) -> Result<Vec<Option<PersonId>>> {
        let viewer = &self.viewer;
        if !viewer.may(Permission::ViewCustomers) {
            return Ok(Vec::new());
        }
        let all = viewer.scope == Scope::Company || viewer.may(Permission::MonitorCustomers);
        self.seen(owners, all, crate::customers::in_pools(viewer)).await
    }

    async fn people_below(&self, owners: &[Option<PersonId>]) -> Result<HashSet<i64>> {
        let ids: Vec<i64> = owners.iter().flatten().map(|owner| owner.0).collect();
        if ids.is_empty() || self.viewer.scope == Scope::Own {
            return Ok(HashSet::new());
        }
        let mut select = Query::select();
        select
            .column("id")
            .from("people")
            .and_where(Expr::col("id").is_in(ids))
            .cond_where(owned_within(&self.viewer, ("people", "id")));
        let seen: Vec<i64> =
            self.db().values(Guarded::unrestricted(select, "asks for the viewer's own reach")).await?;
        Ok(seen.into_iter().collect())
    }
}
