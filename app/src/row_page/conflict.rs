//! A field that two people changed: what it held, what the other wrote, what was typed, and a choice.
use crate::added::{people_if, person_name};
use crate::start::use_lang;
use crate::ui::{Button, Choices, Icon};
use domain::column::{CellKind, Column};
use domain::contact::ContactColumn;
use domain::custom::FieldKey;
use domain::customer::{CustomerColumn, CustomerKind, Security};
use domain::error::FieldConflict;
use domain::lead::LeadColumn;
use domain::person::PersonName;
use domain::{Lang, Problem, Subject};
use leptos::prelude::*;
use messages::{column, t};

/// What both changed, and the version that stands now.
#[must_use]
pub fn conflicts_of(problem: &Problem) -> Option<(Vec<FieldConflict>, i64)> {
    match problem {
        Problem::Conflict { conflicts, version } => Some((conflicts.clone(), *version)),
        _ => None,
    }
}

/// The name of a noun's field.
#[must_use]
pub fn field_name(lang: Lang, noun: Subject, field: &str) -> String {
    if let Some(added) = FieldKey::from_key(field) {
        return crate::added::name_of(lang, added);
    }
    let name = match noun {
        Subject::Lead => LeadColumn::from_key(field).map(|column| column::lead(lang, column)),
        Subject::Customer => CustomerColumn::from_key(field).map(|column| column::customer(lang, column)),
        Subject::Contact => ContactColumn::from_key(field).map(|column| column::contact(lang, column)),
    };
    name.unwrap_or_default().to_owned()
}

fn kind(noun: Subject, field: &str) -> CellKind {
    let kind = match noun {
        Subject::Lead => LeadColumn::from_key(field).map(Column::kind),
        Subject::Customer => CustomerColumn::from_key(field).map(Column::kind),
        Subject::Contact => ContactColumn::from_key(field).map(Column::kind),
    };
    kind.unwrap_or(CellKind::Text)
}

/// Whether a field holds a person.
#[must_use]
pub fn is_person(noun: Subject, field: &str) -> bool {
    kind(noun, field) == CellKind::Person
}

/// A choice and a person travel as their ids, a word of the product as its key: here by name.
fn worded(lang: Lang, choices: &Choices, people: &[PersonName], kind: CellKind, text: &str) -> String {
    let name = |id: &str| id.parse().map_or("", |id| choices.name(domain::ChoiceId(id), lang)).to_owned();
    let words = match kind {
        CellKind::Choice => name(text),
        CellKind::Choices => text.split(',').map(name).collect::<Vec<_>>().join(t!(lang, LeadsAnd)),
        CellKind::Person => person_name(people, text),
        CellKind::Flag if text == "1" => t!(lang, CommonYes).to_owned(),
        CellKind::Flag => t!(lang, CommonNo).to_owned(),
        CellKind::Word => match (CustomerKind::from_key(text), Security::from_key(text)) {
            (Some(kind), _) => column::customer_kind(lang, kind).to_owned(),
            (None, Some(security)) => column::security(lang, security).to_owned(),
            (None, None) => text.to_owned(),
        },
        _ => text.to_owned(),
    };
    if words.is_empty() { t!(lang, CommonNone).to_owned() } else { words }
}

/// A field's text in words.
#[must_use]
pub fn field_text(
    lang: Lang,
    noun: Subject,
    choices: &Choices,
    people: &[PersonName],
    field: &str,
    text: &str,
) -> String {
    worded(lang, choices, people, kind(noun, field), text)
}

/// The three texts side by side, and which of them is to stand.
#[component]
pub fn Conflict(
    /// The field.
    conflict: FieldConflict,
    /// Whose field it is; none for the content of a record.
    #[prop(optional)]
    noun: Option<Subject>,
    /// The drop-down lists.
    #[prop(optional, into)]
    choices: Signal<Choices>,
    /// `true` keeps mine, `false` takes theirs.
    #[prop(into)]
    on_choice: Callback<bool>,
    /// What has been chosen.
    #[prop(optional, into)]
    chosen: Signal<Option<bool>>,
) -> impl IntoView {
    let lang = use_lang();
    let name = noun
        .map_or_else(|| t!(lang, LeadsContent).to_owned(), |noun| field_name(lang, noun, &conflict.field));
    let title = t!(lang, LeadConflictIn, field = name);
    let label = title.clone();
    let kind = noun.map_or(CellKind::Text, |noun| kind(noun, &conflict.field));
    let sides = people_if(kind == CellKind::Person, move |people| {
        let text = move |text: &str| {
            choices.with_untracked(|choices| people.with(|people| worded(lang, choices, people, kind, text)))
        };
        let side = |words: &'static str, held: String| view! { <div><dt>{words}</dt><dd>{move || text(&held)}</dd></div> };
        view! {
            <dl class="conflict-sides">
                {side(t!(lang, UiConflictBase), conflict.base)}
                {side(t!(lang, UiConflictTheirs), conflict.theirs)}
                {side(t!(lang, UiConflictMine), conflict.mine)}
            </dl>
        }
    });
    let pressed = move |mine: bool| move || (chosen.get() == Some(mine)).to_string();
    view! {
        <section class="conflict" role="group" aria-label=label>
            <p class="conflict-title">{Icon::Merge.draw()} {title}</p>
            {sides}
            <div class="row awake-only">
                <Button on:click=move |_| on_choice.run(true) attr:aria-pressed=pressed(true)>{t!(lang, UiKeepMine)}</Button>
                <Button on:click=move |_| on_choice.run(false) attr:aria-pressed=pressed(false)>{t!(lang, UiTakeTheirs)}</Button>
            </div>
        </section>
    }
}
