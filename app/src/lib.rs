//! What people see: pages, the pieces they are made of, and the server functions behind them.
#![recursion_limit = "512"]

pub mod account;
pub mod added;
pub mod answer;
pub mod approvals;
pub mod audit;
pub mod contacts;
pub mod customers;
pub mod error;
pub mod imports;
pub mod leads;
pub mod list;
pub mod live;
pub mod loaded;
pub mod notices;
pub mod prefs;
pub mod refused;
pub mod routes;
pub mod row_page;
pub mod session_api;
pub mod settings;
pub mod setup;
pub mod shell;
pub mod sign_in;
pub mod start;
pub mod ui;
pub mod visits;

// The one place where the two halves part: here a request becomes a desk.
#[cfg(feature = "ssr")]
pub mod desk;

pub use error::AppError;
pub use shell::{App, written_page};
