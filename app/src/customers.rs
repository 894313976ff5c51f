//! Customers: the card of one with its contacts, and entering one.
pub mod card;
mod contact_page;
mod fields;
mod form;
mod new_customer;
pub mod typed;

pub use card::CustomerPage;
pub use contact_page::ContactPage;
pub use new_customer::NewCustomerPage;
