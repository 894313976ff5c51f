//! A customer: an individual or an enterprise that buys or is to buy, with the people to reach there.
mod column;
mod fields;
mod level;

pub use column::CustomerColumn;
pub use fields::{CustomerChoice, CustomerChoices, CustomerDetails, CustomerField};
pub use level::{LevelCounts, LevelLine, OwnerLevels, Whose};

use crate::contact::NewContact;
use crate::filter::{Filter, View};
use crate::{CustomerId, FieldErrors, FieldProblem, Moment, PersonId, Problem};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What a customer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CustomerKind {
    /// 个人客户.
    Person,
    /// 企业客户.
    #[default]
    Company,
}

impl CustomerKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Person, Self::Company];

    /// As stored and in addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Company => "company",
        }
    }

    /// The one of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|sort| sort.key() == key)
    }
}

/// Where a customer stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CustomerState {
    /// Somebody has it.
    Owned,
    /// Nobody has it: it may be claimed.
    Pool,
    /// 回收站: deleted, and not yet purged.
    Bin,
}

impl CustomerState {
    /// All.
    pub const ALL: [Self; 3] = [Self::Owned, Self::Pool, Self::Bin];

    /// As stored and in addresses.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Owned => "owned",
            Self::Pool => "pool",
            Self::Bin => "bin",
        }
    }

    /// The state of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.key() == key)
    }
}

/// How secret a customer is, and how far a person is trusted: a person sees what is not above their own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Security {
    /// 公开.
    #[default]
    Open,
    /// 内部.
    Internal,
    /// 秘密.
    Confidential,
    /// 机密.
    Secret,
}

impl Security {
    /// All, the least secret first.
    pub const ALL: [Self; 4] = [Self::Open, Self::Internal, Self::Confidential, Self::Secret];

    /// As stored.
    #[must_use]
    pub const fn rank(self) -> i64 {
        self as i64
    }

    /// The one of a rank; the most secret when there is no such rank.
    #[must_use]
    pub fn of_rank(rank: i64) -> Self {
        Self::ALL.into_iter().find(|one| one.rank() == rank).unwrap_or(Self::Secret)
    }

    /// In addresses and forms.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Internal => "internal",
            Self::Confidential => "confidential",
            Self::Secret => "secret",
        }
    }

    /// The one of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.key() == key)
    }
}

/// The screen a list of customers is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CustomerView {
    /// 我的客户.
    #[default]
    Mine,
    /// 热点客户: of those I see, the ones with the red label.
    Hot,
    /// 共享给我.
    Shared,
    /// 下属客户.
    Subordinates,
    /// 公海客户.
    Pool,
    /// 公司客户.
    Company,
    /// 回收站.
    Bin,
    /// 客户查询: all I see, but for the pool and the bin.
    Query,
}

impl View for CustomerView {
    const ALL: &'static [Self] = &[
        Self::Mine,
        Self::Hot,
        Self::Shared,
        Self::Subordinates,
        Self::Pool,
        Self::Company,
        Self::Bin,
        Self::Query,
    ];

    fn key(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Hot => "hot",
            Self::Shared => "shared",
            Self::Subordinates => "subordinates",
            Self::Pool => "pool",
            Self::Company => "company",
            Self::Bin => "bin",
            Self::Query => "query",
        }
    }
}

/// Conditions on customers.
pub type CustomerFilter = Filter<CustomerColumn>;

/// How the viewer comes to see a customer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Through {
    /// One's own, a subordinate's, or by the scope of the company: may be changed.
    Ownership,
    /// Shared, to be changed.
    ShareToEdit,
    /// Shared, to be read.
    ShareToRead,
    /// It lies in a pool.
    Pool,
    /// It lies in the bin.
    Bin,
}

