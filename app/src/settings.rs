//! Where the product is set up: people, roles, pools, drop-down lists, tabs, tokens.
pub mod choices;
pub mod fields;
mod icon_link;
mod names;
pub mod people;
pub mod pools;
mod reorder;
pub mod roles;
pub mod tabs;
pub mod tokens;
mod words;

pub use choices::{colour_words, kind_words};
pub use fields::field_kind_words;
pub use roles::scope_words;
pub use tabs::{conditions, rule_words};

pub use crate::answer::{Answer, answer, on_done};
pub use crate::loaded::loaded;
pub use crate::refused::Refused;
pub use icon_link::IconLink;
pub use names::Names;
pub use reorder::{Grip, Reorder};
pub use words::Words;
