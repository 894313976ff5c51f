//! Why somebody sees a row, or does not.
use crate::customer::Security;
use crate::{Moment, PersonId};
use serde::{Deserialize, Serialize};

/// What opens a row to a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Opening {
    /// It is the person's own.
    Owner,
    /// The person stands above its owner.
    Superior {
        /// The owner's name.
        owner: String,
        /// The person's role.
        role: String,
        /// The owner's role, below that one.
        below: String,
    },
    /// The person sees what all of the company have.
    Company,
    /// It was shared with the person.
    Shared {
        /// By whom.
        by: Option<String>,
        /// To be changed, not only read.
        may_edit: bool,
        /// Until when.
        until: Option<Moment>,
    },
    /// It lies in a pool that is for the person, too.
    Pool {
        /// What the pool is called; leads have one, without a name.
        pool: Option<String>,
    },
    /// It lies in the bin, and the person looks after that.
    Bin,
}

/// What keeps a row from a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "because", rename_all = "snake_case")]
pub enum Obstacle {
    /// The person may not sign in.
    Disabled,
    /// No role of the person allows to see such rows.
    NoPermission,
    /// It is more secret than the person is cleared for.
    Clearance {
        /// How secret it is.
        security: Security,
    },
    /// It is somebody's whom the person is not above, and it is not shared with them.
    NotTheirs {
        /// The owner's name.
        owner: Option<String>,
    },
    /// It was shared with the person, until then.
    ShareOver {
        /// When it ended.
        at: Moment,
    },
    /// It lies in a pool that is not for the person.
    PoolNotTheirs {
        /// What the pool is called.
        pool: Option<String>,
    },
    /// It lies in a pool, and the person neither claims nor assigns.
    NoPools,
    /// It lies in the bin.
    Binned,
}

/// Why a person sees a row, or why not. Asked of the guard itself, so that it never says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Why {
    /// Who.
    pub person: PersonId,
    /// That person's name.
    pub name: String,
    /// Sees it.
    pub sees: bool,
    /// It is within reach of the changes the person's roles allow.
    pub changes: bool,
    /// What opens it; nothing when it is not seen.
    pub openings: Vec<Opening>,
    /// What keeps it from the person; nothing when it is seen.
    pub obstacles: Vec<Obstacle>,
}
