//! Why somebody sees a lead, or does not.
use super::{LeadRows, Leads};
use crate::Result;
use crate::db::Run;
use crate::guard::Reach;
use domain::why::{Obstacle, Opening, Why};
use domain::{LeadId, Permission, PersonId, Problem, Scope};
use sea_query::{Expr, ExprTrait};
use sqlx::FromRow;

#[derive(FromRow)]
struct Facts {
    owner_id: Option<i64>,
    owner_name: Option<String>,
    seen: i64,
    changed: i64,
}

impl Leads<'_> {
    /// Why a person sees a lead, or does not. Whoever sees the lead may ask.
    ///
    /// # Errors
    /// [`Problem::NotFound`] when it is not there, or not the viewer's to see; [`Problem::Invalid`] on `person` when
    /// there is no such person.
    pub async fn why(&self, id: LeadId, person: PersonId) -> Result<Why> {
        // Before the person, so that a stranger's lead is not found whoever is asked about.
        self.find(id).await?;
        let looker = self.desk.looker(person).await?;
        let select =
            self.desk.viewer.select::<LeadRows>(Reach::See).and(Expr::col(("leads", "id")).eq(id.0)).with(
                |select| {
                    looker.asks::<LeadRows>(select);
                    select
                        .column(("leads", "owner_id"))
                        .expr_as(Expr::col(("people", "name")), "owner_name")
                        .left_join("people", Expr::col(("people", "id")).equals(("leads", "owner_id")));
                },
            );
        let facts: Facts = self.desk.db().first(select).await?.ok_or(Problem::NotFound)?;
        let viewer = &looker.viewer;
        let mut why = looker.answer(facts.seen != 0, facts.changed != 0 && viewer.may(Permission::EditLeads));
        if why.sees {
            let owner = facts.owner_id.map(PersonId).zip(facts.owner_name);
            let pools = viewer.may(Permission::ClaimLeads) || viewer.may(Permission::AssignLeads);
            let lies = owner.is_none() && pools;
            why.openings = looker.through(self.desk, owner, viewer.scope == Scope::Company).await?;
            why.openings.extend(lies.then_some(Opening::Pool { pool: None }));
        } else if looker.disabled {
            why.obstacles.push(Obstacle::Disabled);
        } else if !viewer.may(Permission::ViewLeads) {
            why.obstacles.push(Obstacle::NoPermission);
        } else if facts.owner_id.is_none() {
            why.obstacles.push(Obstacle::NoPools);
        } else {
            why.obstacles.push(Obstacle::NotTheirs { owner: facts.owner_name });
        }
        Ok(why)
    }
}
