//! A condition on a time: days by the viewer's clock, or none at all.
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The value that asks for rows without a time.
pub const NONE: &str = "none";

/// Days, both ends among them; all that is given holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Span {
    /// On this day or later.
    pub from: Option<NaiveDate>,
    /// On this day or earlier.
    pub to: Option<NaiveDate>,
    /// There is no such time.
    pub blank: bool,
}

impl Span {
    /// Whether nothing is asked.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
