//! 通知: the bell, and the page of all of them.
pub mod api;
mod bell;
mod page;
mod words;

pub use bell::Bell;
pub use page::NoticesPage;
