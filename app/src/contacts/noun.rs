//! What contacts tell their list page.
use super::api::list_contacts;
use super::{ContactList, ContactVerb};
use crate::AppError;
use crate::customers::card::api::find_contact;
use crate::list::{Conditions, Listed, Noun};
use crate::ui::Icon;
use domain::choice::ChoiceKind;
use domain::contact::{Contact, ContactColumn, ContactField, ContactFilter, ContactView};
use domain::live::Signal as Told;
use domain::{ContactId, Lang, Me, Permission, Scope, Subject};
use messages::{column, t};
use std::future::Future;

impl Noun for ContactList {
    type Column = ContactColumn;
    type Verb = ContactVerb;
    type Tabs = ();
    type Sheet = Contact;

    const SUBJECT: Subject = Subject::Contact;
    const STATE: Option<ContactColumn> = None;
    const NAMES: &'static [&'static str] = &["name"];
    const EXPORT: (&'static str, Permission) = ("/contacts/export", Permission::ExportCustomers);

    fn path(self) -> &'static str {
        "/contacts"
    }

    fn title(self, lang: Lang, _: ContactView) -> &'static str {
        t!(lang, NavContacts)
    }

    fn filter(self, query: &str) -> ContactFilter {
        ContactFilter::parse(query)
    }

    fn key(_: ContactView) -> &'static str {
        "contacts"
    }

    fn own_columns(_: ContactView) -> Vec<ContactColumn> {
        <ContactColumn as domain::column::Column>::DEFAULT.to_vec()
    }

    fn conditions(_: ContactView, me: &Me) -> Conditions<ContactColumn> {
        use ContactColumn as C;
        let first = [ContactField::Name, ContactField::Mobile, ContactField::Position];
        let others = ContactField::ALL.iter().copied().filter(|field| !first.contains(field));
        let many = me.scope != Scope::Own || me.may(Permission::MonitorCustomers);
        Conditions {
            texts: [C::Customer].into_iter().chain(first.map(C::Text)).collect(),
            often: many.then_some(C::Owner).into_iter().chain([C::Main]).collect(),
            focus: false,
            seldom: vec![C::UpdatedAt, C::CreatedAt],
            other_texts: others.map(C::Text).collect(),
        }
    }

    fn choice_kind(_: ContactColumn) -> Option<ChoiceKind> {
        None
    }

    fn label(lang: Lang, column: ContactColumn) -> String {
        column::contact(lang, column).to_owned()
    }

    fn word(_: Lang, _: &str) -> &'static str {
        ""
    }

    fn search_hint(lang: Lang) -> &'static str {
        t!(lang, CustomerListContactsHint)
    }

    fn nameless(lang: Lang, id: i64) -> String {
        t!(lang, CustomerListContactNameless, number = id)
    }

    fn panel(lang: Lang) -> &'static str {
        t!(lang, CustomerListContactPanel)
    }

    fn none_match(lang: Lang) -> &'static str {
        t!(lang, CustomerListContactsNone)
    }

    fn row_path(id: i64) -> String {
        format!("/contacts/{id}")
    }

    fn icon() -> Icon {
        Icon::Person
    }

    fn fetch(self, query: String) -> impl Future<Output = Result<Listed, AppError>> + Send + 'static {
        list_contacts(query)
    }

    async fn tabs(self) -> Result<Self::Tabs, AppError> {
        Ok(())
    }

    async fn sheet(id: i64) -> Result<Self::Sheet, AppError> {
        find_contact(ContactId(id)).await
    }

    fn changed(told: Told) -> Option<Vec<i64>> {
        // What is named are customers: any contact may be of one of them.
        matches!(told, Told::Customers { .. }).then(Vec::new)
    }
}
