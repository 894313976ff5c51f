//! Who is looking. Made from a session or a token only, so that it can not be forged.
use domain::{Lang, Permission, PersonId, Problem, RoleId, Scope, Zone};
use sea_query::{Expr, ExprTrait, SelectStatement, SimpleExpr};
use std::sync::Arc;

/// Ids of people begin at one.
const NOBODY: PersonId = PersonId(0);

/// The person a request is made by, with what the person's roles allow.
#[derive(Debug, Clone)]
pub struct Viewer {
    pub(crate) person: PersonId,
    pub(crate) name: String,
    pub(crate) login: String,
    pub(crate) roles: Vec<RoleId>,
    pub(crate) permissions: Vec<Permission>,
    pub(crate) scope: Scope,
    /// How secret the rows may be: see [`domain::customer::Security`].
    pub(crate) clearance: i64,
    /// When the viewer came to the desk: what has ended by then is not seen.
    pub(crate) at: domain::Moment,
    /// On SQLite: rows are tried one by one in the order of a list, and no condition on where they stand may draw an
    /// index of its own. Changes how rows are come by, not which.
    pub(crate) walks: bool,
    pub(crate) lang: Lang,
    pub(crate) theme: String,
    pub(crate) density: String,
    pub(crate) zone: Arc<Zone>,
    /// The session or token, so that a person's own can be told from the others.
    pub(crate) session: Option<domain::SessionId>,
}

impl Viewer {
    /// The person's id.
    #[must_use]
    pub const fn person(&self) -> PersonId {
        self.person
    }

    /// The person's language.
    #[must_use]
    pub const fn lang(&self) -> Lang {
        self.lang
    }

    /// The person's time zone.
    #[must_use]
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Whether a permission is held.
    #[must_use]
    pub fn may(&self, permission: Permission) -> bool {
        self.permissions.contains(&permission)
    }

    /// A column that says where a row stands.
    pub(crate) fn place(&self, table: &'static str, column: &'static str) -> SimpleExpr {
        if self.walks { Expr::cust(format!(r#"+"{table}"."{column}""#)) } else { Expr::col((table, column)) }
    }

    /// That a row of another table is there. Where rows are tried one by one it is looked up one by one, too: of an
    /// `EXISTS` SQLite makes a join, and reads the whole other table first to know what it need not look up.
    pub(crate) fn there(&self, row: SelectStatement) -> SimpleExpr {
        if self.walks { Expr::SubQuery(None, Box::new(row.into())).is_not_null() } else { Expr::exists(row) }
    }

    /// Whether the viewer may know of rows that are so secret.
    pub(crate) fn is_cleared(&self, security: domain::customer::Security) -> bool {
        security.rank() <= self.clearance
    }

    /// The house itself: what is done by rules, nobody does. It may nothing by itself.
    pub(crate) fn house(at: domain::Moment) -> Self {
        Self {
            person: NOBODY,
            name: String::new(),
            login: String::new(),
            roles: Vec::new(),
            permissions: Vec::new(),
            scope: Scope::Own,
            clearance: 0,
            at,
            walks: false,
            lang: Lang::default(),
            theme: String::new(),
            density: String::new(),
            zone: Arc::default(),
            session: None,
        }
    }

    /// Who does what is done here; nobody when it is the house.
    pub(crate) fn by(&self) -> Option<PersonId> {
        (self.person != NOBODY).then_some(self.person)
    }

    pub(crate) fn require(&self, permission: Permission) -> Result<(), Problem> {
        if self.may(permission) { Ok(()) } else { Err(Problem::Forbidden { permission }) }
    }
}
