//! The left column: all fields of the lead, in groups.
use super::groups::groups;
use super::opened::Opened;
use crate::added::AddedLines;
use crate::row_page::{ChoiceLine, FieldLine, Line};
use crate::ui::{Group, Icon, KeyValue, Kind, LinkButton, TimeText};
use domain::Lang;
use domain::choice::ChoiceKind;
use domain::column::CellKind;
use domain::lead::{LeadColumn, LeadField};
use leptos::prelude::*;
use messages::{column, t};

/// The fields, each changed in place; a button leads to the form with all of them.
#[component]
pub fn FieldPanel(opened: Opened) -> impl IntoView {
    let lang = opened.lang;
    let group = move |(title, fields): super::groups::Group| {
        let line = |field: &LeadField| view! { <FieldLine row=opened.editing line=line(lang, *field) /> };
        let lines = fields.iter().map(line).collect_view();
        view! { <Group title=title>{lines}</Group> }
    };
    let edit = move || {
        let href = format!("/leads/{}/edit", opened.id);
        opened.may_change().then(|| view! { <LinkButton href=href kind=Kind::Quiet icon=Icon::Edit>{t!(lang, LeadEditAll)}</LinkButton> })
    };
    let submitted = Memo::new(move |_| opened.lead.with(|lead| lead.submitted_at));
    let updated = Memo::new(move |_| opened.lead.with(|lead| lead.updated_at));
    view! {
        <section class="lead-fields" aria-label=t!(lang, LeadFields)>
            <header class="lead-part-head"><h2>{t!(lang, LeadFields)}</h2> {edit}</header>
            {groups(lang).map(group)}
            <AddedLines row=opened.editing />
            <Group title=t!(lang, LeadGroupOrigin)>
                <ChoiceLine row=opened.editing field="source" name=column::lead(lang, LeadColumn::Source) kind=ChoiceKind::Source />
                <ChoiceLine row=opened.editing field="intake" name=column::lead(lang, LeadColumn::Intake) kind=ChoiceKind::Intake />
                <KeyValue label=column::lead(lang, LeadColumn::SubmittedAt)>
                    {move || view! { <TimeText at=submitted.get() /> }}
                </KeyValue>
                <KeyValue label=column::lead(lang, LeadColumn::UpdatedAt)>
                    {move || view! { <TimeText at=updated.get() /> }}
                </KeyValue>
            </Group>
        </section>
    }
}

/// A field as a line. Nobody calls a fax.
pub(super) fn line(lang: Lang, field: LeadField) -> Line {
    let kind = if field == LeadField::Fax { CellKind::Text } else { field.kind() };
    let name = column::field(lang, field).to_owned();
    Line { key: field.key(), name, kind, long: field == LeadField::Remarks }
}
