//! What names a row. Each noun has its own type, so that a lead's id can not be taken for a person's.
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

macro_rules! ids {
    ($($(#[doc = $doc:literal])* $name:ident),* $(,)?) => {$(
        $(#[doc = $doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = std::num::ParseIntError;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl From<$name> for i64 {
            fn from(id: $name) -> i64 {
                id.0
            }
        }

        impl From<i64> for $name {
            fn from(id: i64) -> Self {
                Self(id)
            }
        }
    )*};
}

ids! {
    /// A lead.
    LeadId,
    /// Someone who signs in.
    PersonId,
    /// A node of the role tree.
    RoleId,
    /// A value of a configurable drop-down list.
    ChoiceId,
    /// An entry of a timeline.
    RecordId,
    /// A visit in the calendar.
    VisitId,
    /// A tab of the work list.
    TabId,
    /// A signed-in device.
    SessionId,
    /// A bearer token of the REST API.
    TokenId,
    /// One import, from upload to result.
    ImportId,
    /// An entry of the audit log.
    AuditId,
    /// A field the administrator has added.
    FieldId,
    /// A customer.
    CustomerId,
    /// A contact of a customer.
    ContactId,
    /// A pool of customers.
    PoolId,
    /// A request somebody decides on.
    ApprovalId,
    /// A notification.
    NoticeId,
    /// Two customers that became one.
    MergeId,
    /// A rule of a pool.
    PoolRuleId,
    /// A field of the records of a type.
    RecordFieldId,
    /// Something found about a customer on the web.
    WebItemId,
    /// A file that is kept with a row.
    AttachmentId,
}
