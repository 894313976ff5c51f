//! People, roles, sessions, tokens, the audit log.
use super::{LangWord, PermissionWord, ScopeWord, SecurityWord};
use domain::audit::Audit;
use domain::customer::Security;
use domain::person::{
    Account, ApiToken, Me, Person, PersonForm, PersonName, Role, RoleForm, Session, SignIn,
};
use domain::{Lang, Moment, Permission, RoleId, Scope};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Whoever asks.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Me)]
pub struct MeShape {
    id: i64,
    login: String,
    name: String,
    #[schema(value_type = LangWord)]
    lang: Lang,
    /// IANA name of the time zone.
    zone: String,
    /// `light`, `dark` or `auto`.
    theme: String,
    /// `comfortable` or `compact`.
    density: String,
    #[schema(value_type = Vec<PermissionWord>)]
    permissions: Vec<Permission>,
    #[schema(value_type = ScopeWord)]
    scope: Scope,
}

impl From<Me> for MeShape {
    fn from(me: Me) -> Self {
        let Me { id, login, name, lang, zone, theme, density, permissions, scope } = me;
        Self { id: id.0, login, name, lang, zone: zone.name, theme, density, permissions, scope }
    }
}

/// What you may read about yourself.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Account)]
pub struct AccountShape {
    login: String,
    name: String,
    email: String,
    /// Names of roles.
    roles: Vec<String>,
    /// Since when there is the account.
    #[schema(value_type = String, format = DateTime)]
    since: Moment,
}

impl From<Account> for AccountShape {
    fn from(account: Account) -> Self {
        let Account { login, name, email, roles, since } = account;
        Self { login, name, email, roles, since }
    }
}

/// Someone who can sign in.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Person)]
pub struct PersonShape {
    id: i64,
    login: String,
    name: String,
    email: String,
    /// May not sign in.
    disabled: bool,
    /// Ids of roles.
    roles: Vec<i64>,
    /// The most secret customers the person may know of.
    #[schema(value_type = SecurityWord)]
    clearance: Security,
    /// How many customers the person may have; null for as many as the house allows.
    most_customers: Option<i64>,
    #[schema(value_type = Option<String>, format = DateTime)]
    last_seen: Option<Moment>,
}

impl From<Person> for PersonShape {
    fn from(person: Person) -> Self {
        let Person { id, login, name, email, disabled, roles, clearance, most_customers, last_seen } = person;
        let roles = numbers(roles);
        Self { id: id.0, login, name, email, disabled, roles, clearance, most_customers, last_seen }
    }
}

fn numbers(roles: Vec<RoleId>) -> Vec<i64> {
    roles.into_iter().map(i64::from).collect()
}

/// A person to choose.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = PersonName)]
pub struct PersonNameShape {
    id: i64,
    name: String,
    disabled: bool,
}

impl From<PersonName> for PersonNameShape {
    fn from(person: PersonName) -> Self {
        Self { id: person.id.0, name: person.name, disabled: person.disabled }
    }
}

/// A person to be added, or as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = PersonForm)]
#[serde(deny_unknown_fields)]
pub struct PersonInput {
    login: String,
    name: String,
    #[serde(default)]
    email: String,
    /// Blank leaves it as it is, and a new person disabled.
    #[serde(default)]
    password: String,
    /// Ids of roles.
    #[serde(default)]
    roles: Vec<i64>,
    /// The most secret customers the person may know of; `open` when not given.
    #[serde(default)]
    #[schema(value_type = SecurityWord)]
    clearance: Security,
    /// How many customers the person may have; as many as the house allows when not given.
    #[serde(default)]
    most_customers: Option<i64>,
}

impl From<PersonInput> for PersonForm {
    fn from(input: PersonInput) -> Self {
        let PersonInput { login, name, email, password, roles, clearance, most_customers } = input;
        let roles = roles.into_iter().map(RoleId).collect();
        Self { login, name, email, password, roles, clearance, most_customers }
    }
}

