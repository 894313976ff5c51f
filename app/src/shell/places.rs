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
    /// Any of these.
    needs: &'static [Permission],
}

const fn place(href: &'static str, label: &'static str, icon: Icon, needs: &'static [Permission]) -> Place {
    Place { href, label, icon, needs }
}

/// What stands under the thumb, where there is room for five.
const THUMB: [&str; 5] = ["/leads", "/leads/pool", "/customers", "/contacts", "/calendar"];

fn all_work(lang: Lang) -> [Place; 7] {
    use Permission as P;
    [
        place("/leads", t!(lang, NavLeads), Icon::Leads, &[P::ViewLeads]),
        place("/leads/query", t!(lang, NavQuery), Icon::Query, &[P::ViewLeads]),
        place("/leads/pool", t!(lang, NavPool), Icon::Pool, &[P::ClaimLeads]),
        place("/customers", t!(lang, NavCustomers), Icon::Company, &[P::ViewCustomers]),
        place("/contacts", t!(lang, NavContacts), Icon::Person, &[P::ViewCustomers]),
        place("/calendar", t!(lang, NavCalendar), Icon::Calendar, &[P::ViewLeads, P::ViewCustomers]),
        place("/import", t!(lang, NavImport), Icon::Import, &[P::ImportLeads, P::ImportCustomers]),
    ]
}

fn all_settings(lang: Lang) -> [Place; 8] {
    use Permission as P;
    [
        place("/settings/people", t!(lang, NavPeople), Icon::People, &[P::ManagePeople]),
        place("/settings/roles", t!(lang, NavRoles), Icon::Roles, &[P::ManageRoles]),
        place("/settings/choices/status", t!(lang, NavChoices), Icon::Choices, &[P::ManageChoices]),
        place("/settings/fields", t!(lang, NavFields), Icon::Columns, &[P::ManageFields]),
        place("/settings/pools", t!(lang, NavPools), Icon::Pool, &[P::ManagePools]),
        place("/settings/tabs", t!(lang, NavTabs), Icon::Tabs, &[P::ManageTabs]),
        place("/settings/tokens", t!(lang, NavTokens), Icon::Tokens, &[P::ManageTokens]),
        place("/audit", t!(lang, NavAudit), Icon::Audit, &[P::ViewAudit]),
    ]
}

fn allowed<const N: usize>(places: [Place; N], me: &Me) -> Vec<Place> {
    places.into_iter().filter(|place| place.needs.iter().any(|needs| me.may(*needs))).collect()
}

/// Where the work is done.
pub fn work() -> Vec<Place> {
    allowed(all_work(use_lang()), &use_me())
}

/// On a phone: what stands under the thumb, and what stands in the person's menu.
pub fn on_a_phone() -> (Vec<Place>, Vec<Place>) {
    work().into_iter().partition(|place| THUMB.contains(&place.href))
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
