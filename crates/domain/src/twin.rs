//! Twins: customers that may be one and the same, known again by a telephone, a mailbox or a name.
use crate::{CustomerId, PersonId};
use serde::{Deserialize, Serialize};

/// By what a customer is known again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// 手机, of the customer or of a contact.
    Mobile,
    /// 电话, of the customer or of a contact.
    Phone,
    /// 邮箱, of the customer or of a contact.
    Email,
    /// The name of an enterprise, without its legal form.
    Company,
}

impl Mark {
    /// All.
    pub const ALL: [Self; 4] = [Self::Mobile, Self::Phone, Self::Email, Self::Company];

    /// As stored and in addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Mobile => "mobile",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Company => "company",
        }
    }

    /// The one of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.key() == key)
    }
}

/// What happens when two enterprises have the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DuplicateNames {
    /// Nothing.
    Allow,
    /// Whoever enters the second is told, and may go on.
    #[default]
    Warn,
    /// The second is not taken.
    Block,
}

impl DuplicateNames {
    /// All.
    pub const ALL: [Self; 3] = [Self::Allow, Self::Warn, Self::Block];

    /// As stored.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Block => "block",
        }
    }

    /// The one of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}

/// A customer that is there already. Of one the viewer does not see no more is told than who has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Twin {
    /// The field that is the same: `mobile`, `contacts.0.email`.
    pub field: String,
    /// What is the same.
    pub mark: Mark,
    /// It is not taken; otherwise it is a warning that may be confirmed.
    pub blocks: bool,
    /// Who has it; nobody in a pool, and not told above the viewer's clearance.
    pub owner: Option<(PersonId, String)>,
    /// It lies in a pool.
    pub pooled: bool,
    /// The customer and its name, for those who see it.
    pub customer: Option<(CustomerId, String)>,
}

/// The key under which a change says that its warnings have been read.
pub const CONFIRM: &str = "confirm";

/// What a form would enter, to learn what is there already.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Probe {
    /// The customer that is being changed: it is no twin of its own.
    pub but: Option<CustomerId>,
    /// The name of an enterprise; blank for an individual.
    pub company: String,
    /// 手机.
    pub mobile: String,
    /// 电话.
    pub phone: String,
    /// 邮箱.
    pub email: String,
    /// Those of its contacts.
    pub contacts: Vec<ProbedContact>,
}

/// What a form would enter of a contact.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProbedContact {
    /// 手机.
    pub mobile: String,
    /// 电话.
    pub phone: String,
    /// 邮箱.
    pub email: String,
}

/// Customers with the same mark: suspected duplicates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TwinGroup {
    /// What is the same.
    pub mark: Mark,
    /// Its normal form.
    pub value: String,
    /// How many the viewer sees.
    pub count: i64,
    /// The first of them, the latest changed first.
    pub members: Vec<TwinMember>,
}

/// A customer in a group of suspected duplicates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TwinMember {
    /// The customer.
    pub id: CustomerId,
    /// Its name.
    pub name: String,
    /// Who has it; nobody in a pool.
    pub owner_name: Option<String>,
    /// When anything about it last changed.
    pub updated_at: crate::Moment,
}

/// A page of groups, the largest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TwinPage {
    /// The groups.
    pub groups: Vec<TwinGroup>,
    /// Where the next page begins; `None` on the last.
    pub next: Option<String>,
}