/// A node of the role tree.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Role)]
pub struct RoleShape {
    id: i64,
    /// The role above.
    parent: Option<i64>,
    name: String,
    #[schema(value_type = ScopeWord)]
    scope: Scope,
    #[schema(value_type = Vec<PermissionWord>)]
    permissions: Vec<Permission>,
    /// How many people have it.
    people: i64,
    /// The administrator's: always allowed everything.
    preset: bool,
}

impl From<Role> for RoleShape {
    fn from(role: Role) -> Self {
        let Role { id, parent, name, scope, permissions, people, preset } = role;
        Self { id: id.0, parent: parent.map(i64::from), name, scope, permissions, people, preset }
    }
}

/// A role to be added, or as it is to be.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = RoleForm)]
#[serde(deny_unknown_fields)]
pub struct RoleInput {
    /// The role above; null under the company itself.
    parent: Option<i64>,
    name: String,
    #[schema(value_type = ScopeWord)]
    scope: Scope,
    #[serde(default)]
    #[schema(value_type = Vec<PermissionWord>)]
    permissions: Vec<Permission>,
}

impl From<RoleInput> for RoleForm {
    fn from(input: RoleInput) -> Self {
        let RoleInput { parent, name, scope, permissions } = input;
        Self { parent: parent.map(RoleId), name, scope, permissions }
    }
}

/// A signed-in device of yours.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Session)]
pub struct SessionShape {
    id: i64,
    /// The browser, as it calls itself.
    device: String,
    address: String,
    #[schema(value_type = String, format = DateTime)]
    since: Moment,
    #[schema(value_type = String, format = DateTime)]
    seen: Moment,
    /// The one this request came with.
    this: bool,
}

impl From<Session> for SessionShape {
    fn from(session: Session) -> Self {
        let Session { id, device, address, since, seen, this } = session;
        Self { id: id.0, device, address, since, seen, this }
    }
}

/// An attempt to sign in with your name.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = SignIn)]
pub struct SignInShape {
    #[schema(value_type = String, format = DateTime)]
    at: Moment,
    address: String,
    device: String,
    /// Whether the password was right.
    succeeded: bool,
}

impl From<SignIn> for SignInShape {
    fn from(sign_in: SignIn) -> Self {
        let SignIn { at, address, device, succeeded } = sign_in;
        Self { at, address, device, succeeded }
    }
}

/// A bearer token, without its secret.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Token)]
pub struct TokenShape {
    id: i64,
    /// What it is for.
    name: String,
    /// The name of the person whose rights it carries.
    person: String,
    #[schema(value_type = String, format = DateTime)]
    since: Moment,
    #[schema(value_type = Option<String>, format = DateTime)]
    seen: Option<Moment>,
}

impl From<ApiToken> for TokenShape {
    fn from(token: ApiToken) -> Self {
        let ApiToken { id, name, person_name: person, since, seen } = token;
        Self { id: id.0, name, person, since, seen }
    }
}

/// An entry of the audit log.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Audit)]
pub struct AuditShape {
    id: i64,
    #[schema(value_type = String, format = DateTime)]
    at: Moment,
    /// The name of who did it; null for the product itself and for failed sign-ins.
    person: Option<String>,
    /// What, as `noun.verb`.
    #[schema(example = "lead.changed")]
    action: String,
    /// The kind of thing it was done to.
    subject: String,
    subject_id: Option<i64>,
    /// What changed: `{"contact":["old","new"]}`, or facts such as a row count.
    detail: serde_json::Value,
}

impl From<Audit> for AuditShape {
    fn from(audit: Audit) -> Self {
        let detail = serde_json::from_str(&audit.detail).unwrap_or_default();
        let Audit { id, at, person_name: person, action, subject, subject_id, .. } = audit;
        Self { id: id.0, at, person, action, subject, subject_id, detail }
    }
}
