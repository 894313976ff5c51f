//! A lead beside its list.
use super::lead_page::called;
use super::verbs::Verbs;
use super::{Target, Verb};
use crate::added::AddedValues;
use crate::list::Latest;
use crate::start::{may, use_lang};
use crate::ui::table::address as link_to;
use crate::ui::{Button, ChoiceLabel, Choices, Group, Icon, KeyValue, Kind, Label, TimeText};
use domain::lead::{Lead, LeadColumn, LeadField};
use domain::record::Record;
use domain::{Moment, Subject};
use leptos::prelude::*;
use messages::{column, t};

/// What is known of it, and what was done last.
#[component]
pub fn LeadSheet(verbs: Verbs, lead: Lead, records: Vec<Record>) -> impl IntoView {
    let none = t!(use_lang(), LeadsPanelNoRecords);
    view! { <Facts verbs=verbs lead=lead /> <Latest records=records none=none /> }
}

/// Where it stands, what can be done, how to reach them, and what else is known.
#[component]
fn Facts(verbs: Verbs, lead: Lead) -> impl IntoView {
    let lang = use_lang();
    let (id, state) = (lead.id.0, lead.state);
    let choice = |id| verbs.page.choices.with_untracked(|choices| choices.get(id).cloned());
    let reason = lead.finish_reason.and_then(choice);
    let owner = lead.owner_name.clone().unwrap_or_else(|| t!(lang, LeadsNobody).to_owned());
    let does = |verb: Verb| verb.fits(state) && may(verb.needs());
    let target = Target::one(lead.id, called(lang, &lead));
    let [schedule, finish] = [(verbs.schedule, target.clone()), (verbs.finish, target)];
    view! {
        <div class="panel-labels">
            <Label colour="grey">{column::state(lang, state)}</Label>
            {choice(lead.status).map(|choice| view! { <ChoiceLabel choice=choice /> })}
            {reason.map(|choice| view! { <ChoiceLabel choice=choice /> })}
            <span class="panel-owner">{Icon::Person.draw()} {owner}</span>
        </div>
        <div class="panel-verbs">
            {does(Verb::Claim).then(|| view! { <Button kind=Kind::Primary icon=Icon::Claim on:click=move |_| verbs.claim_row(id)>{t!(lang, LeadsClaim)}</Button> })}
            {does(Verb::Schedule).then(|| view! { <Button kind=Kind::Primary icon=Icon::Process on:click=move |_| verbs.process_row(id)>{t!(lang, LeadsProcess)}</Button> })}
            {does(Verb::Schedule).then(|| view! { <Button icon=Icon::Schedule on:click=move |_| schedule.0.set(Some(schedule.1.clone()))>{t!(lang, LeadsSchedule)}</Button> })}
            {does(Verb::Finish).then(|| view! { <Button icon=Icon::Finish on:click=move |_| finish.0.set(Some(finish.1.clone()))>{t!(lang, LeadsFinish)}</Button> })}
        </div>
        <Known lead=lead choices=verbs.page.choices.get_untracked() />
    }
}

/// All fields that are filled in.
#[component]
fn Known(lead: Lead, choices: Choices) -> impl IntoView {
    let lang = use_lang();
    let field = move |field: LeadField, text: String| {
        let shown = match link_to(field.kind(), &text) {
            Some(href) => {
                let away = (field == LeadField::Website).then_some("_blank");
                view! { <a href=href rel="external noopener noreferrer" target=away>{text}</a> }.into_any()
            }
            None => text.into_any(),
        };
        view! { <KeyValue label=column::field(lang, field)>{shown}</KeyValue> }
    };
    let texts = LeadField::ALL.iter().map(|field| (*field, lead.details.get(*field).to_owned()));
    let fields =
        texts.filter(|(_, text)| !text.is_empty()).map(|(known, text)| field(known, text)).collect_view();
    let times = [
        (LeadColumn::NextVisitAt, lead.next_visit_at, true),
        (LeadColumn::LastRecordAt, lead.last_record_at, false),
        (LeadColumn::SubmittedAt, Some(lead.submitted_at), false),
    ];
    let time = move |(column, at, due): (LeadColumn, Option<Moment>, bool)| {
        at.map(
            |at| view! { <KeyValue label=column::lead(lang, column)><TimeText at=at due=due /></KeyValue> },
        )
    };
    let times = times.map(time);
    let added = view! { <AddedValues noun=Subject::Lead held=lead.added choices=choices /> };
    view! { <Group title=t!(lang, LeadsPanelFacts)>{fields} {added} {times}</Group> }
}
