//! A person's own account.
pub mod api;
mod data;
mod devices;
mod history;
mod looks;
mod page;
mod password;
mod strength;

pub use page::AccountPage;
pub use strength::Strength;
