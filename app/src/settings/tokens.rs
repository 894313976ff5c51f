//! Bearer tokens of the REST API.
pub mod api;
mod made;
mod page;

pub use page::TokensPage;
