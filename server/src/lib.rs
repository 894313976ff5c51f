//! The `clew` program: command line, HTTP, REST API.
#![recursion_limit = "512"]

pub mod api;
pub mod cli;
pub mod export;
pub mod files;
pub mod http;
pub mod imports;
pub mod settings;
pub mod web;

pub use http::door;
pub use http::{Site, router};
pub use settings::Settings;
