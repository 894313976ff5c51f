//! People who sign in, and the roles that say what they may do.
use crate::customer::Security;
use crate::{Lang, Moment, Permission, PersonId, RoleId, Scope, SessionId, Zone};
use serde::{Deserialize, Serialize};

/// What the browser knows of the person signed in: to greet, and to hide what would be refused.
/// The store never believes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// The id.
    pub id: PersonId,
    /// The sign-in name.
    pub login: String,
    /// The name.
    pub name: String,
    /// The language of the interface.
    pub lang: Lang,
    /// The person's time zone.
    pub zone: Zone,
    /// `light`, `dark`, or `auto`.
    pub theme: String,
    /// `comfortable` or `compact` rows.
    pub density: String,
    /// What the person's roles allow together.
    pub permissions: Vec<Permission>,
    /// The widest scope of the person's roles.
    pub scope: Scope,
}

impl Me {
    /// Whether a permission is held.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }
}

/// Someone who can sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// The id.
    pub id: PersonId,
    /// The sign-in name, unique whatever its case.
    pub login: String,
    /// The name.
    pub name: String,
    /// E-mail address, or blank.
    pub email: String,
    /// May not sign in.
    pub disabled: bool,
    /// The roles.
    pub roles: Vec<RoleId>,
    /// The most secret customers the person may know of.
    pub clearance: Security,
    /// How many customers the person may have; as many as the house allows when not given.
    pub most_customers: Option<i64>,
    /// When the person last did anything.
    pub last_seen: Option<Moment>,
}

/// A person to choose in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    /// The id.
    pub id: PersonId,
    /// The name.
    pub name: String,
    /// May not sign in any more.
    pub disabled: bool,
}

/// A person as the settings page sends it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PersonForm {
    /// The sign-in name.
    pub login: String,
    /// The name.
    pub name: String,
    /// E-mail address, or blank.
    pub email: String,
    /// A first password; blank leaves it as it is, and of a new person disabled.
    pub password: String,
    /// The roles.
    pub roles: Vec<RoleId>,
    /// The most secret customers the person may know of.
    pub clearance: Security,
    /// How many customers the person may have; as many as the house allows when not given.
    pub most_customers: Option<i64>,
}

/// A node of the role tree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Role {
    /// The id.
    pub id: RoleId,
    /// The role above; `None` under the company itself.
    pub parent: Option<RoleId>,
    /// The name.
    pub name: String,
    /// Whose rows it may see.
    pub scope: Scope,
    /// What it may do.
    pub permissions: Vec<Permission>,
    /// How many people have it.
    pub people: i64,
    /// The preset administrator: always allowed everything.
    pub preset: bool,
}

/// A role as the settings page sends it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RoleForm {
    /// The role above.
    pub parent: Option<RoleId>,
    /// The name.
    pub name: String,
    /// Whose rows it may see.
    pub scope: Scope,
    /// What it may do.
    pub permissions: Vec<Permission>,
}

/// What a person may read about themselves.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Account {
    /// The sign-in name.
    pub login: String,
    /// The name.
    pub name: String,
    /// E-mail address, or blank.
    pub email: String,
    /// The names of the roles.
    pub roles: Vec<String>,
    /// Since when there is such an account.
    pub since: Moment,
}

/// A signed-in device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The id.
    pub id: SessionId,
    /// The browser, as it calls itself.
    pub device: String,
    /// The address it came from.
    pub address: String,
    /// When it signed in.
    pub since: Moment,
    /// When it last asked for anything.
    pub seen: Moment,
    /// The one this request came with.
    pub this: bool,
}

/// An attempt to sign in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// When.
    pub at: Moment,
    /// The address it came from.
    pub address: String,
    /// The browser, as it calls itself.
    pub device: String,
    /// Whether the password was right.
    pub succeeded: bool,
}

/// A bearer token of the REST API, without its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiToken {
    /// The id.
    pub id: crate::TokenId,
    /// What it is for.
    pub name: String,
    /// Whose rights it carries.
    pub person_name: String,
    /// When it was made.
    pub since: Moment,
    /// When it was last used.
    pub seen: Option<Moment>,
}
