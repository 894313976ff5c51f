//! A row beside its list: enough to decide what to do next, without leaving the list.
use super::noun::Drawn;
use super::page::ListPage;
use super::{Address, Changed};
use crate::AppError;
use crate::live::{Heard, use_live};
use crate::loaded::awaited;
use crate::start::{use_lang, use_me};
use crate::ui::{Button, ProblemText, SidePanel, Timeline, TimelineEntry};
use domain::record::Record;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use messages::t;

/// As many records as one looks at before deciding.
pub const RECORDS: u32 = 5;

type Fetched<N> = Option<(i64, Result<<N as super::Noun>::Sheet, AppError>)>;

/// The panel; closed while the address names no row.
#[component]
pub fn ListPanel<N: Drawn>(page: ListPage<N>, acts: N::Acts) -> impl IntoView {
    let lang = use_lang();
    let (listing, go) = (page.listing, use_navigate());
    let shown = Memo::new(move |_| listing.address.with(Address::shown));
    let fetched: Resource<Fetched<N>> = Resource::new(
        move || shown.get(),
        |shown| async move {
            match shown {
                Some(id) => Some((id, N::sheet(id).await)),
                None => None,
            }
        },
    );
    use_live().listen(move |heard| {
        let Some(id) = shown.get_untracked() else { return };
        let concerned = match heard {
            Heard::Everything => true,
            Heard::Change(told) => N::changed(told).map(Changed::of).is_some_and(|changed| changed.has(id)),
        };
        if concerned {
            fetched.refetch();
        }
    });
    let show = StoredValue::new(move |id: Option<i64>| {
        let there = listing.address.with_untracked(|address| address.showing(id).href());
        go(&there, NavigateOptions { replace: true, scroll: false, ..Default::default() });
    });
    // j and k walk in the list, and the panel goes along.
    Effect::watch(
        move || listing.current.get(),
        move |current, _, _| {
            if shown.get_untracked().is_some() && current.is_some() && *current != shown.get_untracked() {
                show.with_value(|show| show(*current));
            }
        },
        false,
    );
    let step = move |step: i64| {
        let next = shown.get_untracked().and_then(|id| listing.beside(id, step));
        if next.is_some() {
            listing.current.set(next);
        }
    };
    let title = Signal::derive(move || {
        let row = |id: i64| {
            listing.rows.with(|rows| rows.iter().find(|row| row.id == id).map(|row| page.name_of(row)))
        };
        shown.get().and_then(row).unwrap_or_else(|| N::panel(lang).to_owned())
    });
    let href = Signal::derive(move || shown.get().map(|id| page.row_href(id)).unwrap_or_default());
    let inside = move || awaited(fetched, move || view! { <Inside page=page acts=acts fetched=fetched /> });
    view! {
        <SidePanel
            open=Signal::derive(move || shown.get().is_some())
            title=title
            href=href
            on_close=move || show.with_value(|show| show(None))
            on_step=step
        >
            {inside()}
        </SidePanel>
    }
}

/// What has been fetched, drawn anew for another row only.
#[component]
fn Inside<N: Drawn>(page: ListPage<N>, acts: N::Acts, fetched: Resource<Fetched<N>>) -> impl IntoView {
    let lang = page.lang;
    let got = Memo::new(move |_| fetched.get().flatten());
    move || {
        got.get().map(|(_, answer)| match answer {
            Ok(sheet) => N::draw_sheet(acts, sheet),
            Err(error) => view! {
                <ProblemText error=Some(error) />
                <Button on:click=move |_| fetched.refetch()>{t!(lang, CommonRetry)}</Button>
            }
            .into_any(),
        })
    }
}

/// The newest of a row's records.
#[component]
pub fn Latest(
    /// The records.
    records: Vec<Record>,
    /// What to say when there are none.
    none: &'static str,
) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let none = records.is_empty().then(|| view! { <p class="muted">{none}</p> });
    let one = move |record: Record| {
        let said = crate::row_page::said(lang, &me.zone, &record);
        view! {
            <TimelineEntry who=record.author_name what=said.what at=record.at icon=said.icon folded=!record.kind.is_written()>
                {said.body}
            </TimelineEntry>
        }
    };
    view! {
        <section class="panel-records">
            <h3>{t!(lang, LeadsPanelRecords)}</h3>
            {none}
            <Timeline>{records.into_iter().map(one).collect_view()}</Timeline>
        </section>
    }
}
