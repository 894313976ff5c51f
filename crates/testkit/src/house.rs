//! A house: a database of its own for each story, with the people who work in it.
use crate::{Colleague, TestClock, postgres, sqlite};
use domain::choice::ChoiceKind;
use domain::lead::{Lead, LeadDetails, NewLead};
use domain::person::{PersonForm, Role, RoleForm};
use domain::{ChoiceId, Moment, Permission, RoleId, Scope};
use std::sync::Arc;
use store::{Options, Store};
use tempfile::TempDir;

/// What everybody signs in with.
pub const PASSWORD: &str = "orchid-lantern-42";

/// Which database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// SQLite, in a temporary folder.
    Sqlite,
    /// PostgreSQL, on the server of `CLEW_TEST_POSTGRES`.
    Postgres,
}

/// A fresh database, furnished, with one administrator.
#[derive(Clone)]
pub struct House {
    store: Store,
    clock: Arc<TestClock>,
    kind: Kind,
    database: Arc<str>,
    // Removed when the last clone goes.
    _folder: Option<Arc<TempDir>>,
}

pub(crate) fn options(database: &str) -> Options {
    Options { connections: 8, clock: Arc::new(TestClock::default()), ..Options::new(database) }
}

/// Makes a database what every house begins as.
pub(crate) async fn first_admin(options: Options) {
    let store = Store::open(options).await.expect("a new database opens");
    store.first_admin("admin", "系统管理员", PASSWORD).await.expect("the first administrator");
    store.close().await;
}

impl House {
    /// A house on one kind of database; `None` when there is no PostgreSQL and it may be missing.
    pub async fn build(kind: Kind) -> Option<Self> {
        let (database, folder) = match kind {
            Kind::Sqlite => {
                let (database, folder) = sqlite::build().await;
                (database, Some(Arc::new(folder)))
            }
            Kind::Postgres => (postgres::build(&postgres::server()?).await, None),
        };
        let clock = Arc::new(TestClock::default());
        let options = Options { clock: clock.clone(), ..options(&database) };
        let store = Store::open(options).await.expect("a copied database opens");
        Some(Self { store, clock, kind, database: database.into(), _folder: folder })
    }

    /// Closes the house; on PostgreSQL its database is dropped.
    pub async fn pull_down(self) {
        self.store.close().await;
        if self.kind == Kind::Postgres
            && let Some(server) = postgres::server()
        {
            postgres::drop(&server, &self.database).await;
        }
    }

    /// The store.
    #[must_use]
    pub const fn store(&self) -> &Store {
        &self.store
    }

    /// The clock of the house.
    #[must_use]
    pub fn clock(&self) -> &TestClock {
        &self.clock
    }

    /// What the clock shows.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.store.now()
    }

    /// Which database it stands on.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The address of the database, as the program takes it.
    #[must_use]
    pub fn database(&self) -> &str {
        &self.database
    }

    /// Opens the same database once more, as a second server (or a restart) would.
    pub async fn another_server(&self) -> Store {
        let options = Options { clock: self.clock.clone(), ..options(&self.database) };
        Store::open(options).await.expect("the database opens a second time")
    }

    /// The same database with one connection for a verb to use (on PostgreSQL another one listens).
    pub async fn one_connection(&self) -> Store {
        let connections = if self.kind == Kind::Postgres { 2 } else { 1 };
        let options = Options { clock: self.clock.clone(), connections, ..options(&self.database) };
        Store::open(options).await.expect("the database opens a second time")
    }

    /// The first administrator.
    pub async fn admin(&self) -> Colleague {
        Colleague::new(self.clone(), "admin").await
    }

    /// Someone who sells and sees what they own.
    pub async fn salesperson(&self, name: &str) -> Colleague {
        let role = self.role("销售员").await.id;
        self.person(name, role).await
    }

    /// Someone above all salespeople.
    pub async fn manager(&self, name: &str) -> Colleague {
        let role = self.role("销售经理").await.id;
        self.person(name, role).await
    }

    /// Someone above these people and nobody else: they get a role below the manager's own.
    pub async fn manager_of(&self, name: &str, people: &[&Colleague]) -> Colleague {
        let (manager, salesperson) = (self.role("销售经理").await, self.role("销售员").await);
        let above = self.add_role(&format!("{name} 经理"), None, &manager).await;
        let below = self.add_role(&format!("{name} 组员"), Some(above), &salesperson).await;
        for person in people {
            person.takes_roles(&[below]).await;
        }
        self.person(name, above).await
    }

    /// Someone with a role of their own that allows this and nothing else.
    pub async fn person_who_may(&self, name: &str, scope: Scope, may: &[Permission]) -> Colleague {
        let form =
            RoleForm { name: format!("{name} 岗位"), scope, permissions: may.to_vec(), parent: None };
        let role = self.admin().await.desk().await.roles().add(form).await.expect("a role");
        self.person(name, role).await
    }

    /// Someone with a role.
    pub async fn person(&self, name: &str, role: RoleId) -> Colleague {
        let desk = self.admin().await.desk().await;
        // Without a password: hashing one takes longer than most stories. `Colleague::session` sets it.
        let form =
            PersonForm { login: name.into(), name: name.into(), roles: vec![role], ..Default::default() };
        let id = desk.people().add(form).await.expect("a person");
        desk.people().set_disabled(id, false).await.expect("an enabled person");
        Colleague::new(self.clone(), name).await
    }

    /// A role by its name.
    pub async fn role(&self, name: &str) -> Role {
        let roles = self.admin().await.desk().await.roles().list().await.expect("the roles");
        roles.into_iter().find(|role| role.name == name).expect("a role of this name")
    }

    async fn add_role(&self, name: &str, parent: Option<RoleId>, like: &Role) -> RoleId {
        let permissions = like.permissions.clone();
        let form = RoleForm { parent, name: name.into(), scope: like.scope, permissions };
        self.admin().await.desk().await.roles().add(form).await.expect("a role")
    }

    /// A choice by its Chinese or English name.
    pub async fn choice(&self, kind: ChoiceKind, name: &str) -> ChoiceId {
        let all = self.admin().await.desk().await.choices().all().await.expect("the lists");
        let named = all.iter().find(|choice| {
            choice.kind == kind && (choice.name == name || choice.name_en.as_deref() == Some(name))
        });
        named.expect("a choice of this name").id
    }

    /// A status by its Chinese or English name.
    pub async fn status(&self, name: &str) -> ChoiceId {
        self.choice(ChoiceKind::Status, name).await
    }

    /// A lead nobody has.
    pub async fn pool_lead(&self, contact: &str) -> Lead {
        let details = LeadDetails { contact: contact.into(), ..LeadDetails::default() };
        let new = NewLead { details, ..NewLead::default() };
        self.admin().await.desk().await.leads().add(new).await.expect("a lead")
    }
}
