//! An entry of the timeline.
use super::amend::{AmendForm, Amending};
use super::said::said;
use crate::start::{use_lang, use_me};
use crate::ui::{ChoiceLabel, Choices, Icon, IconButton, TimelineEntry};
use domain::record::Record;
use leptos::prelude::*;
use messages::t;

/// What people wrote with its text; what the product noted in one line.
#[component]
pub fn Entry(
    /// The entry.
    record: Record,
    /// The drop-down lists: one holds the types of records.
    choices: Signal<Choices>,
    /// The entry that is being amended.
    amending: Amending,
    /// The entry whose wordings are being read.
    reading: RwSignal<Option<Record>>,
    /// It has another wording.
    on_amended: Callback<Record>,
) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let said = said(lang, &me.zone, &record);
    let (id, may_amend, written) = (record.id, record.may_amend, record.kind.is_written());
    let (who, at, revisions) = (record.author_name.clone(), record.at, record.revisions);
    let visit = record.visit.map(|visit| {
        view! { <a class="entry-visit" href=format!("/calendar/visits/{visit}")>{Icon::Calendar.draw()} {t!(lang, LeadSeeVisit)}</a> }
    });
    let of_type = record.of_type.and_then(|id| choices.with_untracked(|choices| choices.get(id).cloned()));
    let of_type = of_type.map(|choice| view! { <ChoiceLabel choice=choice /> });
    let extra = record.extra.clone().into_iter().map(|(name, value)| {
        view! { <div><dt>{name}</dt> <dd>{value}</dd></div> }
    });
    let extra =
        (!record.extra.is_empty()).then(|| view! { <dl class="entry-extra">{extra.collect_view()}</dl> });
    let kept = StoredValue::new(record);
    let actions = move || {
        let begin = move |_| kept.with_value(|record| amending.begin(record));
        may_amend.then(|| view! { <IconButton icon=Icon::Edit name=t!(lang, LeadAmend) on:click=begin /> })
    };
    let show = move |()| reading.set(Some(kept.get_value()));
    if !written && said.body.is_empty() && visit.is_none() {
        return view! { <TimelineEntry who=who what=said.what at=at icon=said.icon folded=true /> }
            .into_any();
    }
    let text = StoredValue::new(said.body);
    let body = move || {
        if amending.is(id) {
            view! { <AmendForm record=kept.get_value() amending=amending on_amended=on_amended /> }.into_any()
        } else {
            view! { <span class="entry-text">{text.get_value()}</span> }.into_any()
        }
    };
    view! {
        <TimelineEntry
            who=who
            what=said.what
            at=at
            icon=said.icon
            folded=!written
            revisions=revisions
            on_revisions=show
            actions=actions
        >
            {of_type}
            {body}
            {extra}
            {visit}
        </TimelineEntry>
    }
    .into_any()
}
