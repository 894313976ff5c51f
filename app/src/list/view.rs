//! A list, once its first rows are here: title, tabs, filters, table, pager, bar and panel.
use super::bar::VerbBar;
use super::chooser::Chooser;
use super::empty::EmptyList;
use super::export::ExportMenu;
use super::filter_bar::FilterChips;
use super::filter_panel::FilterPanel;
use super::noun::Drawn;
use super::page::{Given, ListPage};
use super::panel::ListPanel;
use super::table::ListTable;
use super::{Address, Changed, Listing, is_near_the_end};
use crate::live::{Heard, use_live};
use crate::start::use_lang;
use crate::ui::{Button, Icon, IconButton, ListFrame, Pager, ProblemText, SearchBox, Selection};
use domain::live::Signal as Told;
use leptos::prelude::*;
use messages::t;

/// All of it.
#[component]
pub fn ListView<N: Drawn>(list: N, address: Memo<Address>, given: Given<N>) -> impl IntoView {
    let lang = use_lang();
    let tabs = given.tabs.clone();
    let page = ListPage::new(list, address, given);
    let (listing, acts) = (page.listing, N::acts(page));
    follow(page);
    let choosing = RwSignal::new(false);
    let keep = Signal::derive(move || address.with(|address| address.but(&["q", "cursor", "open"])));
    let filters = move || {
        view! {
            <SearchBox action=list.path() placeholder=N::search_hint(lang) keep=keep />
            <FilterPanel page=page />
            <FilterChips page=page />
        }
    };
    let tools = move || {
        view! {
            <span class="wide-only awake-only">
                <IconButton icon=Icon::Columns name=t!(lang, LeadsColumns) on:click=move |_| choosing.set(true) />
            </span>
        }
    };
    let scrolled = move |event| {
        if is_near_the_end(&event) {
            listing.more();
        }
    };
    let actions = move || view! { <ExportMenu page=page /> {N::actions(page)} };
    view! {
        <div class="list-page" on:scroll:capture=scrolled>
            <ListFrame
                title=Signal::derive(move || page.title().to_owned())
                count=listing.count
                actions=actions
                tabs=move || N::strip(page, tabs.clone())
                filters=filters
                tools=tools
                pager=move || view! { <ListPager listing=listing /> }
                bar=move || view! { <VerbBar page=page acts=acts /> }
                panel=move || view! { <ListPanel page=page acts=acts /> }
            >
                <Body page=page acts=acts />
            </ListFrame>
            {N::dialogs(acts)}
            <Chooser page=page open=choosing />
        </div>
    }
}

/// Others change rows: what is seen here follows.
fn follow<N: Drawn>(page: ListPage<N>) {
    let listing = page.listing;
    // What was chosen under other conditions may not even be in sight.
    Effect::watch(move || page.query.get(), move |_, _, _| listing.selection.update(Selection::clear), false);
    use_live().listen(move |heard| {
        let changed = match heard {
            Heard::Everything | Heard::Change(Told::Settings | Told::Mine { .. }) => Some(Changed::Any),
            Heard::Change(told) => N::changed(told).map(Changed::of),
        };
        if let Some(changed) = changed {
            listing.follow(changed);
        }
    });
}

/// The table, or what stands in for it.
#[component]
fn Body<N: Drawn>(page: ListPage<N>, acts: N::Acts) -> impl IntoView {
    let (lang, listing) = (use_lang(), page.listing);
    let empty = Memo::new(move |_| listing.rows.with(Vec::is_empty) && listing.problem.with(Option::is_none));
    let refused = Memo::new(move |_| listing.problem.with(Option::is_some));
    let problem = move || {
        view! {
            <div class="list-problem">
                <ProblemText error=listing.problem />
                <Button on:click=move |_| listing.load()>{t!(lang, CommonRetry)}</Button>
            </div>
        }
    };
    view! {
        <div class="list-rows" aria-busy=move || listing.pending.get().to_string()>
            <Show when=move || refused.get()>{problem}</Show>
            <Show when=move || !empty.get() fallback=move || view! { <EmptyList page=page /> }>
                <ListTable page=page acts=acts />
            </Show>
        </div>
    }
}

#[component]
fn ListPager(listing: Listing) -> impl IntoView {
    let address = listing.address;
    let to = move |cursor: Option<&str>| address.with(|address| address.with("cursor", cursor).href());
    let next = Signal::derive(move || listing.next.get().map(|next| to(Some(&next))));
    let later = move || address.with(|address| address.get("cursor").is_some());
    let first = Signal::derive(move || later().then(|| to(None)));
    let sized =
        move |size: u32| address.with(|address| address.with("limit", Some(&size.to_string())).href());
    view! {
        <Pager
            shown=Signal::derive(move || listing.rows.with(Vec::len))
            total=listing.count
            next=next
            first=first
            on_more=move || listing.more()
            pending=listing.adding
            size=Signal::derive(move || address.with(Address::limit))
            size_href=sized
        />
    }
}
