//! The drop-down lists, kept true while the page is open.
use super::api::all_choices;
use crate::live::use_live;
use crate::ui::Choices;
use domain::choice::Choice;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The drop-down lists: as they were when the page was made, and as the settings change them.
#[must_use]
pub fn live_choices(first: Vec<Choice>) -> Signal<Choices> {
    let choices = RwSignal::new(Choices::from(first));
    let settings = use_live().settings();
    Effect::watch(
        move || settings.get(),
        move |_, _, _| {
            spawn_local(async move {
                if let Ok(all) = all_choices().await {
                    choices.try_set(all.into());
                }
            });
        },
        false,
    );
    choices.into()
}
