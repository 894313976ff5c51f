//! The head of the page: who it is, where it stands, how to reach them, what can be done.
use super::actions::Actions;
use super::opened::{Opened, called};
use super::star::Star;
use super::status_path::StatusPath;
use crate::row_page::{Reach, Steps, Way};
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
            <Reach ways=ways(opened) may_write=Signal::derive(move || opened.may_process()) compose=opened.compose />
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

/// Numbers to call and addresses to write to.
fn ways(opened: Opened) -> Vec<Way> {
    use LeadField as F;
    let way = |field: F| Way {
        kind: field.kind(),
        name: column::field(opened.lang, field),
        text: Memo::new(move |_| opened.lead.with(|lead| lead.details.get(field).to_owned())),
    };
    [F::Mobile, F::Phone, F::Email, F::Website].map(way).into()
}
