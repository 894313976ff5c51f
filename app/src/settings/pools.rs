//! Pools of customers, and the rules by which customers go back.
pub mod api;
mod foreseen_page;
mod form;
mod levels;
mod page;
mod parameters;
mod pool_page;
mod rules;
mod words;

pub use foreseen_page::ForeseenPage;
pub use page::PoolsPage;
pub use pool_page::OnePoolPage;
pub use words::rule_said;
