//! The audit log: who changed what.
mod actions;
pub mod api;
mod asked;
mod detail;
mod filters;
mod names;
mod page;
mod values;

pub use page::AuditPage;
