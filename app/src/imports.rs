//! Imports: upload, map, rules, dry run, run, result.
pub mod api;
mod asked;
mod busy;
mod columns;
mod done;
mod findings;
mod glance;
mod list_page;
mod page;
mod rows;
mod rules;
mod set_up;
mod source;
mod steps;
mod tiles;
mod undo;
mod upload;

pub use list_page::ImportsPage;
pub use page::ImportPage;
