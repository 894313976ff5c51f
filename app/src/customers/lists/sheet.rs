//! A customer beside its list.
use super::acts::Acts;
use crate::added::AddedValues;
use crate::customers::api::Glance;
use crate::customers::verbs::Verb;
use crate::list::{Latest, Target};
use crate::start::{may, use_lang};
use crate::ui::table::address as link_to;
use crate::ui::{Button, ChoiceLabel, Group, Icon, KeyValue, Kind, Label, TimeText};
use domain::customer::{Customer, CustomerChoice, CustomerColumn, CustomerField, CustomerState, Through};
use domain::{Moment, Subject};
use leptos::prelude::*;
use messages::{column, t};

/// What is known of it, and what was done last.
#[component]
pub fn CustomerSheet(acts: Acts, glance: Glance) -> impl IntoView {
    let none = t!(use_lang(), CustomerListPanelNoRecords);
    view! {
        <Top acts=acts customer=glance.customer.clone() />
        <Known acts=acts customer=glance.customer />
        <Latest records=glance.records none=none />
    }
}

/// Where it stands, whose it is, and what can be done.
#[component]
fn Top(acts: Acts, customer: Customer) -> impl IntoView {
    let lang = use_lang();
    let (id, state) = (customer.id, customer.state);
    let choice = move |id| acts.page.choices.with_untracked(|choices| choices.get(id).cloned());
    let label = |field| customer.choices.get(&field).copied().and_then(choice);
    let labels = [CustomerChoice::Level, CustomerChoice::Status].map(label);
    let labels = labels.into_iter().flatten().map(|choice| view! { <ChoiceLabel choice=choice /> });
    let hot = customer.hot.then(|| view! { <Label colour="red">{t!(lang, CustomerHot)}</Label> });
    let place = (state != CustomerState::Owned)
        .then(|| view! { <Label colour="orange">{column::customer_state(lang, state)}</Label> });
    let owner = customer.owner_name.clone().unwrap_or_else(|| t!(lang, LeadsNobody).to_owned());
    let changes = matches!(customer.through, Through::Ownership | Through::ShareToEdit);
    let name = StoredValue::new(customer.details.name.clone());
    let does =
        move |verb: Verb| verb.fits(state) && may(verb.needs()) && (changes || state != CustomerState::Owned);
    let button = move |verb: Verb, kind: Kind| {
        let (icon, words) = verb.face(lang);
        let open = move |_| match verb {
            Verb::Claim => acts.claim_row(id.0),
            _ => acts.asked.of(verb).set(Some(Target::one(id, name.get_value()))),
        };
        does(verb).then(|| view! { <Button kind=kind icon=icon on:click=open>{words}</Button> })
    };
    let write = does(Verb::Choice).then(|| {
        let open = move |_| acts.write_row(id.0);
        view! { <Button kind=Kind::Primary icon=Icon::Process on:click=open>{t!(lang, CustomerWrite)}</Button> }
    });
    view! {
        <div class="panel-labels">
            {hot}
            {place}
            {labels.collect_view()}
            <span class="panel-owner">{Icon::Person.draw()} {owner}</span>
        </div>
        <div class="panel-verbs">
            {button(Verb::Claim, Kind::Primary)}
            {write}
            {button(Verb::Schedule, Kind::Plain)}
            {button(Verb::Share, Kind::Plain)}
            {button(Verb::Restore, Kind::Primary)}
        </div>
    }
}

/// All fields that are filled in.
#[component]
fn Known(acts: Acts, customer: Customer) -> impl IntoView {
    let lang = use_lang();
    let field = move |field: CustomerField, text: String| {
        let shown = match link_to(field.kind(), &text) {
            Some(href) => {
                let away = (field == CustomerField::Website).then_some("_blank");
                view! { <a href=href rel="external noopener noreferrer" target=away>{text}</a> }.into_any()
            }
            None => text.into_any(),
        };
        view! { <KeyValue label=column::customer_field(lang, field)>{shown}</KeyValue> }
    };
    let texts = CustomerField::ALL.iter().map(|field| (*field, customer.details.get(*field).to_owned()));
    let texts =
        texts.filter(|(_, text)| !text.is_empty()).map(|(known, text)| field(known, text)).collect_view();
    let seen = |field: &CustomerChoice| !matches!(field, CustomerChoice::Level | CustomerChoice::Status);
    let choices = CustomerChoice::ALL.into_iter().filter(seen).filter_map(|field| {
        let id = *customer.choices.get(&field)?;
        let choice = acts.page.choices.with_untracked(|choices| choices.get(id).cloned())?;
        let label = column::customer_choice(lang, field);
        Some(view! { <KeyValue label=label>{choice.label(lang).to_owned()}</KeyValue> })
    });
    let choices = choices.collect_view();
    let times = [
        (CustomerColumn::NextVisitAt, customer.next_visit_at, true),
        (CustomerColumn::LastRecordAt, customer.last_record_at, false),
        (CustomerColumn::OwnedAt, Some(customer.owned_at), false),
        (CustomerColumn::RecycleAt, customer.recycle_at, false),
    ];
    let time = move |(column, at, due): (CustomerColumn, Option<Moment>, bool)| {
        at.map(
            |at| view! { <KeyValue label=column::customer(lang, column)><TimeText at=at due=due /></KeyValue> },
        )
    };
    let all = acts.page.choices.get_untracked();
    let added = view! { <AddedValues noun=Subject::Customer held=customer.added choices=all /> };
    view! { <Group title=t!(lang, LeadsPanelFacts)>{texts} {choices} {added} {times.map(time)}</Group> }
}
