//! Coloured labels. The text alone carries the meaning.
use crate::start::use_lang;
use domain::choice::{COLOURS, Choice, ChoiceKind};
use domain::{ChoiceId, Lang};
use leptos::prelude::*;
use std::sync::Arc;

/// All values of all drop-down lists, as the settings have them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices(Arc<Vec<Choice>>);

impl From<Vec<Choice>> for Choices {
    fn from(choices: Vec<Choice>) -> Self {
        Self(Arc::new(choices))
    }
}

impl Choices {
    /// One by its id.
    #[must_use]
    pub fn get(&self, id: ChoiceId) -> Option<&Choice> {
        self.0.iter().find(|choice| choice.id == id)
    }

    /// Its name, or nothing for one that is not there.
    #[must_use]
    pub fn name(&self, id: ChoiceId, lang: Lang) -> &str {
        self.get(id).map_or("", |choice| choice.label(lang))
    }

    /// A list in its order, retired values included.
    pub fn of(&self, kind: ChoiceKind) -> impl Iterator<Item = &Choice> {
        self.0.iter().filter(move |choice| choice.kind == kind)
    }

    /// What a form offers of a list: all that are not retired, and the one it has already.
    pub fn offered(&self, kind: ChoiceKind, present: Option<ChoiceId>) -> impl Iterator<Item = &Choice> {
        self.of(kind).filter(move |choice| !choice.retired || Some(choice.id) == present)
    }
}

/// A choice as a label.
#[component]
pub fn ChoiceLabel(
    /// The choice.
    choice: Choice,
) -> impl IntoView {
    let name = choice.label(use_lang()).to_owned();
    view! { <Label colour=choice.colour>{name}</Label> }
}

/// A coloured label with any words.
#[component]
pub fn Label(
    /// One of `domain::choice::COLOURS`; anything else is grey.
    #[prop(into)]
    colour: String,
    /// The words.
    children: Children,
) -> impl IntoView {
    let colour = COLOURS.iter().find(|known| **known == colour).unwrap_or(&COLOURS[0]);
    view! { <span class="label" data-colour=*colour>{children()}</span> }
}
