//! Server functions of lists of customers: each gets the desk, calls a verb, and returns.
use super::lists::CustomerList;
use crate::AppError;
use crate::list::{Listed, Which};
use domain::customer::{Customer, CustomerChoice, ViewCount};
use domain::list::Done;
use domain::record::Record;
use domain::{ChoiceId, CustomerId, PersonId, PoolId};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

/// A customer beside its list: what is known of it, and what was done last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Glance {
    /// The customer.
    pub customer: Customer,
    /// The newest of its records.
    pub records: Vec<Record>,
}

/// What each of so many people would be given, or was.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread {
    /// What was done in all.
    pub done: Done,
    /// How many each gets.
    pub parts: Vec<(PersonId, i64)>,
}

/// A page of a list, under the columns the person has chosen for it. `query` is the page's own address.
#[server(input = GetUrl)]
pub async fn list_customers(list: CustomerList, query: String) -> Result<Listed, AppError> {
    use crate::list::Noun;
    let desk = crate::desk::desk().await?;
    let view = list.filter(&query).view;
    let columns = CustomerList::columns(view, desk.columns().get(CustomerList::key(view)).await?);
    let (filter, paging) = list.asked(&query, &columns);
    let mut page = desk.customers().list(&filter, &paging).await?;
    let ids: Vec<_> = page.rows.iter().map(|row| row.id).collect();
    let shares = desk.customers().share_marks(&ids).await?;
    let warned = desk.now().plus_days(desk.pools().warning().await?);
    for row in &mut page.rows {
        super::lists::badges::finish_row(row, warned, shares.get(&row.id).copied());
    }
    Ok(Listed { columns, page })
}

/// The screens of the person, and how many customers each holds.
#[server(input = GetUrl)]
pub async fn customer_views() -> Result<Vec<ViewCount>, AppError> {
    Ok(crate::desk::desk().await?.customers().view_counts().await?)
}

/// A customer for the panel beside its list.
#[server(input = GetUrl)]
pub async fn customer_glance(customer: CustomerId) -> Result<Glance, AppError> {
    let desk = crate::desk::desk().await?;
    let records = desk.records().of(customer, None, crate::list::RECORDS).await?;
    Ok(Glance { customer: desk.customers().find(customer).await?, records })
}

/// Puts the red label on customers, or takes it off.
#[server]
pub async fn set_customers_hot(chosen: Which, hot: bool) -> Result<Done, AppError> {
    Ok(crate::desk::desk().await?.customers().set_hot(&chosen.0, hot).await?)
}

/// Gives customers a choice.
#[server]
pub async fn set_customers_choice(
    chosen: Which,
    field: CustomerChoice,
    choice: ChoiceId,
) -> Result<Done, AppError> {
    Ok(crate::desk::desk().await?.customers().set_choice(&chosen.0, field, choice).await?)
}

/// Takes customers from a pool.
#[server]
pub async fn claim_customers(chosen: Which) -> Result<Done, AppError> {
    Ok(crate::desk::desk().await?.customers().claim(&chosen.0).await?)
}

/// Gives customers to someone.
#[server]
pub async fn assign_customers(chosen: Which, owner: PersonId) -> Result<Done, AppError> {
    Ok(crate::desk::desk().await?.customers().assign(&chosen.0, owner).await?)
}

/// Hands one's own customers on to someone.
#[server]
pub async fn transfer_customers(chosen: Which, owner: PersonId) -> Result<Done, AppError> {
    Ok(crate::desk::desk().await?.customers().transfer(&chosen.0, owner).await?)
}

/// Spreads customers evenly over people; or only tells what each would get.
#[server(input = leptos::server_fn::codec::Json)]
pub async fn spread_customers(
    chosen: Which,
    owners: Vec<PersonId>,
    preview: bool,
) -> Result<Spread, AppError> {
    let (done, parts) = crate::desk::desk().await?.customers().spread(&chosen.0, &owners, preview).await?;
    Ok(Spread { done, parts })
}

/// Gives customers up to a pool.
#[server]
pub async fn give_up_customers(
    chosen: Which,
    #[server(default)] pool: Option<PoolId>,
    reason: ChoiceId,
    #[server(default)] note: String,
) -> Result<Done, AppError> {
    Ok(crate::desk::desk().await?.customers().give_up(&chosen.0, pool, reason, &note).await?)
}

/// Shares customers with people, until the end of a day if one is given.
#[server(input = leptos::server_fn::codec::Json)]
pub async fn share_customers(
    chosen: Which,
    people: Vec<PersonId>,
    may_edit: bool,
    until: String,
) -> Result<Done, AppError> {
    let desk = crate::desk::desk().await?;
    let until = super::verbs::end_of_day(&desk.me().zone, &until)?;
    Ok(desk.customers().share(&chosen.0, &people, may_edit, until).await?)
}

/// Ends a person's share of customers.
#[server]
pub async fn unshare_customers(chosen: Which, person: PersonId) -> Result<Done, AppError> {
    Ok(crate::desk::desk().await?.customers().unshare(&chosen.0, person).await?)
}

/// Moves customers to the bin. A plain form goes on to the list: most do not see the customer any longer.
#[server]
pub async fn bin_customers(chosen: Which) -> Result<Done, AppError> {
    let done = crate::desk::desk().await?.customers().bin(&chosen.0).await?;
    crate::desk::lead_to("/customers");
    Ok(done)
}

/// Takes customers out of the bin, each back to the owner it had, or to somebody.
#[server]
pub async fn restore_customers(
    chosen: Which,
    #[server(default)] owner: Option<PersonId>,
) -> Result<Done, AppError> {
    Ok(crate::desk::desk().await?.customers().restore(&chosen.0, owner).await?)
}

/// Puts what lies in the bin into a pool.
#[server]
pub async fn pool_customers(
    chosen: Which,
    #[server(default)] pool: Option<PoolId>,
) -> Result<Done, AppError> {
    Ok(crate::desk::desk().await?.customers().bin_to_pool(&chosen.0, pool).await?)
}

/// Removes for good what lies in the bin.
#[server]
pub async fn purge_customers(chosen: Which) -> Result<Done, AppError> {
    Ok(crate::desk::desk().await?.customers().purge(&chosen.0).await?)
}
