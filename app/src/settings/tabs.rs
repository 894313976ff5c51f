//! The tabs of the work list.
pub mod api;
mod condition;
mod form;
mod page;
mod row;
mod rule;

pub use condition::conditions;
pub use page::TabsPage;
pub use rule::rule_words;
