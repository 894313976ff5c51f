//! The tabs of the work list, with counts that stay true.
use super::api::lead_tabs;
use crate::list::{Address, href, kept_true};
use crate::live::use_live;
use crate::start::{may, use_lang, use_me, use_now};
use crate::ui::{Icon, TabLink, TabStrip};
use domain::lead::TabCount;
use domain::tab::{Tab, TabRule};
use domain::{Permission, TabId};
use leptos::prelude::*;
use messages::t;

/// The strip. Without a tab in the address the whole work list is seen, which is the tab for all of it.
#[component]
pub fn LeadTabs(
    /// The address.
    address: Memo<Address>,
    /// The tabs as the page begins.
    tabs: Vec<Tab>,
    /// How many each holds.
    counts: Vec<TabCount>,
) -> impl IntoView {
    let lang = use_lang();
    let (live, me, now) = (use_live(), use_me(), use_now());
    let today = Memo::new(move |_| me.zone.day_of(now.get()));
    // Anything they depend on, and the beginning of a new day.
    let when = move || (live.leads().get(), live.mine().get(), live.settings().get(), today.get());
    let known = kept_true((tabs, counts), when, lead_tabs);
    let links = Memo::new(move |_| {
        let asked: Option<TabId> =
            address.with(|address| address.get("tab").and_then(|tab| tab.parse().ok()));
        known.with(|(tabs, counts)| {
            let link = |tab: &Tab| TabLink {
                href: address.with(|address| href("/leads", &tab_query(address, tab.id))),
                label: tab.label(lang).to_owned(),
                count: counts.iter().find(|count| count.tab == tab.id).map(|count| count.count),
                current: asked.map_or(tab.rule == TabRule::All, |asked| asked == tab.id),
            };
            tabs.iter().map(link).collect::<Vec<_>>()
        })
    });
    let add = may(Permission::ManageTabs).then(|| {
        let words = t!(lang, LeadsTabAdd);
        view! { <a class="tab tab-add" href="/settings/tabs" title=words aria-label=words>{Icon::Plus.draw()}</a> }
    });
    view! { <TabStrip tabs=links>{add}</TabStrip> }
}

/// A tab, in the order and with the page size in force. Conditions stay behind: the counts do not know them.
fn tab_query(address: &Address, tab: TabId) -> String {
    let kept = ["sort", "limit"].into_iter().filter_map(|name| Some((name, address.get(name)?.to_owned())));
    let pairs: Vec<_> = std::iter::once(("tab", tab.to_string())).chain(kept).collect();
    domain::query::write(pairs.iter().map(|(name, value)| (*name, value.as_str())))
}
