//! Server functions of a customer's card: each gets the desk, calls a verb, and returns.
use crate::AppError;
use crate::row_page::{CameFrom, Typed};
use domain::approval::Approval;
use domain::attachment::Attachment;
use domain::choice::Choice;
use domain::contact::Contact;
use domain::customer::{Customer, Security, Share};
use domain::list::Around;
use domain::merge::Merge;
use domain::ownership::Move;
use domain::person::PersonName;
use domain::record::{Record, RecordField};
use domain::visit::Visit;
use domain::web::WebItem;
use domain::{ChoiceId, ContactId, CustomerId, PersonId, RecordId, WebItemId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

/// Everything the card of a customer shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    /// The customer.
    pub customer: Customer,
    /// The people to reach there, the one to ask first before the others.
    pub contacts: Vec<Contact>,
    /// The newest of its records, or those before the one that was asked for.
    pub records: Vec<Record>,
    /// Its visits and plans, the earliest first.
    pub visits: Vec<Visit>,
    /// What was found on the web, the latest first.
    pub web_items: Vec<WebItem>,
    /// The latest files kept with it.
    pub files: Vec<Attachment>,
    /// The latest files kept with its contacts.
    pub contact_files: Vec<Attachment>,
    /// Its way through hands, the latest step first.
    pub moves: Vec<Move>,
    /// With whom it is shared.
    pub shares: Vec<Share>,
    /// What was merged into it, for those who may take it out again.
    pub merges: Vec<Merge>,
    /// The customers before and after it in the list it was opened from.
    pub around: Around,
    /// The drop-down lists.
    pub choices: Vec<Choice>,
    /// What records of a type are asked for.
    pub fields: Vec<RecordField>,
    /// How secret it may be made.
    pub cleared: Vec<Security>,
    /// What was asked for of its level, the latest first.
    pub requests: Vec<Approval>,
    /// The viewer decides on its level.
    pub decides: bool,
}

/// What the card of a customer shows. `from` is the query of the list it was opened from.
#[server(input = GetUrl)]
pub async fn customer_sheet(
    customer: CustomerId,
    #[server(default)] from: CameFrom,
    #[server(default)] before: Option<RecordId>,
) -> Result<Sheet, AppError> {
    let desk = crate::desk::desk().await?;
    let customers = desk.customers();
    let around = match from.is_known() {
        true => customers.around(&from.filter(), &from.sort(), customer).await?,
        false => Around::default(),
    };
    let merges = match desk.viewer().may(domain::Permission::MergeCustomers) {
        true => customers.merges(customer).await?,
        false => Vec::new(),
    };
    Ok(Sheet {
        customer: customers.find(customer).await?,
        contacts: desk.contacts().of(customer).await?,
        records: desk.records().of(customer, before, crate::row_page::api::RECORDS).await?,
        visits: desk.visits().of(customer).await?,
        web_items: customers.web_items(customer).await?,
        files: desk.attachments().first(customer).await?,
        contact_files: desk.attachments().of_contacts(customer).await?,
        moves: customers.moves(customer).await?,
        shares: customers.shares(customer).await?,
        merges,
        around,
        choices: desk.choices().all().await?,
        fields: desk.record_fields().all().await?,
        cleared: customers.securities(),
        requests: customers.level_requests(customer).await?,
        decides: customers.decides_level(customer).await?,
    })
}

/// Asks for another level; whoever decides on it changes it so.
#[server]
pub async fn ask_level(
    customer: CustomerId,
    #[server(default)] level: Option<ChoiceId>,
    #[server(default)] reason: String,
) -> Result<Approval, AppError> {
    let level = crate::desk::required("level", level)?;
    Ok(crate::desk::desk().await?.customers().ask_level(customer, level, &reason).await?)
}

/// What the form of a new customer offers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormLists {
    /// The drop-down lists.
    pub choices: Vec<Choice>,
    /// The people it may be given to.
    pub people: Vec<PersonName>,
    /// How secret it may be.
    pub cleared: Vec<Security>,
}

