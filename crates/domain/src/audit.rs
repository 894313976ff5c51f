//! The audit log: who changed, exported, signed in, or changed what others may do.
use crate::{AuditId, Moment};
use serde::{Deserialize, Serialize};

/// An entry of the audit log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// The id.
    pub id: AuditId,
    /// When.
    pub at: Moment,
    /// Who; `None` for the product itself and for failed sign-ins.
    pub person_name: Option<String>,
    /// What, as `noun.verb`: `lead.changed`, `leads.exported`, `session.started`, `role.changed`.
    pub action: String,
    /// The kind of thing it was done to: `lead`, `person`, `role`, `choice`, `tab`.
    pub subject: String,
    /// The id of that thing.
    pub subject_id: Option<i64>,
    /// What changed, as JSON: `{"contact":["old","new"]}` or facts such as a row count.
    pub detail: String,
}
