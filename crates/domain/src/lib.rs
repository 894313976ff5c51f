//! The words and the rules of Clew. No I/O: the browser and the server share it.
#![warn(missing_docs)]

pub mod approval;
pub mod attachment;
pub mod audit;
pub mod choice;
pub mod column;
pub mod contact;
pub mod custom;
pub mod customer;
pub mod edit;
pub mod error;
pub mod fields;
pub mod filter;
pub mod id;
pub mod import;
pub mod lang;
pub mod lead;
pub mod list;
pub mod live;
pub mod merge;
pub mod notice;
pub mod ownership;
pub mod permission;
pub mod person;
pub mod pool;
pub mod query;
pub mod record;
pub mod span;
pub mod subject;
pub mod tab;
pub mod time;
pub mod twin;
pub mod visit;
pub mod web;
pub mod why;

pub use error::{FieldError, FieldErrors, FieldProblem, Problem};
pub use id::*;
pub use lang::Lang;
pub use permission::{Permission, Scope};
pub use person::Me;
pub use subject::{About, Subject};
pub use time::{Clock, Moment, Zone};
