//! Customers: their lists, the verbs, the card of one with its contacts, and entering one.
pub mod api;
pub mod card;
mod contact_page;
mod fields;
mod form;
mod levels_page;
pub mod lists;
mod new_customer;
pub mod twins;
pub mod typed;
pub mod verbs;

pub use card::CustomerPage;
pub use contact_page::{ContactPage, there};
pub use levels_page::LevelsPage;
pub use lists::{CustomerQueryPage, CustomersPage};
pub use new_customer::NewCustomerPage;
pub use twins::{DuplicatesPage, MergePage};
