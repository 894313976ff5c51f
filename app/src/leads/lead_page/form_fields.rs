//! All fields of a lead as a form: to enter one, and to change many fields at once.
use super::field_panel::line;
use super::groups::{Group, groups};
use super::typed::CHOICES;
use crate::added::{self, AddedFields};
use crate::row_page::{ChoiceField, FormLine, Texts};
use crate::start::use_lang;
use crate::ui::Choices;
use domain::choice::ChoiceKind;
use domain::lead::LeadField;
use domain::{FieldErrors, Subject};
use leptos::prelude::*;
use messages::t;

/// What stands in each field of a lead, and who is to have it.
pub fn texts(first: impl Fn(&str) -> String) -> Texts {
    let keys = LeadField::ALL.iter().map(|field| field.key()).chain(CHOICES).chain(["owner"]);
    Texts::new(keys.map(str::to_owned).chain(added::keys(Subject::Lead)), first)
}

/// The fields in their groups, and the choices before them.
#[component]
pub fn FormFields(
    /// What stands in them.
    texts: Texts,
    /// What is wrong with them.
    #[prop(into)]
    errors: Signal<FieldErrors>,
    /// The drop-down lists.
    choices: Choices,
    /// More to choose.
    #[prop(optional, into)]
    more: ViewFn,
) -> impl IntoView {
    let lang = use_lang();
    let all = Signal::stored(choices.clone());
    let choice = move |kind: ChoiceKind, label: &'static str, blank: Option<&'static str>| {
        let (text, choices) = (texts.of(kind.key()), choices.clone());
        let name = match kind {
            ChoiceKind::Source => "source",
            ChoiceKind::Intake => "intake",
            _ => "status",
        };
        view! { <ChoiceField name=name label=label kind=kind text=text errors=errors choices=choices blank=blank /> }
    };
    let group = move |(title, fields): Group| {
        let one = |field: &LeadField| {
            let (line, text) = (line(lang, *field), texts.of(field.key()));
            view! { <FormLine line=line text=text errors=errors wide=*field == LeadField::Address /> }
        };
        let fields = fields.iter().map(one);
        view! {
            <fieldset class="lead-group">
                <legend>{title}</legend>
                <div class="form grid">{fields.collect_view()}</div>
            </fieldset>
        }
    };
    view! {
        {groups(lang).map(group)}
        <AddedFields noun=Subject::Lead texts=texts errors=errors choices=all />
        <fieldset class="lead-group">
            <legend>{t!(lang, LeadGroupTracking)}</legend>
            <div class="form grid">
                {choice(ChoiceKind::Status, t!(lang, ColumnStatus), None)}
                {choice(ChoiceKind::Source, t!(lang, ColumnSource), Some(t!(lang, CommonNone)))}
                {choice(ChoiceKind::Intake, t!(lang, ColumnIntake), Some(t!(lang, CommonNone)))}
                {more.run()}
            </div>
        </fieldset>
    }
}
