//! People who sign in: the list, and one of them.
mod access;
pub mod api;
mod list_page;
mod password_form;
mod person_form;
mod person_page;
mod role_boxes;
mod rows;

pub use list_page::PeoplePage;
pub use person_page::PersonPage;
pub use rows::depth;
