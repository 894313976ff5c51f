//! What says that two rows are the same, and the rows a file may mean by it.
use crate::Result;
use crate::db::Run;
use crate::guard::Guarded;
use domain::import::ImportRules;
use sea_query::{Condition, Expr, ExprTrait, Order, Query};
use std::collections::{BTreeSet, HashMap};

/// Fewer digits than this name nobody.
const DIGITS_MIN: usize = 5;

/// What says that two rows of a noun are the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::imports) enum Key {
    ExternalId,
    Number,
    Mobile,
    Email,
    Name,
}

impl Key {
    pub(in crate::imports) fn of(rules: &ImportRules) -> Option<Self> {
        Some(match rules.match_key.as_str() {
            "external_id" => Self::ExternalId,
            "number" => Self::Number,
            "mobile" => Self::Mobile,
            "email" => Self::Email,
            "name" => Self::Name,
            _ => return None,
        })
    }

    pub(in crate::imports) const fn target(self) -> &'static str {
        match self {
            Self::ExternalId => "external_id",
            Self::Number => "number",
            Self::Mobile => "mobile",
            Self::Email => "email",
            Self::Name => "name",
        }
    }

    pub(in crate::imports) const fn column(self) -> &'static str {
        match self {
            Self::Email => "email_key",
            Self::Name => "name_key",
            _ => self.target(),
        }
    }

    /// The form in which two of them are compared.
    pub(in crate::imports) fn of_text(self, text: &str) -> Option<String> {
        let key = match self {
            Self::ExternalId | Self::Number => text.trim().to_owned(),
            Self::Email | Self::Name => words::fold(text),
            Self::Mobile => mobile(text),
        };
        Some(key).filter(|key| !key.is_empty())
    }

    /// What the column may hold where a file has this text.
    pub(in crate::imports) fn written(self, text: &str) -> Vec<String> {
        match self {
            Self::ExternalId | Self::Number => vec![text.to_owned()],
            Self::Email | Self::Name => vec![words::sort_key(text)],
            Self::Mobile => ways_to_write(text),
        }
    }
}

/// The digits, without the country's number of a Chinese mobile.
fn mobile(text: &str) -> String {
    let digits = words::digits(text);
    match digits.len() {
        0..DIGITS_MIN => words::fold(text),
        13 if digits.starts_with("861") => digits[2..].to_owned(),
        _ => digits,
    }
}

/// The column keeps numbers as people wrote them, so its index is asked for each way they do.
fn ways_to_write(text: &str) -> Vec<String> {
    let digits = mobile(text);
    let mut ways = BTreeSet::from([text.to_owned(), digits.clone()]);
    let groups = match digits.len() {
        11 => Some((3, 7)),
        10 => Some((3, 6)),
        _ => None,
    };
    if let Some((first, second)) = groups.filter(|_| digits.is_ascii()) {
        let parts = [&digits[..first], &digits[first..second], &digits[second..]];
        ways.extend([parts.join("-"), parts.join(" ")]);
    }
    if digits.len() == 11 {
        ways.extend(["86", "+86", "+86 ", "+86-"].map(|country| format!("{country}{digits}")));
    }
    ways.into_iter().collect()
}

/// The rows of a table that have one of these texts, the oldest first.
pub(super) async fn ids(
    on: &mut impl Run,
    table: &'static str,
    key: Key,
    texts: &[&str],
    more: Condition,
) -> Result<Vec<(i64, String)>> {
    let written: BTreeSet<String> = texts.iter().flat_map(|text| key.written(text)).collect();
    let mut select = Query::select();
    select
        .columns(["id", key.target()])
        .from(table)
        // The very text of the partial index: only then is it used.
        .and_where(Expr::col(key.column()).ne(Expr::cust("''")))
        .and_where(Expr::col(key.column()).is_in(written))
        .cond_where(more)
        .order_by("id", Order::Asc);
    on.all(Guarded::unrestricted(select, "what is there already must be known before it is added twice"))
        .await
}

/// What stands behind a key.
pub(super) enum There<E> {
    /// A row the importer may change.
    Mine(Box<E>),
    /// One the importer may not.
    NotYours,
}

/// Key → row.
pub(super) type Found<E> = HashMap<String, There<E>>;

/// What stands behind each key. Of several rows with one key the importer's own comes first, then the oldest.
pub(super) fn behind<E>(key: Key, ids: Vec<(i64, String)>, mut mine: HashMap<i64, E>) -> Found<E> {
    let mut found = Found::new();
    for (id, text) in ids {
        let Some(text) = key.of_text(&text) else { continue };
        match (mine.remove(&id), found.get(&text)) {
            (_, Some(There::Mine(_))) => {}
            (Some(existing), _) => drop(found.insert(text, There::Mine(Box::new(existing)))),
            (None, _) => drop(found.insert(text, There::NotYours)),
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mobile_is_the_same_however_it_is_written() {
        for text in ["13800138000", "138-0013-8000", "+86 138 0013 8000", "138 0013 8000", "86-13800138000"] {
            assert_eq!(Key::Mobile.of_text(text).as_deref(), Some("13800138000"), "{text}");
        }
        let ways = ways_to_write("+86 138 0013 8000");
        for way in ["+86 138 0013 8000", "13800138000", "138-0013-8000", "+8613800138000"] {
            assert!(ways.iter().any(|written| written == way), "{way}");
        }
        assert_eq!(Key::Mobile.of_text("n/a").as_deref(), Some("n/a"));
        assert_eq!(Key::Mobile.of_text(" "), None);
    }
}
