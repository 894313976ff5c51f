//! The nouns that timelines, plans, attachments and added fields belong to.
use serde::{Deserialize, Serialize};

/// A kind of row other things are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// 线索.
    Lead,
    /// 客户.
    Customer,
    /// 联系人.
    Contact,
}

impl Subject {
    /// All.
    pub const ALL: [Self; 3] = [Self::Lead, Self::Customer, Self::Contact];

    /// As stored and in addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Lead => "lead",
            Self::Customer => "customer",
            Self::Contact => "contact",
        }
    }

    /// The noun of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|noun| noun.key() == key)
    }
}

/// One row other things are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct About {
    /// The kind of row.
    pub subject: Subject,
    /// Which.
    pub id: i64,
}

impl About {
    /// A row of a noun.
    #[must_use]
    pub const fn new(subject: Subject, id: i64) -> Self {
        Self { subject, id }
    }

    /// Where its page is.
    #[must_use]
    pub fn path(self) -> String {
        match self.subject {
            Subject::Lead => format!("/leads/{}", self.id),
            Subject::Customer => format!("/customers/{}", self.id),
            Subject::Contact => format!("/contacts/{}", self.id),
        }
    }
}

impl From<crate::LeadId> for About {
    fn from(id: crate::LeadId) -> Self {
        Self { subject: Subject::Lead, id: id.0 }
    }
}

impl From<crate::CustomerId> for About {
    fn from(id: crate::CustomerId) -> Self {
        Self { subject: Subject::Customer, id: id.0 }
    }
}

impl From<crate::ContactId> for About {
    fn from(id: crate::ContactId) -> Self {
        Self { subject: Subject::Contact, id: id.0 }
    }
}
