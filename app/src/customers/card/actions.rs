//! What can be done with the customer now, by where it stands and by what the viewer may.
use super::opened::Opened;
use crate::list::{ScheduleDialog, ScheduleForm, Target};
use crate::row_page::Compose;
use crate::ui::{Button, Icon};
use domain::list::Done;
use leptos::prelude::*;
use messages::t;

/// The buttons, and the dialogs behind them.
#[component]
pub fn Actions(opened: Opened) -> impl IntoView {
    let fits = Memo::new(move |_| opened.is_tracked() && opened.may_change.get());
    let write = move || fits.get().then(|| view! { <Write opened=opened /> });
    let plan = RwSignal::new(None::<Target>);
    let schedule = move || {
        let open = move |_| plan.set(Some(opened.target()));
        fits.get().then(|| {
            view! { <span class="awake-only"><Button icon=Icon::Schedule on:click=open>{t!(opened.lang, LeadsSchedule)}</Button></span> }
        })
    };
    view! {
        <div class="lead-actions">{write} {schedule}</div>
        <ScheduleDialog chosen=plan on_done=move |_: Done| opened.refetch() />
    }
}

/// Leads to the composer.
#[component]
fn Write(opened: Opened) -> impl IntoView {
    let write = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        opened.compose.set(Compose::Write);
    };
    view! {
        <a class="button primary" href="#process-form" rel="external" on:click=write>
            {Icon::Process.draw()} <span>{t!(opened.lang, CustomerWrite)}</span>
        </a>
    }
}

/// The way to plan what comes next: where no script runs, the form itself.
#[component]
pub fn Schedule(opened: Opened) -> impl IntoView {
    let awake = RwSignal::new(false);
    Effect::new(move || awake.set(true));
    let fits = Memo::new(move |_| opened.is_tracked() && opened.may_change.get());
    let plan = RwSignal::new(None::<Target>);
    let done = move |_: Done| opened.refetch();
    let way = move || match (fits.get(), awake.get()) {
        (false, _) => ().into_any(),
        (true, false) => view! {
            <details class="visit-more">
                <summary class="button">{Icon::Schedule.draw()} {t!(opened.lang, LeadsSchedule)}</summary>
                <ScheduleForm target=opened.target() on_done=done />
            </details>
        }
        .into_any(),
        (true, true) => {
            let open = move |_| plan.set(Some(opened.target()));
            view! { <Button icon=Icon::Schedule on:click=open>{t!(opened.lang, LeadsSchedule)}</Button> }
                .into_any()
        }
    };
    view! {
        {way}
        <ScheduleDialog chosen=plan on_done=done />
    }
}
