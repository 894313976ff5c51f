//! Why somebody sees a customer, or does not.
use super::{CustomerRows, Customers, cleared, in_pools, is_company, owned};
use crate::Result;
use crate::db::Run;
use crate::guard::Reach;
use crate::why::Looker;
use domain::customer::{CustomerState, Security, Share};
use domain::why::{Obstacle, Opening, Why};
use domain::{CustomerId, Lang, Permission, PersonId, Problem};
use sea_query::{Expr, ExprTrait, SelectStatement, SimpleExpr};
use sqlx::FromRow;

#[derive(FromRow)]
struct Facts {
    state: String,
    owner_id: Option<i64>,
    owner_name: Option<String>,
    security: i64,
    pool: Option<String>,
    pool_en: Option<String>,
    seen: i64,
    changed: i64,
    cleared: i64,
    owned: i64,
}

impl Facts {
    fn state(&self) -> CustomerState {
        CustomerState::from_key(&self.state).unwrap_or(CustomerState::Bin)
    }

    fn pool(&self, lang: Lang) -> Option<String> {
        let english = self.pool_en.clone().filter(|name| lang == Lang::En && !name.is_empty());
        english.or_else(|| self.pool.clone())
    }
}

fn asked(looker: &Looker, select: &mut SelectStatement) {
    let owned: SimpleExpr = Expr::case(owned(&looker.viewer), 1_i64).finally(0_i64).into();
    let cleared: SimpleExpr = Expr::case(cleared(&looker.viewer, "customers"), 1_i64).finally(0_i64).into();
    looker.asks::<CustomerRows>(select);
    select
        .columns(["state", "owner_id", "security"].map(|column| ("customers", column)))
        .expr_as(Expr::col(("people", "name")), "owner_name")
        .expr_as(Expr::col(("pools", "name")), "pool")
        .expr_as(Expr::col(("pools", "name_en")), "pool_en")
        .expr_as(owned, "owned")
        .expr_as(cleared, "cleared")
        .left_join("people", Expr::col(("people", "id")).equals(("customers", "owner_id")))
        .left_join("pools", Expr::col(("pools", "id")).equals(("customers", "pool_id")));
}

impl Customers<'_> {
    /// Why a person sees a customer, or does not. Whoever sees the customer may ask.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or not the viewer's to see; [`Problem::Invalid`] on `person` when
    /// there is no such person.
    pub async fn why(&self, id: CustomerId, person: PersonId) -> Result<Why> {
        let viewer = &self.desk.viewer;
        // Before the person, so that a stranger's customer is not found whoever is asked about.
        let share = self.shares(id).await?.into_iter().find(|share| share.person == person);
        let looker = self.desk.looker(person).await?;
        let select = viewer
            .select::<CustomerRows>(Reach::See)
            .and(Expr::col(("customers", "id")).eq(id.0))
            .with(|select| asked(&looker, select));
        let facts: Facts = self.desk.db().first(select).await?.ok_or(Problem::NotFound)?;
        let edits = looker.viewer.may(Permission::EditCustomers);
        let mut why = looker.answer(facts.seen != 0, facts.changed != 0 && edits);
        match why.sees {
            true => why.openings = self.openings(&looker, facts, share).await?,
            false => why.obstacles = obstacles(&looker, &facts, share, viewer.lang),
        }
        Ok(why)
    }

    async fn openings(&self, looker: &Looker, facts: Facts, share: Option<Share>) -> Result<Vec<Opening>> {
        match facts.state() {
            CustomerState::Pool => Ok(vec![Opening::Pool { pool: facts.pool(self.desk.viewer.lang) }]),
            CustomerState::Bin => Ok(vec![Opening::Bin]),
            CustomerState::Owned => {
                let owner = facts.owner_id.map(PersonId).zip(facts.owner_name);
                let all = is_company(&looker.viewer);
                let mut openings = looker.through(self.desk, owner, all).await?;
                let share = share.filter(|share| !share.over);
                openings.extend(share.map(|Share { by, may_edit, until, .. }| Opening::Shared {
                    by,
                    may_edit,
                    until,
                }));
                Ok(openings)
            }
        }
    }
}

fn obstacles(looker: &Looker, facts: &Facts, share: Option<Share>, lang: Lang) -> Vec<Obstacle> {
    if looker.disabled {
        return vec![Obstacle::Disabled];
    }
    let viewer = &looker.viewer;
    let mut found = Vec::new();
    found.extend((!viewer.may(Permission::ViewCustomers)).then_some(Obstacle::NoPermission));
    let security = Security::of_rank(facts.security);
    found.extend((facts.cleared == 0).then_some(Obstacle::Clearance { security }));
    let not_theirs = || Obstacle::NotTheirs { owner: facts.owner_name.clone() };
    match facts.state() {
        CustomerState::Owned if facts.owned == 0 && share.as_ref().is_none_or(|share| share.over) => {
            let ended = share.and_then(|share| share.until);
            found.extend(ended.map(|at| Obstacle::ShareOver { at }));
            found.push(not_theirs());
        }
        CustomerState::Pool if !in_pools(viewer) => found.push(Obstacle::NoPools),
        // Seen through the pool it would be, were nothing else in the way.
        CustomerState::Pool if found.is_empty() => {
            found.push(Obstacle::PoolNotTheirs { pool: facts.pool(lang) });
        }
        CustomerState::Bin if !viewer.may(Permission::ManageBin) => found.push(Obstacle::Binned),
        CustomerState::Bin if facts.owned == 0 && facts.owner_id.is_some() => found.push(not_theirs()),
        CustomerState::Owned | CustomerState::Pool | CustomerState::Bin => {}
    }
    found
}
