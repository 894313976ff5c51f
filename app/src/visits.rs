//! The calendar: visits by day, and what can be done with one.
mod address;
pub mod api;
mod board;
mod cancel_form;
mod day_list;
mod feedback_form;
mod grid;
mod month;
mod month_cell;
mod move_form;
mod page;
mod toolbar;
mod visit_card;
mod visit_chip;
mod visit_detail;
mod visit_dialog;
mod visit_page;
mod words;

pub use feedback_form::FeedbackForm;
pub use page::CalendarPage;
pub use visit_card::state_label;
pub use visit_page::VisitPage;
pub use words::{day_words, span_words};
