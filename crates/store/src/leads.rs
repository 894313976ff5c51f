//! Leads: list, find, enter, change, and the verbs that move them.
mod change;
mod find;
mod many;
mod moves;
mod noun;
mod rows;
mod schedule;
pub(crate) mod search;
pub(crate) mod tell;
mod why;
pub(crate) mod write;

use crate::Desk;
use crate::Viewer;
use crate::guard::{Reach, Visible};
use domain::{Permission, Scope};
use sea_query::{Condition, Expr, ExprTrait, Query, SelectStatement};

/// Leads, as one person sees them.
#[derive(Clone, Copy)]
pub struct Leads<'a> {
    pub(crate) desk: &'a Desk,
}

/// The rows of the leads table.
#[derive(Clone, Copy)]
pub(crate) struct LeadRows;

impl Visible for LeadRows {
    const TABLE: &'static str = "leads";

    fn within(viewer: &Viewer, reach: Reach) -> Condition {
        if !viewer.may(Permission::ViewLeads) {
            return Condition::all().add(Expr::val(1).eq(0));
        }
        let owned = owned_within(viewer, ("leads", "owner_id"));
        let pool = viewer.may(Permission::ClaimLeads) || viewer.may(Permission::AssignLeads);
        if reach == Reach::Change || !pool || viewer.scope == Scope::Company {
            return owned;
        }
        Condition::any().add(owned).add(viewer.place("leads", "owner_id").is_null())
    }
}

/// The rows whose owner the viewer is, or stands above.
pub(crate) fn owned_within(viewer: &Viewer, owner: (&'static str, &'static str)) -> Condition {
    let person = || viewer.place(owner.0, owner.1);
    let mine = person().eq(viewer.person.0);
    match viewer.scope {
        Scope::Own => Condition::all().add(mine),
        Scope::Subordinates => Condition::any().add(mine).add(person().in_subquery(subordinates(viewer))),
        Scope::Company => Condition::all(),
    }
}

/// The people in the roles below the viewer's.
pub(crate) fn subordinates(viewer: &Viewer) -> SelectStatement {
    let mut select = Query::select();
    select
        .column(("person_roles", "person_id"))
        .from("person_roles")
        .inner_join(
            "role_closure",
            Expr::col(("role_closure", "descendant_id")).equals(("person_roles", "role_id")),
        )
        .and_where(Expr::col(("role_closure", "ancestor_id")).is_in(viewer.roles.iter().map(|role| role.0)))
        .and_where(Expr::col(("role_closure", "depth")).gt(0));
    select
}
