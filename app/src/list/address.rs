//! The address of a list: everything that decides which rows are seen, so that it can be sent to others.
use domain::column::Column;
use domain::list::{PAGE, PAGE_MAX, Paging, Sort};
use domain::query;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// What the address of a list says, pair by pair.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Address {
    path: &'static str,
    pairs: Vec<(String, String)>,
}

impl Address {
    /// Reads a query string.
    #[must_use]
    pub fn read(path: &'static str, text: &str) -> Self {
        let pairs = query::pairs(text).into_iter().filter(|(_, value)| !value.is_empty()).collect();
        Self { path, pairs }
    }

    /// A value, when it is there.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.pairs.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// All pairs but some.
    #[must_use]
    pub fn but(&self, names: &[&str]) -> Vec<(String, String)> {
        self.pairs.iter().filter(|(name, _)| !names.contains(&name.as_str())).cloned().collect()
    }

    /// Only some of the pairs.
    #[must_use]
    pub fn only(&self, names: &[&str]) -> Self {
        let kept = self.pairs.iter().filter(|(name, _)| names.contains(&name.as_str()));
        Self { path: self.path, pairs: kept.cloned().collect() }
    }

    /// The address with another value, or without it; from the first page on.
    #[must_use]
    pub fn with(&self, name: &str, value: Option<&str>) -> Self {
        let mut pairs = self.but(&[name, "cursor"]);
        pairs.extend(value.map(|value| (name.to_owned(), value.to_owned())));
        Self { path: self.path, pairs }
    }

    /// The same rows, with one of them shown beside the list, or none.
    #[must_use]
    pub fn showing(&self, row: Option<i64>) -> Self {
        let mut pairs = self.but(&["open"]);
        pairs.extend(row.map(|row| ("open".to_owned(), row.to_string())));
        Self { path: self.path, pairs }
    }

    /// The row shown beside the list.
    #[must_use]
    pub fn shown(&self) -> Option<i64> {
        self.get("open").and_then(|row| row.parse().ok())
    }

    /// The query string.
    #[must_use]
    pub fn query(&self) -> String {
        query::write(self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }

    /// As a link.
    #[must_use]
    pub fn href(&self) -> String {
        href(self.path, &self.query())
    }

    /// How many rows to a page.
    #[must_use]
    pub fn limit(&self) -> u32 {
        limit(self.get("limit"))
    }
}

/// A path and what follows the question mark, if anything.
#[must_use]
pub fn href(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

fn limit(text: Option<&str>) -> u32 {
    text.and_then(|text| text.parse().ok()).map_or(PAGE, |limit: u32| limit.clamp(1, PAGE_MAX))
}

/// Which page of a list an address asks for.
#[must_use]
pub fn paging<C: Column>(query: &str, columns: &[(String, u16)]) -> Paging<C> {
    let address = Address::read("", query);
    Paging {
        sort: Sort::parse(address.get("sort").unwrap_or_default()),
        columns: columns.iter().filter_map(|(key, _)| C::from_key(key)).collect(),
        limit: address.limit(),
        cursor: address.get("cursor").map(str::to_owned),
        count: true,
    }
}

/// The address of the list in sight. It stands still while the browser is already on its way elsewhere.
#[must_use]
pub fn use_address(path: &'static str) -> Memo<Address> {
    let location = use_location();
    Memo::new(move |before: Option<&Address>| {
        let here = location.pathname.with(|now| now.trim_end_matches('/') == path);
        match before {
            Some(before) if !here => before.clone(),
            _ => location.search.with(|text| Address::read(path, text)),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::lead::LeadColumn;

    #[test]
    fn a_new_condition_starts_from_the_first_page_and_keeps_the_rest() {
        let address = Address::read("/leads", "tab=3&cursor=abc&sort=-updated_at&q=");
        assert_eq!(address.with("status", Some("1,2")).href(), "/leads?tab=3&sort=-updated_at&status=1,2");
        assert_eq!(address.with("tab", None).with("sort", None).href(), "/leads");
        assert_eq!(address.showing(Some(7)).href(), "/leads?tab=3&cursor=abc&sort=-updated_at&open=7");
    }

    #[test]
    fn nonsense_in_an_address_falls_back() {
        let paging: Paging<LeadColumn> = paging("limit=100000&sort=colour,-contact", &[]);
        assert_eq!((paging.limit, paging.sort.text().as_str()), (200, "-contact"));
    }
}
