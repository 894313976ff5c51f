//! The list a row was opened from, so that one can step through it and find the way back.
use domain::column::Column;
use domain::filter::Filter;
use domain::list::Sort;
use domain::{About, query};
use serde::{Deserialize, Serialize};

/// The query of a list, its view included. Blank when the row was opened from elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CameFrom(pub String);

impl CameFrom {
    /// Of the address of a row's page.
    #[must_use]
    pub fn read(search: &str) -> Self {
        let from = query::pairs(search).into_iter().find(|(name, _)| name == "from");
        Self(from.map(|(_, text)| text).unwrap_or_default())
    }

    /// Whether there is such a list.
    #[must_use]
    pub fn is_known(&self) -> bool {
        !self.0.is_empty()
    }

    /// What the list shows.
    #[must_use]
    pub fn filter<C: Column>(&self) -> Filter<C> {
        Filter::parse(&self.0)
    }

    /// Its order.
    #[must_use]
    pub fn sort<C: Column>(&self) -> Sort<C> {
        let sort = query::pairs(&self.0).into_iter().find(|(name, _)| name == "sort");
        sort.map_or_else(|| Sort(Vec::new()), |(_, text)| Sort::parse(&text))
    }

    /// The way back to it. Where the view says which list it was, `path` is that list's address and the view is not
    /// written.
    #[must_use]
    pub fn list(&self, path: &str, with_view: bool) -> String {
        let mut pairs = query::pairs(&self.0);
        pairs.retain(|(name, _)| with_view || name != "view");
        href(path, &query::write(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))))
    }

    /// The page of a row of the list.
    #[must_use]
    pub fn page(&self, row: impl Into<About>) -> String {
        let from = [("from", self.0.as_str())].into_iter().filter(|_| self.is_known());
        href(&row.into().path(), &query::write(from))
    }
}

fn href(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::LeadId;
    use domain::lead::{LeadColumn, LeadView};

    #[test]
    fn the_way_back_is_the_list_as_it_was() {
        let list = "view=pool&q=%E5%BC%A0&sort=-updated_at";
        let from = CameFrom::read(&query::write([("from", list)]));
        assert_eq!(from.list("/leads/pool", false), "/leads/pool?q=%E5%BC%A0&sort=-updated_at");
        assert_eq!(from.list("/customers", true), "/customers?view=pool&q=%E5%BC%A0&sort=-updated_at");
        assert_eq!(from.sort::<LeadColumn>().text(), "-updated_at");
        assert_eq!(from.filter::<LeadColumn>().view, LeadView::Pool);
        assert_eq!(CameFrom::read(from.page(LeadId(7)).split_once('?').unwrap().1), from);
    }

    #[test]
    fn from_nowhere_one_goes_to_the_list_itself() {
        let from = CameFrom::read("");
        assert_eq!(
            (from.list("/leads", false).as_str(), from.page(LeadId(7)).as_str()),
            ("/leads", "/leads/7")
        );
    }
}
