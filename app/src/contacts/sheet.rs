//! A contact beside the list.
use crate::added::AddedValues;
use crate::customers::there;
use crate::start::use_lang;
use crate::ui::table::address as link_to;
use crate::ui::{Choices, Group, Icon, KeyValue, Label, LinkButton, TimeText};
use domain::Subject;
use domain::contact::{Contact, ContactColumn, ContactField};
use leptos::prelude::*;
use messages::{column, t};

/// Whose contact it is, how to reach it, and what else is known.
#[component]
pub fn ContactSheet(contact: Contact, choices: Choices) -> impl IntoView {
    let lang = use_lang();
    let field = move |field: ContactField, text: String| {
        let way = if field == ContactField::Fax { None } else { link_to(field.kind(), &text) };
        let shown = match way {
            Some(href) => view! { <a href=href rel="external">{text}</a> }.into_any(),
            None => text.into_any(),
        };
        view! { <KeyValue label=column::contact_field(lang, field)>{shown}</KeyValue> }
    };
    let texts = ContactField::ALL.iter().map(|field| (*field, contact.details.get(*field).to_owned()));
    let texts =
        texts.filter(|(_, text)| !text.is_empty()).map(|(known, text)| field(known, text)).collect_view();
    let main = contact.main.then(|| view! { <Label colour="blue">{t!(lang, CustomerContactMain)}</Label> });
    let card = there(contact.customer, contact.id);
    view! {
        <div class="panel-labels">
            {main}
            <a class="panel-owner" href=format!("/customers/{}", contact.customer)>
                {Icon::Company.draw()} {contact.customer_name.clone()}
            </a>
        </div>
        <div class="panel-verbs">
            <LinkButton href=card icon=Icon::Edit>{t!(lang, CustomerListContactOpen)}</LinkButton>
        </div>
        <Group title=t!(lang, LeadsPanelFacts)>
            {texts}
            <AddedValues noun=Subject::Contact held=contact.added choices=choices />
            <KeyValue label=column::contact(lang, ContactColumn::UpdatedAt)><TimeText at=contact.updated_at /></KeyValue>
        </Group>
    }
}
