//! The head of the page: who it is, where it stands, how to reach them, what can be done.
use super::actions::Actions;
use super::opened::{Opened, called};
use super::star::Star;
use super::status_path::StatusPath;
use crate::row_page::{Compose, Steps};
use crate::ui::table::address;
use crate::ui::{Avatar, ChoiceLabel, Icon, Label};
use domain::Subject;
use domain::lead::{LeadColumn, LeadField, LeadState, LeadView};
use leptos::prelude::*;
use messages::{column, t};

/// Name, labels, owner, star, verbs, ways to reach them, and the path of statuses.
#[component]
pub fn Head(opened: Opened) -> impl IntoView {
    let lang = opened.lang;
    let name = Memo::new(move |_| opened.lead.with(|lead| called(lang, lead)));
    let back = move || {
        opened.from.with(|from| {
            let path = match from.filter::<LeadColumn>().view {
                LeadView::Work => "/leads",
                LeadView::Query if !from.is_known() => "/leads",
                LeadView::Query => "/leads/query",
                LeadView::Pool => "/leads/pool",
            };
            from.list(path, false)
        })
    };
    view! {
        <header class="lead-head">
            <Steps noun=Subject::Lead from=opened.from back=Signal::derive(back) around=opened.around />
            <div class="lead-title">
                {move || view! { <Avatar name=name.get() /> }}
                <div class="lead-name">
                    <h1>{name}</h1>
                    <Star opened=opened />
                    <Labels opened=opened name=name />
                </div>
                <Actions opened=opened />
            </div>
            <Reach opened=opened />
            <StatusPath opened=opened />
        </header>
    }
}

/// The company, the state, the status, and who tracks it.
#[component]
fn Labels(opened: Opened, name: Memo<String>) -> impl IntoView {
    let lang = opened.lang;
    let company = Memo::new(move |_| opened.lead.with(|lead| lead.details.company.clone()));
    let other = move || Some(company.get()).filter(|company| !company.is_empty() && *company != name.get());
    let state = Memo::new(move |_| opened.lead.with(|lead| (lead.state, lead.status, lead.finish_reason)));
    let choice = move |id| opened.choices.with(|choices| choices.get(id).cloned());
    let labels = move || {
        let (state, status, reason) = state.get();
        let colour = match state {
            LeadState::Unclaimed => "orange",
            LeadState::Claimed => "blue",
            LeadState::Finished => "grey",
            LeadState::Converted => "green",
        };
        let reason = reason.and_then(choice).map(|reason| format!(" · {}", reason.label(lang)));
        view! {
            <Label colour=colour>{column::state(lang, state)} {reason}</Label>
            {choice(status).map(|choice| view! { <ChoiceLabel choice=choice /> })}
        }
    };
    let owner = Memo::new(move |_| opened.lead.with(|lead| lead.owner_name.clone()));
    view! {
        <p class="lead-labels">
            {move || other().map(|company| view! { <span class="lead-company">{Icon::Company.draw()} {company}</span> })}
            {labels}
            <span class="lead-owner" title=column::lead(lang, LeadColumn::Owner)>
                {Icon::Person.draw()} {move || owner.get().unwrap_or_else(|| t!(lang, LeadsNobody).to_owned())}
            </span>
        </p>
    }
}

/// Numbers to call and addresses to write to. After a call its record is waiting to be written.
#[component]
fn Reach(opened: Opened) -> impl IntoView {
    use LeadField as F;
    let lang = opened.lang;
    let ways =
        [(F::Mobile, Icon::Phone), (F::Phone, Icon::Phone), (F::Email, Icon::Mail), (F::Website, Icon::Link)];
    let way = move |(field, icon): (F, Icon)| {
        let text = Memo::new(move |_| opened.lead.with(|lead| lead.details.get(field).to_owned()));
        let called = move |_| {
            if matches!(field, F::Mobile | F::Phone) && opened.may_process() {
                opened.compose.set(Compose::Call);
            }
        };
        move || {
            let text = text.get();
            address(field.kind(), &text).map(|href| {
                let away = (field == F::Website).then_some("_blank");
                view! {
                    <a class="lead-way-to" href=href target=away rel="external noopener noreferrer" title=column::field(lang, field) on:click=called>
                        {icon.draw()} <span>{text}</span>
                    </a>
                }
            })
        }
    };
    view! { <div class="lead-reach">{ways.map(way)}</div> }
}
