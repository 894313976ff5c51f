//! Drop-down lists: of leads, of customers, and those they share.
pub mod api;
mod fields;
mod form;
mod groups;
mod merge_form;
mod names;
mod page;
mod row;

pub use form::colour_words;
pub use names::kind_words;
pub use page::ChoicesPage;
