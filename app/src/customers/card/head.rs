//! The head of the card: who it is, where it stands and whose it is, how to reach it, what can be done.
use super::actions::Actions;
use super::opened::Opened;
use crate::row_page::{Reach, Steps, Way};
use crate::start::{use_me, use_now};
use crate::ui::{Avatar, ChoiceLabel, Icon, Label, time_words};
use domain::customer::{
    CustomerChoice, CustomerColumn, CustomerField, CustomerState, CustomerView, Security, Through,
};
use domain::{Lang, Subject};
use leptos::prelude::*;
use messages::{column, t};

/// Name, labels, owner, verbs, and ways to reach it.
#[component]
pub fn Head(opened: Opened) -> impl IntoView {
    let name = Memo::new(move |_| opened.customer.with(|customer| customer.details.name.clone()));
    let back = move || {
        opened.from.with(|from| match from.filter::<CustomerColumn>().view {
            CustomerView::Query if from.is_known() => from.list("/customers/query", false),
            _ => from.list("/customers", true),
        })
    };
    view! {
        <header class="lead-head">
            <Steps noun=Subject::Customer from=opened.from back=Signal::derive(back) around=opened.around />
            <div class="lead-title">
                {move || view! { <Avatar name=name.get() /> }}
                <div class="lead-name">
                    <h1>{name}</h1>
                    <Labels opened=opened />
                </div>
                <Actions opened=opened />
            </div>
            <Reach ways=ways(opened) may_write=opened.may_change compose=opened.compose />
        </header>
    }
}

fn through_words(lang: Lang, through: Through) -> &'static str {
    match through {
        Through::Ownership => t!(lang, CustomerThroughOwn),
        Through::ShareToRead => t!(lang, CustomerThroughRead),
        Through::ShareToEdit => t!(lang, CustomerThroughEdit),
        Through::Pool => t!(lang, CustomerThroughPool),
        Through::Bin => t!(lang, CustomerThroughBin),
    }
}

/// What it is worth, where it stands, whose it is, and through what the viewer sees it.
#[component]
fn Labels(opened: Opened) -> impl IntoView {
    let (lang, me, now) = (opened.lang, use_me(), use_now());
    let customer = opened.customer;
    let choice = move |field: CustomerChoice| {
        let id = customer.with(|customer| customer.choices.get(&field).copied())?;
        opened.choices.with(|choices| choices.get(id).cloned())
    };
    let hot = Memo::new(move |_| customer.with(|customer| customer.hot));
    let hot = move || hot.get().then(|| view! { <Label colour="red">{t!(lang, CustomerHot)}</Label> });
    let level = move || {
        choice(CustomerChoice::Level).map(|level| {
            let meaning = level.meaning.clone();
            view! { <span title=meaning><ChoiceLabel choice=level /></span> }
        })
    };
    let status = move || choice(CustomerChoice::Status).map(|status| view! { <ChoiceLabel choice=status /> });
    let state = Memo::new(move |_| customer.with(|customer| customer.state));
    let state = move || match state.get() {
        CustomerState::Owned => None,
        other => Some(view! { <Label colour="orange">{column::customer_state(lang, other)}</Label> }),
    };
    let security = Memo::new(move |_| customer.with(|customer| customer.security));
    let security = move || {
        let security = security.get();
        (security != Security::Open)
            .then(|| view! { <Label colour="purple">{column::security(lang, security)}</Label> })
    };
    let recycle = Memo::new(move |_| customer.with(|customer| customer.recycle_at));
    let recycle = move || {
        recycle.get().map(|at| {
            let when = time_words(lang, &me.zone, now.get(), at);
            view! { <Label colour="yellow">{t!(lang, CustomerRecycle, when = when)}</Label> }
        })
    };
    let owner = Memo::new(move |_| customer.with(|customer| customer.owner_name.clone()));
    let through = Memo::new(move |_| customer.with(|customer| customer.through));
    view! {
        <p class="lead-labels">
            {hot} {level} {status} {state} {security} {recycle}
            <span class="lead-owner" title=column::customer(lang, CustomerColumn::Owner)>
                {Icon::Person.draw()} {move || owner.get().unwrap_or_else(|| t!(lang, LeadsNobody).to_owned())}
            </span>
            <span class="lead-owner">{move || through_words(lang, through.get())}</span>
        </p>
    }
}

/// Numbers to call and addresses to write to.
fn ways(opened: Opened) -> Vec<Way> {
    use CustomerField as F;
    let way = |field: F| Way {
        kind: field.kind(),
        name: column::customer_field(opened.lang, field),
        text: opened.editing.text(field.key()),
    };
    [F::Mobile, F::Phone, F::Email, F::Website].map(way).into()
}