/// What the form of a new customer offers, for those who may enter one.
#[server(input = GetUrl)]
pub async fn customer_form() -> Result<FormLists, AppError> {
    let desk = crate::desk::desk().await?;
    crate::desk::needs(&desk, domain::Permission::AddCustomers)?;
    let may_assign = desk.viewer().may(domain::Permission::AssignCustomers);
    let people = if may_assign { desk.people().names().await? } else { Vec::new() };
    Ok(FormLists { choices: desk.choices().all().await?, people, cleared: desk.customers().securities() })
}

/// Enters a customer, with its first contacts.
#[server]
pub async fn add_customer(#[server(flatten)] typed: Typed) -> Result<Customer, AppError> {
    let desk = crate::desk::desk().await?;
    let answer = match crate::customers::typed::new_customer(&typed) {
        Ok(new) => desk.customers().add(new).await.map_err(AppError::from),
        Err(problem) => Err(problem.into()),
    };
    let there = answer.as_ref().map(|customer| format!("/customers/{}", customer.id)).unwrap_or_default();
    let function = <AddCustomer as leptos::server_fn::ServerFn>::PATH;
    crate::desk::lead_on(&there, "/customers/new", function, &typed.0, answer)
}

/// Changes fields of a customer, from the version the form was opened on.
#[server]
pub async fn edit_customer(
    customer: CustomerId,
    version: i64,
    #[server(flatten)] typed: Typed,
) -> Result<Customer, AppError> {
    let change = typed.change(domain::Subject::Customer, version);
    Ok(crate::desk::desk().await?.customers().change(customer, change).await?)
}

/// One contact.
#[server(input = GetUrl)]
pub async fn find_contact(contact: ContactId) -> Result<Contact, AppError> {
    Ok(crate::desk::desk().await?.contacts().find(contact).await?)
}

/// Enters a contact of a customer.
#[server]
pub async fn add_contact(customer: CustomerId, #[server(flatten)] typed: Typed) -> Result<Contact, AppError> {
    let new = crate::customers::typed::new_contact(&typed);
    let answer = crate::desk::desk().await?.contacts().add(customer, new).await.map_err(AppError::from);
    let (back, function) =
        (format!("/customers/{customer}"), <AddContact as leptos::server_fn::ServerFn>::PATH);
    crate::desk::lead_back(&back, function, &typed.with("adding", "contact"), answer)
}

/// Changes fields of a contact, from the version the form was opened on.
#[server]
pub async fn edit_contact(
    contact: ContactId,
    version: i64,
    #[server(flatten)] typed: Typed,
) -> Result<Contact, AppError> {
    let change = typed.change(domain::Subject::Contact, version);
    Ok(crate::desk::desk().await?.contacts().change(contact, change).await?)
}

/// Removes a contact.
#[server]
pub async fn remove_contact(contact: ContactId) -> Result<CustomerId, AppError> {
    Ok(crate::desk::desk().await?.contacts().remove(contact).await?)
}

/// Notes something found on the web.
#[server]
pub async fn add_web_item(
    customer: CustomerId,
    title: String,
    #[server(default)] link: String,
    #[server(default)] day: String,
    #[server(default)] note: String,
) -> Result<WebItem, AppError> {
    let form = domain::web::WebItemForm { title, link, day, note };
    Ok(crate::desk::desk().await?.customers().add_web_item(customer, form).await?)
}

/// Writes something found on the web anew.
#[server]
pub async fn change_web_item(
    item: WebItemId,
    title: String,
    #[server(default)] link: String,
    #[server(default)] day: String,
    #[server(default)] note: String,
) -> Result<WebItem, AppError> {
    let form = domain::web::WebItemForm { title, link, day, note };
    Ok(crate::desk::desk().await?.customers().change_web_item(item, form).await?)
}

/// Removes something found on the web.
#[server]
pub async fn remove_web_item(item: WebItemId) -> Result<CustomerId, AppError> {
    Ok(crate::desk::desk().await?.customers().remove_web_item(item).await?)
}

/// Ends a share.
#[server]
pub async fn end_share(customer: CustomerId, person: PersonId) -> Result<(), AppError> {
    let chosen = domain::list::Chosen::Ids(vec![customer.0]);
    let done = crate::desk::desk().await?.customers().unshare(&chosen, person).await?;
    if done.done.is_empty() { Err(domain::Problem::NotFound.into()) } else { Ok(()) }
}
