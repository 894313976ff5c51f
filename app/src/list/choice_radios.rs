//! One value of a drop-down list, all in sight.
use crate::ui::{ChoiceLabel, Choices};
use domain::ChoiceId;
use domain::choice::{Choice, ChoiceKind};
use leptos::prelude::*;

/// A radio button for each value that is offered, as its coloured label.
#[component]
pub fn ChoiceRadios(
    /// The list.
    kind: ChoiceKind,
    /// What is asked.
    legend: &'static str,
    /// The drop-down lists.
    choices: Signal<Choices>,
    /// What is chosen.
    value: RwSignal<Option<ChoiceId>>,
) -> impl IntoView {
    value.set(None);
    let offered = choices.with_untracked(|choices| choices.offered(kind, None).cloned().collect::<Vec<_>>());
    let one = |(at, choice): (usize, Choice)| {
        let id = choice.id;
        view! {
            <label class="choice-radio">
                <input
                    type="radio"
                    name=kind.key()
                    value=id.0
                    autofocus=at == 0
                    prop:checked=move || value.get() == Some(id)
                    on:change=move |_| value.set(Some(id))
                />
                <ChoiceLabel choice=choice />
            </label>
        }
    };
    view! {
        <fieldset class="choice-radios">
            <legend>{legend}</legend>
            {offered.into_iter().enumerate().map(one).collect_view()}
        </fieldset>
    }
}
