//! Why somebody sees a row, or does not: what is the same for all nouns.
use crate::db::Run;
use crate::guard::{Guarded, Reach, Visible};
use crate::{Desk, Result, Viewer};
use domain::why::{Opening, Why};
use domain::{FieldProblem, PersonId, Problem, Scope};
use sea_query::{Expr, ExprTrait, JoinType, Order, Query, SelectStatement, SimpleExpr};

/// Somebody a row is explained for.
pub(crate) struct Looker {
    pub(crate) viewer: Viewer,
    pub(crate) name: String,
    pub(crate) disabled: bool,
}

impl Looker {
    /// The answer before it says why.
    pub(crate) fn answer(&self, sees: bool, changes: bool) -> Why {
        Why {
            person: self.viewer.person,
            name: self.name.clone(),
            sees,
            changes,
            openings: Vec::new(),
            obstacles: Vec::new(),
        }
    }

    /// What the guard says to this person of each row that is selected, as `seen` and `changed`.
    pub(crate) fn asks<T: Visible>(&self, select: &mut SelectStatement) {
        for (name, reach) in [("seen", Reach::See), ("changed", Reach::Change)] {
            let said: SimpleExpr = Expr::case(T::within(&self.viewer, reach), 1_i64).finally(0_i64).into();
            select.expr_as(said, name);
        }
    }

    /// What opens a row of this owner to the person, shares aside. `all`: the person sees what all have.
    pub(crate) async fn through(
        &self,
        desk: &Desk,
        owner: Option<(PersonId, String)>,
        all: bool,
    ) -> Result<Vec<Opening>> {
        let mut openings = Vec::new();
        if let Some((id, name)) = owner {
            if id == self.viewer.person {
                openings.push(Opening::Owner);
            } else if self.viewer.scope == Scope::Subordinates {
                let roles = above(desk, &self.viewer, id).await?;
                openings.extend(roles.map(|(role, below)| Opening::Superior { owner: name, role, below }));
            }
        }
        openings.extend(all.then_some(Opening::Company));
        Ok(openings)
    }
}

impl Desk {
    /// A person as the guard would meet them. Who may not sign in may nothing.
    pub(crate) async fn looker(&self, person: PersonId) -> Result<Looker> {
        let name = self.names_of(&[person]).await?.remove(&person);
        let name = name.ok_or_else(|| Problem::field("person", FieldProblem::NotChoosable))?;
        let viewer = self.store.viewer_of_person(person).await?;
        let disabled = viewer.is_none();
        let viewer = viewer.unwrap_or_else(|| Viewer::house(self.now()));
        Ok(Looker { viewer: Viewer { person, at: self.viewer.at, ..viewer }, name, disabled })
    }
}

/// The role of a viewer and that of an owner below it, the nearest two.
async fn above(desk: &Desk, viewer: &Viewer, owner: PersonId) -> Result<Option<(String, String)>> {
    let mut select = Query::select();
    select
        .expr_as(Expr::col(("upper", "name")), "upper_name")
        .expr_as(Expr::col(("lower", "name")), "lower_name")
        .from("person_roles")
        .inner_join(
            "role_closure",
            Expr::col(("role_closure", "descendant_id")).equals(("person_roles", "role_id")),
        )
        .join_as(
            JoinType::InnerJoin,
            "roles",
            "upper",
            Expr::col(("upper", "id")).equals(("role_closure", "ancestor_id")),
        )
        .join_as(
            JoinType::InnerJoin,
            "roles",
            "lower",
            Expr::col(("lower", "id")).equals(("role_closure", "descendant_id")),
        )
        .and_where(Expr::col(("person_roles", "person_id")).eq(owner.0))
        .and_where(Expr::col(("role_closure", "ancestor_id")).is_in(viewer.roles.iter().map(|role| role.0)))
        .and_where(Expr::col(("role_closure", "depth")).gt(0))
        .order_by(("role_closure", "depth"), Order::Asc)
        .order_by(("role_closure", "ancestor_id"), Order::Asc)
        .order_by(("role_closure", "descendant_id"), Order::Asc)
        .limit(1);
    desk.db()
        .first(Guarded::unrestricted(
            select,
            "the roles between a person and the owner of a row that was found under the guard",
        ))
        .await
}
