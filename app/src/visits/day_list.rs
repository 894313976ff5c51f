//! The visits of a day, and of the days of an agenda.
use super::board::Board;
use super::visit_card::VisitCard;
use super::words::day_words;
use crate::ui::{Empty, Icon, LinkButton};
use chrono::NaiveDate;
use domain::visit::{Visit, VisitState};
use leptos::prelude::*;
use messages::t;

/// The visits of one day in sections: to be made, made, called off.
#[component]
pub fn DayList(
    /// The calendar.
    board: Board,
    /// The day.
    #[prop(into)]
    day: Signal<NaiveDate>,
) -> impl IntoView {
    let lang = board.lang;
    let visits = Memo::new(move |_| board.of_day(day.get()));
    let section = move |state: VisitState, words: &'static str| {
        let of_state = Memo::new(move |_| {
            visits.with(|visits| {
                visits.iter().filter(|visit| visit.state == state).cloned().collect::<Vec<_>>()
            })
        });
        let some = move || {
            (!of_state.read().is_empty()).then(|| {
                view! {
                    <section class="day-section">
                        <h3>{words} " " <span class="count">{move || of_state.read().len()}</span></h3>
                        <Cards board=board visits=of_state />
                    </section>
                }
            })
        };
        view! { {some} }
    };
    let none = move || visits.read().is_empty().then(|| view! { <Nothing /> });
    view! {
        <div class="day-list">
            {none}
            {section(VisitState::Open, t!(lang, CalendarOpen))}
            {section(VisitState::Done, t!(lang, CalendarDone))}
            {section(VisitState::Cancelled, t!(lang, CalendarCancelled))}
        </div>
    }
}

/// Says why there is nothing, and where visits come from.
#[component]
fn Nothing() -> impl IntoView {
    let lang = crate::start::use_lang();
    view! {
        <Empty icon=Icon::Calendar title=t!(lang, CalendarEmpty) why=t!(lang, CalendarEmptyWhy)>
            <LinkButton href="/leads" icon=Icon::Leads>{t!(lang, CalendarEmptyNext)}</LinkButton>
        </Empty>
    }
}

#[component]
fn Cards(board: Board, #[prop(into)] visits: Signal<Vec<Visit>>) -> impl IntoView {
    // A card is made anew when its visit changed.
    let key = |visit: &Visit| (visit.id, visit.starts_at, visit.state, visit.feedback.clone());
    view! {
        <For each=move || visits.get() key=key children=move |visit| view! { <VisitCard board=board visit=visit /> } />
    }
}

/// The days that have visits, one after the other.
#[component]
pub fn Agenda(
    /// The calendar.
    board: Board,
) -> impl IntoView {
    let lang = board.lang;
    let days = Memo::new(move |_| {
        let (from, to) = board.address.get().days();
        let filled = |day: &NaiveDate| !board.of_day(*day).is_empty();
        from.iter_days().take_while(|day| *day <= to).filter(filled).collect::<Vec<_>>()
    });
    let one = move |day: NaiveDate| {
        let visits = Memo::new(move |_| board.of_day(day));
        view! {
            <section class="agenda-day" class:today=move || board.today.get() == day>
                <h2>{day_words(lang, day)} " " <span class="count">{move || visits.read().len()}</span></h2>
                <div><Cards board=board visits=visits /></div>
            </section>
        }
    };
    view! {
        <div class="agenda">
            <For each=move || days.get() key=|day| *day children=one />
            {move || days.read().is_empty().then(|| view! { <Nothing /> })}
        </div>
    }
}
