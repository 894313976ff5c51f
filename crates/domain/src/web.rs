//! 网络资讯: what was found about a customer on the web; and addresses on it.
use crate::{Moment, WebItemId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WebItem {
    /// The id.
    pub id: WebItemId,
    /// What it is called.
    pub title: String,
    /// Where it is; blank when there is nothing to open.
    pub link: String,
    /// The day it is of.
    pub day: Option<NaiveDate>,
    /// What it means for us.
    pub note: String,
    /// Who noted it.
    pub by: Option<String>,
    /// When it was noted.
    pub at: Moment,
}

/// What the form of a find sends.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct WebItemForm {
    /// What it is called.
    pub title: String,
    /// Where it is; may be blank.
    pub link: String,
    /// The day it is of, as `2026-11-22`; may be blank.
    pub day: String,
    /// What it means for us.
    pub note: String,
}

/// Where a text leads on the web, if it is an address there. Nothing but the web: a text from outside must not
/// become a script.
#[must_use]
pub fn address(text: &str) -> Option<String> {
    let text = text.trim();
    let whole = text.starts_with("https://") || text.starts_with("http://");
    let bare = !text.contains(':') && text.contains('.') && !text.contains(char::is_whitespace);
    if whole { Some(text.to_owned()) } else { bare.then(|| format!("https://{text}")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_becomes_a_link() {
        assert_eq!(address(" example.com/a "), Some("https://example.com/a".to_owned()));
        assert_eq!(address("http://example.com"), Some("http://example.com".to_owned()));
        assert_eq!(address("javascript:alert(1)"), None);
        assert_eq!(address("not an address"), None);
    }
}
