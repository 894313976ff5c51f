//! The left column: all fields of the customer, in groups, each changed in place.
use super::opened::Opened;
use crate::added::AddedLines;
use crate::customers::fields::{Place, first_contact, groups, kinds, line, securities};
use crate::row_page::{ChoiceLine, FieldLine, PickLine};
use crate::ui::{ChoiceLabel, Group, KeyValue};
use domain::customer::{CustomerChoice, CustomerColumn};
use leptos::prelude::*;
use messages::{column, t};

/// The fields.
#[component]
pub fn Data(opened: Opened) -> impl IntoView {
    let lang = opened.lang;
    let group = move |(title, fields): (&'static str, &'static [Place])| {
        let lines = fields.iter().map(|place| view! { <One opened=opened place=*place /> }).collect_view();
        view! { <Group title=title>{lines}</Group> }
    };
    view! {
        <section class="lead-fields" aria-label=t!(lang, CustomerData)>
            <header class="lead-part-head"><h2>{t!(lang, CustomerData)}</h2></header>
            {groups(lang).map(group)}
            <AddedLines row=opened.editing />
        </section>
    }
}

#[component]
fn One(opened: Opened, place: Place) -> impl IntoView {
    let (lang, row) = (opened.lang, opened.editing);
    let name = |column| column::customer(lang, column);
    match place {
        Place::Text(field) => view! { <FieldLine row=row line=line(lang, field) /> }.into_any(),
        Place::FirstContact => view! { <FieldLine row=row line=first_contact(lang) /> }.into_any(),
        // Changed by approval, and not here.
        Place::Choice(CustomerChoice::Level) => view! { <Level opened=opened /> }.into_any(),
        Place::Choice(field) => {
            let name = column::customer_choice(lang, field);
            view! { <ChoiceLine row=row field=field.key() name=name kind=field.kind() /> }.into_any()
        }
        Place::Kind => {
            let kind = Memo::new(move |_| opened.customer.with(|customer| customer.kind));
            let shown = move || column::customer_kind(lang, kind.get());
            view! { <PickLine row=row field="kind" name=name(CustomerColumn::Kind) options=kinds(lang) shown=shown /> }
                .into_any()
        }
        Place::Security => {
            let security = Memo::new(move |_| opened.customer.with(|customer| customer.security));
            let shown = move || column::security(lang, security.get());
            let options = Signal::derive(move || opened.cleared.with(|cleared| securities(lang, cleared)));
            view! { <PickLine row=row field="security" name=name(CustomerColumn::Security) options=options shown=shown /> }
                .into_any()
        }
    }
}

/// The level, with what it means.
#[component]
fn Level(opened: Opened) -> impl IntoView {
    let level = Memo::new(move |_| {
        let id = opened.customer.with(|customer| customer.choices.get(&CustomerChoice::Level).copied())?;
        opened.choices.with(|choices| choices.get(id).cloned())
    });
    let shown = move || {
        level.get().map(|level| {
            let meaning = level.meaning.clone();
            view! { <ChoiceLabel choice=level /> " " <span class="muted">{meaning}</span> }
        })
    };
    let label = column::customer_choice(opened.lang, CustomerChoice::Level);
    view! { <KeyValue label=label blank=Signal::derive(move || level.with(Option::is_none))>{shown}</KeyValue> }
}
