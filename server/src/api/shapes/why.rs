//! Why somebody sees a row, or does not.
use super::{Named, SecurityWord};
use domain::Moment;
use domain::customer::Security;
use domain::why::{Obstacle, Opening, Why};
use serde::Serialize;
use utoipa::ToSchema;

/// Why a person sees a row, or does not.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Why)]
pub struct WhyShape {
    person: Named,
    /// The person sees it.
    sees: bool,
    /// The person may change it.
    changes: bool,
    /// What opens it to the person, or what keeps it from them: all that does.
    reasons: Vec<ReasonShape>,
}

/// One reason. What else it tells depends on what it is.
#[derive(Debug, Default, Serialize, ToSchema)]
#[schema(as = WhyReason)]
pub struct ReasonShape {
    /// It is seen: `owner`, `superior`, `company`, `shared`, `pool`, `bin`. It is not: `disabled`, `no_permission`,
    /// `clearance`, `not_theirs`, `share_over`, `pool_not_theirs`, `no_pools`, `binned`.
    because: &'static str,
    /// The name of the owner.
    owner: Option<String>,
    /// The person's role, above the owner's.
    role: Option<String>,
    /// The owner's role, below the person's.
    below: Option<String>,
    /// The name of who shared it.
    by: Option<String>,
    /// It was shared to be changed, not only read.
    may_edit: Option<bool>,
    /// When the share ends, or has ended.
    #[schema(value_type = Option<String>, format = DateTime)]
    until: Option<Moment>,
    /// The name of the pool.
    pool: Option<String>,
    /// How secret it is.
    #[schema(value_type = Option<SecurityWord>)]
    security: Option<Security>,
}

impl From<Why> for WhyShape {
    fn from(why: Why) -> Self {
        let Why { person, name, sees, changes, openings, obstacles } = why;
        let openings = openings.into_iter().map(ReasonShape::from);
        let reasons = openings.chain(obstacles.into_iter().map(ReasonShape::from)).collect();
        Self { person: Named { id: person.0, name }, sees, changes, reasons }
    }
}

fn because(because: &'static str) -> ReasonShape {
    ReasonShape { because, ..ReasonShape::default() }
}

impl From<Opening> for ReasonShape {
    fn from(opening: Opening) -> Self {
        match opening {
            Opening::Owner => because("owner"),
            Opening::Superior { owner, role, below } => {
                Self { owner: Some(owner), role: Some(role), below: Some(below), ..because("superior") }
            }
            Opening::Company => because("company"),
            Opening::Shared { by, may_edit, until } => {
                Self { by, may_edit: Some(may_edit), until, ..because("shared") }
            }
            Opening::Pool { pool } => Self { pool, ..because("pool") },
            Opening::Bin => because("bin"),
        }
    }
}

impl From<Obstacle> for ReasonShape {
    fn from(obstacle: Obstacle) -> Self {
        match obstacle {
            Obstacle::Disabled => because("disabled"),
            Obstacle::NoPermission => because("no_permission"),
            Obstacle::Clearance { security } => Self { security: Some(security), ..because("clearance") },
            Obstacle::NotTheirs { owner } => Self { owner, ..because("not_theirs") },
            Obstacle::ShareOver { at } => Self { until: Some(at), ..because("share_over") },
            Obstacle::PoolNotTheirs { pool } => Self { pool, ..because("pool_not_theirs") },
            Obstacle::NoPools => because("no_pools"),
            Obstacle::Binned => because("binned"),
        }
    }
}
