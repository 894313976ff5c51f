//! Where one can go, and what one must be allowed to go there.
use crate::start::{use_lang, use_me};
use crate::ui::Icon;
use domain::{Lang, Me, Permission};
use messages::t;

/// A place of the rail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    pub href: &'static str,
    pub label: &'static str,
    pub icon: Icon,
    needs: Option<Permission>,
}

fn place(href: &'static str, label: &'static str, icon: Icon, needs: Option<Permission>) -> Place {
    Place { href, label, icon, needs }
}

fn all_work(lang: Lang) -> [Place; 5] {
    use Permission as P;
    [
        place("/leads", t!(lang, NavLeads), Icon::Leads, Some(P::ViewLeads)),
        place("/leads/query", t!(lang, NavQuery), Icon::Query, Some(P::ViewLeads)),
        place("/leads/pool", t!(lang, NavPool), Icon::Pool, Some(P::ClaimLeads)),
        place("/calendar", t!(lang, NavCalendar), Icon::Calendar, Some(P::ViewLeads)),
        place("/import", t!(lang, NavImport), Icon::Import, Some(P::ImportLeads)),
    ]
}

fn all_settings(lang: Lang) -> [Place; 7] {
    use Permission as P;
    [
        place("/settings/people", t!(lang, NavPeople), Icon::People, Some(P::ManagePeople)),
        place("/settings/roles", t!(lang, NavRoles), Icon::Roles, Some(P::ManageRoles)),
        place("/settings/choices/status", t!(lang, NavChoices), Icon::Choices, Some(P::ManageChoices)),
        place("/settings/pools", t!(lang, NavPools), Icon::Pool, Some(P::ManagePools)),
        place("/settings/tabs", t!(lang, NavTabs), Icon::Tabs, Some(P::ManageTabs)),
        place("/settings/tokens", t!(lang, NavTokens), Icon::Tokens, Some(P::ManageTokens)),
        place("/audit", t!(lang, NavAudit), Icon::Audit, Some(P::ViewAudit)),
    ]
}

fn allowed<const N: usize>(places: [Place; N], me: &Me) -> Vec<Place> {
    places.into_iter().filter(|place| place.needs.is_none_or(|needs| me.may(needs))).collect()
}

/// Where the work is done.
pub fn work() -> Vec<Place> {
    allowed(all_work(use_lang()), &use_me())
}

/// Where the product is set up.
pub fn settings() -> Vec<Place> {
    allowed(all_settings(use_lang()), &use_me())
}

/// Which place an address belongs to: the longest that begins it.
pub fn present(places: &[Place], path: &str) -> Option<&'static str> {
    let section = |href: &str| href.strip_suffix("/status").unwrap_or(href).len();
    let inside = |place: &&Place| {
        let base = &place.href[..section(place.href)];
        path.strip_prefix(base).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    places.iter().filter(inside).max_by_key(|place| section(place.href)).map(|place| place.href)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_belongs_to_the_nearest_place() {
        let places = [&all_work(Lang::Zh)[..], &all_settings(Lang::Zh)[..]].concat();
        let belongs = |path| present(&places, path);
        assert_eq!(belongs("/leads/7"), Some("/leads"));
        assert_eq!(belongs("/leads/query"), Some("/leads/query"));
        assert_eq!(belongs("/settings/choices/source"), Some("/settings/choices/status"));
        assert_eq!(belongs("/leadsman"), None);
    }
}
