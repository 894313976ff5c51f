//! A person's desk: every verb starts here.
use crate::approvals::Approvals;
use crate::attachments::Attachments;
use crate::audit::AuditLog;
use crate::choices::Choices;
use crate::columns::Columns;
use crate::contacts::Contacts;
use crate::custom_fields::CustomFields;
use crate::customers::Customers;
use crate::db::{Db, Tx};
use crate::imports::Imports;
use crate::leads::Leads;
use crate::notices::Notices;
use crate::people::People;
use crate::pools::Pools;
use crate::record_fields::RecordFields;
use crate::records::Records;
use crate::roles::Roles;
use crate::sessions::Sessions;
use crate::tabs::Tabs;
use crate::tokens::Tokens;
use crate::visits::Visits;
use crate::{Result, Store, Viewer};
use domain::{Me, Moment};
use std::sync::Arc;

/// What one person can do, on the rows that person may see.
#[derive(Clone)]
pub struct Desk {
    pub(crate) store: Store,
    pub(crate) viewer: Arc<Viewer>,
}

macro_rules! drawers {
    ($($(#[doc = $doc:literal])* $name:ident -> $kind:ident),* $(,)?) => {
        impl Desk {
            $($(#[doc = $doc])*
            #[must_use]
            pub const fn $name(&self) -> $kind<'_> {
                $kind { desk: self }
            })*
        }
    };
}

drawers! {
    /// Leads.
    leads -> Leads,
    /// Customers.
    customers -> Customers,
    /// Contacts.
    contacts -> Contacts,
    /// Files kept with rows.
    attachments -> Attachments,
    /// Timelines.
    records -> Records,
    /// What records are asked for beside their text.
    record_fields -> RecordFields,
    /// Fields the administrator adds.
    fields -> CustomFields,
    /// The calendar.
    visits -> Visits,
    /// People who sign in.
    people -> People,
    /// The role tree.
    roles -> Roles,
    /// Pools of customers.
    pools -> Pools,
    /// Drop-down lists.
    choices -> Choices,
    /// Tabs of the work list.
    tabs -> Tabs,
    /// Columns the person has chosen.
    columns -> Columns,
    /// Bearer tokens of the REST API.
    tokens -> Tokens,
    /// My sessions, password and preferences.
    sessions -> Sessions,
    /// Imports.
    imports -> Imports,
    /// The audit log.
    audit -> AuditLog,
    /// Requests to be decided on.
    approvals -> Approvals,
    /// Notifications.
    notices -> Notices,
}

impl Desk {
    pub(crate) const fn new(store: Store, viewer: Arc<Viewer>) -> Self {
        Self { store, viewer }
    }

    /// Who sits here.
    #[must_use]
    pub fn viewer(&self) -> &Viewer {
        &self.viewer
    }

    /// The present moment.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.store.clock.now()
    }

    /// What the browser may know of the person.
    #[must_use]
    pub fn me(&self) -> Me {
        let viewer = &self.viewer;
        Me {
            id: viewer.person,
            login: viewer.login.clone(),
            name: viewer.name.clone(),
            lang: viewer.lang,
            zone: (*viewer.zone).clone(),
            theme: viewer.theme.clone(),
            density: viewer.density.clone(),
            permissions: viewer.permissions.clone(),
            scope: viewer.scope,
        }
    }

    /// The pool statements read from.
    pub(crate) fn db(&self) -> Db {
        self.store.db.clone()
    }

    pub(crate) async fn begin(&self) -> Result<Tx> {
        self.store.begin().await
    }
}
