//! The added fields of a row, each changed in place.
use super::{choosable, heading, offered, person_name, with_people, yes_or_no};
use crate::row_page::{BoxesLine, ChoiceLine, Editing, FieldLine, Line, PickLine};
use crate::start::use_lang;
use crate::ui::{Choosable, Group};
use domain::choice::ChoiceKind;
use domain::custom::{CustomField, FieldKind};
use domain::person::PersonName;
use leptos::prelude::*;
use messages::t;

/// All that are offered for the row, under a heading unless they stand among others; nothing when there are none.
#[component]
pub fn AddedLines(
    /// The row.
    row: Editing,
    /// They stand among other fields.
    #[prop(optional)]
    among: bool,
) -> impl IntoView {
    let fields = untrack(|| offered(row.noun));
    if fields.is_empty() {
        return ().into_any();
    }
    let kept = fields.clone();
    let all = move |people: Signal<Vec<PersonName>>| {
        let one = |field: CustomField| view! { <AddedLine row=row field=field people=people /> };
        kept.into_iter().map(one).collect_view()
    };
    let lines = with_people(&fields, all);
    if among {
        return lines;
    }
    view! { <Group title=heading()>{lines}</Group> }.into_any()
}

#[component]
fn AddedLine(row: Editing, field: CustomField, people: Signal<Vec<PersonName>>) -> impl IntoView {
    let lang = use_lang();
    let (key, name) = (field.key.key(), field.label(lang).to_owned());
    let list = ChoiceKind::Added(field.key.id);
    let none = Choosable::new("", t!(lang, CommonNone));
    let text = row.text(key);
    match field.key.kind {
        FieldKind::Text | FieldKind::Number | FieldKind::Money | FieldKind::Date => {
            let line = Line { key, name, kind: field.key.cell(), long: false };
            view! { <FieldLine row=row line=line /> }.into_any()
        }
        FieldKind::Choice => view! { <ChoiceLine row=row field=key name=name kind=list /> }.into_any(),
        FieldKind::Choices => view! { <BoxesLine row=row field=key name=name kind=list /> }.into_any(),
        FieldKind::Person => {
            let options = Signal::derive(move || {
                let all = text.with(|present| people.with(|people| choosable(people, present)));
                [none.clone()].into_iter().chain(all).collect::<Vec<_>>()
            });
            let shown = move || text.with(|present| people.with(|people| person_name(people, present)));
            view! { <PickLine row=row field=key name=name options=options shown=shown /> }.into_any()
        }
        FieldKind::Flag => {
            let options: Vec<_> = [none].into_iter().chain(yes_or_no(lang)).collect();
            let shown = move || match text.get().as_str() {
                "1" => t!(lang, CommonYes),
                "0" => t!(lang, CommonNo),
                _ => "",
            };
            view! { <PickLine row=row field=key name=name options=options shown=shown /> }.into_any()
        }
    }
}