/// A customer with everything its card shows at the top.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Customer {
    /// The id.
    pub id: CustomerId,
    /// Grows by one with every change of a field.
    pub version: i64,
    /// Individual or enterprise.
    pub kind: CustomerKind,
    /// The text fields.
    #[serde(flatten)]
    pub details: CustomerDetails,
    /// The choices.
    pub choices: CustomerChoices,
    /// The fields the administrator has added, by key, as a form writes them.
    #[serde(default)]
    pub added: BTreeMap<String, String>,
    /// Where it stands.
    pub state: CustomerState,
    /// Who has it; in the bin, who had it.
    pub owner: Option<PersonId>,
    /// The owner's name.
    pub owner_name: Option<String>,
    /// The red label.
    pub hot: bool,
    /// Who may know of it.
    pub security: Security,
    /// 首次接触.
    pub first_contact: Option<NaiveDate>,
    /// When it was entered.
    pub created_at: Moment,
    /// When anything about it last changed, records included.
    pub updated_at: Moment,
    /// When the last record was written.
    pub last_record_at: Option<Moment>,
    /// The next open plan or visit.
    pub next_visit_at: Option<Moment>,
    /// Since when its owner has it, or the pool.
    pub owned_at: Moment,
    /// When the pool takes it back, should nothing happen.
    pub recycle_at: Option<Moment>,
    /// How the viewer comes to see it.
    pub through: Through,
}

/// A customer to be entered, with its first contacts.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct NewCustomer {
    /// Individual or enterprise.
    pub kind: CustomerKind,
    /// The text fields.
    #[serde(flatten)]
    pub details: CustomerDetails,
    /// The choices.
    pub choices: CustomerChoices,
    /// Added fields by key, as a form writes them.
    pub added: BTreeMap<String, String>,
    /// The red label.
    pub hot: bool,
    /// Who may know of it.
    pub security: Security,
    /// 首次接触.
    pub first_contact: Option<NaiveDate>,
    /// Who is to have it; the person who enters it when not given.
    pub owner: Option<PersonId>,
    /// It goes into the pool, and nobody has it.
    pub pool: bool,
    /// People to reach there.
    pub contacts: Vec<NewContact>,
    /// That others may be the same has been read.
    pub confirm: bool,
}

impl CustomerDetails {
    /// Trims every field and checks it.
    ///
    /// # Errors
    /// [`Problem::Invalid`] with each wrong field.
    pub fn check(mut self) -> Result<Self, Problem> {
        let mut errors = FieldErrors::default();
        for field in CustomerField::ALL {
            let trimmed = self.get(*field).trim().to_owned();
            if let Some(problem) = field.problem_with(&trimmed) {
                errors.add(field.key(), problem);
            }
            self.set(*field, trimmed);
        }
        if self.name.is_empty() {
            errors.add(CustomerField::Name.key(), FieldProblem::Required);
        }
        errors.into_result()?;
        Ok(self)
    }
}

/// A share of a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    /// With whom.
    pub person: PersonId,
    /// That person's name.
    pub name: String,
    /// To be changed, not only read.
    pub may_edit: bool,
    /// Until when.
    pub until: Option<Moment>,
    /// It has ended.
    pub over: bool,
    /// Who shared it.
    pub by: Option<String>,
    /// Since when.
    pub at: Moment,
}

/// How a customer in a list is shared. What the viewer was given counts more than what others were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShareMark {
    /// With others.
    WithOthers,
    /// With the viewer, to be read.
    ToRead,
    /// With the viewer, to be changed.
    ToEdit,
}

impl ShareMark {
    /// All.
    pub const ALL: [Self; 3] = [Self::WithOthers, Self::ToRead, Self::ToEdit];

    /// As a word of a cell.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::WithOthers => "shared",
            Self::ToRead => "shared_read",
            Self::ToEdit => "shared_edit",
        }
    }

    /// The one of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| mark.key() == key)
    }
}

/// How many customers each screen holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewCount {
    /// The screen.
    pub view: CustomerView,
    /// Customers in it.
    pub count: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_survives_the_address_bar() {
        let text = "view=pool&q=%E5%8D%8E&level=3,4&owner=7&kind=company&city=%E4%B8%8A%E6%B5%B7&first_contact_from=2026-01-01&hot=1&security=secret";
        let filter = CustomerFilter::parse(text);
        assert_eq!((filter.view, filter.on.len()), (CustomerView::Pool, 7));
        assert_eq!(CustomerFilter::parse(&filter.to_query()), filter);
    }

    #[test]
    fn a_customer_needs_a_name() {
        let nameless = CustomerDetails { mobile: "138".into(), name: "  ".into(), ..Default::default() };
        let Err(Problem::Invalid { fields }) = nameless.check() else { panic!("it was taken") };
        assert_eq!(fields.of("name"), Some(&FieldProblem::Required));
    }
}
