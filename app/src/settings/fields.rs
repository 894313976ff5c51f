//! Fields of one's own on leads, customers and contacts.
pub mod api;
mod form;
mod page;
mod row;
mod words;

pub use page::FieldsPage;
pub use words::field_kind_words;
