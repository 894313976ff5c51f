//! The only crate that knows SQL.
//!
//! Everything starts from the person: [`Store::desk`] takes a [`Viewer`], and each verb of a desk works on
//! the rows that viewer may see. Nothing that runs SQL leaves the crate.
#![warn(missing_docs)]

mod account;
mod approvals;
mod audit;
mod bulk;
mod changes;
mod check;
mod choices;
mod columns;
mod contacts;
mod custom;
mod customers;
mod db;
mod desk;
mod dialect;
mod edit;
mod error;
mod fields;
mod furnish;
mod guard;
mod idempotency;
mod imports;
mod leads;
mod list;
mod live;
mod notices;
mod open;
mod owners;
mod ownership;
mod passwords;
mod people;
mod pools;
mod record_fields;
mod records;
mod roles;
mod search;
mod sessions;
mod settings;
mod subject;
mod tabs;
mod tokens;
mod verbs;
mod viewer;
mod visits;
mod why;
mod zones;

pub use approvals::Approvals;
pub use audit::AuditLog;
pub use check::Finding;
pub use choices::Choices;
pub use columns::Columns;
pub use contacts::Contacts;
pub use customers::Customers;
pub use desk::Desk;
pub use error::{Error, Result};
pub use idempotency::Once;
pub use imports::{CallParts, FileRow, ImportJob, Imports, Look, Reading};
pub use leads::Leads;
pub use list::Export;
pub use live::Live;
pub use notices::Notices;
pub use open::{Options, Store, SystemClock};
pub use people::People;
pub use pools::{Pools, Recycled};
pub use record_fields::RecordFields;
pub use records::Records;
pub use roles::Roles;
pub use sessions::{Entrance, Sessions, SignedIn};
pub use tabs::Tabs;
pub use tokens::Tokens;
pub use viewer::Viewer;
pub use visits::Visits;
pub use zones::zone_names;
