//! Customers: the card of one with its contacts, and entering one.
pub mod card;
mod contact_page;
mod fields;
mod form;
mod levels_page;
mod new_customer;
pub mod typed;

pub use card::CustomerPage;
pub use contact_page::ContactPage;
pub use levels_page::LevelsPage;
pub use new_customer::NewCustomerPage;
