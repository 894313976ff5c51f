//! A field of a row that is one of several values: shown as its label, changed in place.
use super::Editing;
use super::opens::OpensLine;
use super::saver::{Saver, Trouble};
use crate::start::use_lang;
use crate::ui::{ChoiceLabel, Choosable, Icon, IconButton, Select};
use domain::ChoiceId;
use domain::choice::ChoiceKind;
use leptos::prelude::*;
use messages::t;

/// A value of a drop-down list, or none.
#[component]
pub fn ChoiceLine(
    row: Editing,
    /// The field.
    field: &'static str,
    /// Its name.
    #[prop(into)]
    name: String,
    /// The list.
    kind: ChoiceKind,
) -> impl IntoView {
    let lang = use_lang();
    let text = row.text(field);
    let present = move || text.get().parse().ok().map(ChoiceId);
    let label = move || {
        let choice = present().and_then(|id| row.choices.with(|choices| choices.get(id).cloned()));
        choice.map(|choice| view! { <ChoiceLabel choice=choice /> })
    };
    let options = move || {
        let none = Choosable::new("", t!(lang, CommonNone));
        row.choices.with(|choices| {
            let offered = choices.offered(kind, present());
            let offered = offered.map(|choice| Choosable::new(choice.id, choice.label(lang)));
            [none].into_iter().chain(offered).collect::<Vec<_>>()
        })
    };
    view! { <PickLine row=row field=field name=name options=Signal::derive(options) shown=label /> }
}

/// One of these values.
#[component]
pub fn PickLine(
    row: Editing,
    /// The field.
    field: &'static str,
    /// Its name.
    #[prop(into)]
    name: String,
    /// What may be chosen.
    #[prop(into)]
    options: Signal<Vec<Choosable>>,
    /// What is chosen.
    #[prop(into)]
    shown: ViewFn,
) -> impl IntoView {
    let text = row.text(field);
    let editing = RwSignal::new(false);
    let called = name.clone();
    let editor =
        move || view! { <Editor row=row field=field name=called.clone() options=options editing=editing /> };
    view! { <OpensLine row=row name=name text=text editing=editing shown=shown editor=editor /> }
}

/// Another value is saved at once.
#[component]
fn Editor(
    row: Editing,
    field: &'static str,
    name: String,
    options: Signal<Vec<Choosable>>,
    editing: RwSignal<bool>,
) -> impl IntoView {
    let lang = use_lang();
    let value = RwSignal::new(row.present(field));
    let saver = Saver::new(row, field, Callback::new(move |()| editing.set(false)));
    Effect::watch(move || value.get(), move |value, _, _| saver.send(value.clone()), false);
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            editing.set(false);
        }
    };
    // What is offered stays as it was when the list was opened.
    let options = options.get_untracked();
    view! {
        <div class="field-editor row" on:keydown=escape>
            <Select options=options value=value name=field label=name />
            <IconButton icon=Icon::Close name=t!(lang, CommonCancel) on:click=move |_| editing.set(false) />
            <Trouble saver=saver />
        </div>
    }
}
