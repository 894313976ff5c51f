//! How many customers of each level there are, for each person the viewer sees.
use super::{Customers, cleared, noun, owned_in};
use crate::Result;
use crate::db::Run;
use crate::guard::Guarded;
use domain::customer::{CustomerState, LevelCounts, OwnerLevels};
use domain::{ChoiceId, Permission, PersonId, Scope};
use sea_query::{Expr, ExprTrait, Query};
use std::collections::BTreeMap;

const TALLY: &str = "customer_tally";

impl Customers<'_> {
    /// How many customers of each level everybody has whose customers the viewer sees, one's own first. What is shared
    /// with the viewer counts where it belongs.
    ///
    /// # Errors
    /// [`domain::Problem::Forbidden`] without the permission.
    pub async fn level_counts(&self) -> Result<LevelCounts> {
        let viewer = &self.desk.viewer;
        viewer.require(Permission::ViewCustomers)?;
        let mut owners: BTreeMap<PersonId, BTreeMap<ChoiceId, i64>> = BTreeMap::new();
        for (owner, level, count) in self.tallied().await? {
            let level = level.map_or(ChoiceId::NONE, ChoiceId);
            owners.entry(PersonId(owner)).or_default().insert(level, count);
        }
        let names = self.desk.names_of(&owners.keys().copied().collect::<Vec<_>>()).await?;
        let mut owners: Vec<_> = owners
            .into_iter()
            .map(|(owner, counts)| OwnerLevels {
                owner,
                name: names.get(&owner).cloned().unwrap_or_default(),
                counts: counts.into_iter().collect(),
            })
            .collect();
        owners.sort_by_key(|row| (row.owner != viewer.person, -row.total(), row.owner));
        Ok(LevelCounts { company: noun::is_company(viewer), above: viewer.scope != Scope::Own, owners })
    }

    async fn tallied(&self) -> Result<Vec<(i64, Option<i64>, i64)>> {
        let viewer = &self.desk.viewer;
        let mut select = Query::select();
        select
            .columns([(TALLY, "owner_id"), (TALLY, "level_id")])
            .expr(Expr::cust(r#"CAST(SUM("n") AS BIGINT)"#))
            .from(TALLY)
            .and_where(Expr::col((TALLY, "state")).eq(CustomerState::Owned.key()))
            .and_where(cleared(viewer, TALLY))
            .cond_where(owned_in(viewer, TALLY))
            .group_by_columns([(TALLY, "owner_id"), (TALLY, "level_id")])
            .and_having(Expr::cust(r#"SUM("n") <> 0"#));
        let guarded = Guarded::unrestricted(select, "tallies carry the viewer's reach by owner");
        self.desk.db().all(guarded).await
    }
}
