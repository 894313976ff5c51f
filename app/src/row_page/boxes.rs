//! A field of a row that is several values of a drop-down list: boxes in a form, and changed in place.
use super::Editing;
use super::opens::OpensLine;
use super::saver::{Saver, Trouble};
use crate::start::use_lang;
use crate::ui::{Button, ChoiceLabel, Choices, Icon, Kind, field_words};
use domain::choice::{Choice, ChoiceKind};
use domain::{ChoiceId, FieldErrors};
use leptos::prelude::*;
use messages::t;

/// The ids a field with several choices holds.
fn ids(text: &str) -> Vec<ChoiceId> {
    text.split(',').filter_map(|id| id.trim().parse().ok().map(ChoiceId)).collect()
}

/// The text with one more of the offered, or one less; in the order of their list.
fn with(text: &str, offered: &[Choice], choice: ChoiceId, chosen: bool) -> String {
    let held = ids(text);
    let keeps = |id: ChoiceId| if id == choice { chosen } else { held.contains(&id) };
    let kept = offered.iter().filter(|one| keeps(one.id)).map(|one| one.id.to_string());
    kept.collect::<Vec<_>>().join(",")
}

/// The values that are offered, and those that stand there.
fn offered(choices: &Choices, kind: ChoiceKind, text: &str) -> Vec<Choice> {
    let held = ids(text);
    choices.of(kind).filter(|choice| !choice.retired || held.contains(&choice.id)).cloned().collect()
}

/// A box for each value. `name` is before the id in the name of each box: none are sent where nothing is to be.
#[component]
fn Boxes(
    #[prop(optional_no_strip)] name: Option<String>,
    choices: Signal<Choices>,
    kind: ChoiceKind,
    text: RwSignal<String>,
) -> impl IntoView {
    let lang = use_lang();
    // What is offered stays as it was when it was opened.
    let all = choices.with_untracked(|choices| offered(choices, kind, &text.get_untracked()));
    let kept = StoredValue::new(all.clone());
    let one = |choice: Choice| {
        let id = choice.id;
        let chosen = Memo::new(move |_| text.with(|text| ids(text).contains(&id)));
        let name = name.as_ref().map(|name| format!("{name}.{id}"));
        let turn = move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlInputElement>| {
            let is_on = event.target().checked();
            let next = text.with_untracked(|text| kept.with_value(|all| with(text, all, id, is_on)));
            text.set(next);
        };
        view! {
            <label class="pill">
                <input type="checkbox" name=name value="1" checked=chosen.get_untracked() prop:checked=chosen on:change:target=turn />
                <span>{choice.label(lang).to_owned()}</span>
            </label>
        }
    };
    all.into_iter().map(one).collect_view()
}

/// Several values of a drop-down list, in a form.
#[component]
pub fn BoxesField(
    /// The field.
    #[prop(into)]
    name: String,
    /// Its name.
    #[prop(into)]
    label: String,
    /// The list.
    kind: ChoiceKind,
    /// The ids of what is chosen, with commas between them.
    text: RwSignal<String>,
    /// What is wrong.
    errors: Signal<FieldErrors>,
    /// The drop-down lists.
    choices: Signal<Choices>,
    /// Something must be chosen.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let lang = use_lang();
    let key = name.clone();
    let wrong =
        Memo::new(move |_| errors.with(|errors| errors.of(&key).map(|problem| field_words(lang, problem))));
    let (error, described) = (format!("f-{name}-error"), format!("f-{name}-error"));
    let none = choices.with_untracked(|choices| offered(choices, kind, "")).is_empty();
    let none = none.then(|| view! { <p class="muted">{t!(lang, FieldsNoChoices)}</p> });
    view! {
        <fieldset class="field wide boxes" class:wrong=move || wrong.with(Option::is_some) aria-describedby=described>
            <legend class:must=required>{label}</legend>
            // So that none is a choice, too.
            <input type="hidden" name=name.clone() value="" />
            <div class="pills">
                <Boxes name=Some(name) choices=choices kind=kind text=text />
                {none}
            </div>
            <p class="field-error" id=error role="alert">
                {move || wrong.get().map(|words| view! { {Icon::Warning.draw()} <span>{words}</span> })}
            </p>
        </fieldset>
    }
}

/// Several values of a drop-down list: shown as their labels, changed in place.
#[component]
pub fn BoxesLine(
    row: Editing,
    /// The field.
    field: &'static str,
    /// Its name.
    #[prop(into)]
    name: String,
    /// The list.
    kind: ChoiceKind,
) -> impl IntoView {
    let text = row.text(field);
    let editing = RwSignal::new(false);
    let label = |choice: Choice| view! { <ChoiceLabel choice=choice /> " " };
    let shown = move || {
        let known = |choices: &Choices| {
            text.with(|text| {
                ids(text).into_iter().filter_map(|id| choices.get(id).cloned()).collect::<Vec<_>>()
            })
        };
        row.choices.with(known).into_iter().map(label).collect_view()
    };
    let called = name.clone();
    let editor =
        move || view! { <Editor row=row field=field name=called.clone() kind=kind editing=editing /> };
    view! { <OpensLine row=row name=name text=text editing=editing shown=shown editor=editor /> }
}

#[component]
fn Editor(
    row: Editing,
    field: &'static str,
    name: String,
    kind: ChoiceKind,
    editing: RwSignal<bool>,
) -> impl IntoView {
    let lang = use_lang();
    let text = RwSignal::new(row.present(field));
    let saver = Saver::new(row, field, Callback::new(move |()| editing.set(false)));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        saver.send(text.get_untracked());
    };
    let escape = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            event.stop_propagation();
            editing.set(false);
        }
    };
    view! {
        <form class="field-editor" on:submit=submit on:keydown=escape>
            <fieldset class="pills" aria-label=name>
                <Boxes name=None choices=row.choices kind=kind text=text />
            </fieldset>
            <div class="row">
                <Button kind=Kind::Primary submit=true pending=saver.pending()>{t!(lang, CommonSave)}</Button>
                <Button on:click=move |_| editing.set(false)>{t!(lang, CommonCancel)}</Button>
            </div>
            <Trouble saver=saver />
        </form>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(id: i64) -> Choice {
        Choice {
            id: ChoiceId(id),
            kind: ChoiceKind::Mark,
            name: id.to_string(),
            name_en: None,
            colour: "grey".into(),
            position: id,
            open: true,
            retired: false,
            meaning: String::new(),
        }
    }

    #[test]
    fn boxes_keep_the_order_of_their_list() {
        let all = [choice(7), choice(3), choice(5)];
        assert_eq!(with("5", &all, ChoiceId(7), true), "7,5");
        assert_eq!(with("7,3,5", &all, ChoiceId(3), false), "7,5");
        assert_eq!(with("7", &all, ChoiceId(7), false), "");
    }
}
