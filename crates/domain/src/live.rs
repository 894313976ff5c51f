//! What open browsers are told when something changes: ids, never rows.
use crate::PersonId;
use serde::{Deserialize, Serialize};

/// A change that open pages may want to fetch again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "topic", rename_all = "snake_case")]
pub enum Signal {
    /// Leads changed. Only those who see one of the owners are told.
    Leads {
        /// The leads; empty when there are too many to name.
        ids: Vec<i64>,
        /// Owners before and after; `None` is the pool.
        owners: Vec<Option<PersonId>>,
    },
    /// Customers, or their contacts, changed. Only those who see one of the owners, or whom one is shared with, are
    /// told.
    Customers {
        /// The customers; empty when there are too many to name.
        ids: Vec<i64>,
        /// Owners before and after; `None` is a pool.
        owners: Vec<Option<PersonId>>,
        /// People they are, or were, shared with.
        shared: Vec<PersonId>,
    },
    /// Requests to decide on, or decisions, for these people.
    Approvals {
        /// Whose.
        people: Vec<PersonId>,
    },
    /// Notifications for these people.
    Notices {
        /// Whose.
        people: Vec<PersonId>,
    },
    /// Visits of these people changed.
    Visits {
        /// Whose.
        people: Vec<PersonId>,
    },
    /// An import went on.
    Import {
        /// Which.
        id: i64,
        /// Whose.
        person: PersonId,
    },
    /// Tabs or drop-down lists changed.
    Settings,
    /// One person's stars or columns changed.
    Mine {
        /// Whose.
        person: PersonId,
    },
    /// Sessions of these people ended: their pages should go to the sign-in page.
    SignedOut {
        /// Whose.
        people: Vec<PersonId>,
    },
}
