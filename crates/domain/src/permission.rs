//! What a role may do, and to which rows.
use serde::{Deserialize, Serialize};

macro_rules! permissions {
    ($($(#[doc = $doc:literal])* $name:ident = $key:literal),* $(,)?) => {
        /// One action on one kind of thing. A role holds a set of them.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Permission {
            $($(#[doc = $doc])* #[serde(rename = $key)] $name,)*
        }

        impl Permission {
            /// All, grouped by module, in the order they are shown.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// `module.action`, as stored and as shown to other systems.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// The permission of a key.
            #[must_use]
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$name),)* _ => None }
            }
        }
    };
}

permissions! {
    /// See leads in the role's scope, work list and query page.
    ViewLeads = "leads.view",
    /// Enter leads by hand or through the API.
    AddLeads = "leads.add",
    /// Change fields, write records, schedule visits.
    EditLeads = "leads.edit",
    /// See unclaimed leads and take them.
    ClaimLeads = "leads.claim",
    /// Give leads in scope, and unclaimed ones, to someone.
    AssignLeads = "leads.assign",
    /// End the tracking of a lead.
    FinishLeads = "leads.finish",
    /// Take a finished lead up again.
    ReopenLeads = "leads.reopen",
    /// Download leads as a file.
    ExportLeads = "leads.export",
    /// Bring leads in from a file.
    ImportLeads = "leads.import",
    /// See customers in the role's scope, those shared with one, and their contacts.
    ViewCustomers = "customers.view",
    /// Enter customers and contacts.
    AddCustomers = "customers.add",
    /// Change fields, contacts and attachments, write records, make plans.
    EditCustomers = "customers.edit",
    /// See the pools one belongs to and take customers from them.
    ClaimCustomers = "customers.claim",
    /// Give customers in scope, and those in a pool, to someone; put new ones straight into a pool.
    AssignCustomers = "customers.assign",
    /// Hand one's own customers on, or give them up to a pool.
    TransferCustomers = "customers.transfer",
    /// Let others see one's customers, or change them.
    ShareCustomers = "customers.share",
    /// Move customers to the bin.
    DeleteCustomers = "customers.delete",
    /// See the bin; restore, purge, or put into a pool what lies there.
    ManageBin = "customers.bin",
    /// Make one customer of two, and two again.
    MergeCustomers = "customers.merge",
    /// Decide on the level of customers in scope.
    ApproveLevels = "customers.levels",
    /// See all customers of the company, and delete useless ones.
    MonitorCustomers = "customers.monitor",
    /// Download customers and contacts as a file.
    ExportCustomers = "customers.export",
    /// Bring customers and contacts in from a file.
    ImportCustomers = "customers.import",
    /// Define pools, their members and their rules.
    ManagePools = "settings.pools",
    /// Add fields to leads, customers and contacts.
    ManageFields = "settings.fields",
    /// Define the tabs of the work list.
    ManageTabs = "settings.tabs",
    /// Edit the drop-down lists.
    ManageChoices = "settings.choices",
    /// Add, change, disable people.
    ManagePeople = "people.manage",
    /// Change the role tree and what each role may do.
    ManageRoles = "people.roles",
    /// Read the audit log.
    ViewAudit = "audit.view",
    /// Make bearer tokens for the REST API.
    ManageTokens = "api.tokens",
}

impl Permission {
    /// The part before the dot.
    #[must_use]
    pub fn module(self) -> &'static str {
        self.key().split('.').next().unwrap_or_default()
    }
}

/// Whose rows a role may see. A wider scope includes the narrower.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Only what I own.
    #[default]
    Own,
    /// And what people in the roles below mine own.
    Subordinates,
    /// Everything.
    Company,
}

impl Scope {
    /// All, narrowest first.
    pub const ALL: [Self; 3] = [Self::Own, Self::Subordinates, Self::Company];

    /// As stored.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Subordinates => "subordinates",
            Self::Company => "company",
        }
    }

    /// The scope of a key.
    #[must_use]
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.key() == key)
    }
}
