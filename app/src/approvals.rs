//! 审批: what waits for a decision, what was decided, and what one asked for.
pub mod api;
mod one;
mod page;

pub use one::ApprovalCard;
pub use page::ApprovalsPage;
