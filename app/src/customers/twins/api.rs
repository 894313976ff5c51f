//! Server functions of duplicates: each gets the desk, calls a verb, and returns.
use crate::AppError;
use crate::list::Which;
use crate::row_page::Typed;
use domain::choice::Choice;
use domain::custom::CustomField;
use domain::merge::{Merge, MergePreview, Parted};
use domain::twin::{Mark, Probe, Twin, TwinMember, TwinPage};
use domain::{CustomerId, MergeId};
use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};
use serde::{Deserialize, Serialize};

/// A page of suspected duplicates.
#[server(input = GetUrl)]
pub async fn suspects(#[server(default)] cursor: String) -> Result<TwinPage, AppError> {
    let cursor = Some(cursor.as_str()).filter(|cursor| !cursor.is_empty());
    Ok(crate::desk::desk().await?.customers().duplicates(cursor).await?)
}

/// Says that customers are not the same, or takes it back.
#[server]
pub async fn tell_customers_apart(chosen: Which, apart: bool) -> Result<(), AppError> {
    let ids = match chosen.0 {
        domain::list::Chosen::Ids(ids) => ids.into_iter().map(CustomerId).collect(),
        domain::list::Chosen::Matching(_) => Vec::new(),
    };
    Ok(crate::desk::desk().await?.customers().tell_apart(&ids, apart).await?)
}

/// What a page of merging begins with.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Merging {
    /// The other customer is still to be found.
    Pick {
        /// The one that is known.
        one: CustomerId,
        /// Its name.
        name: String,
        /// What was looked for.
        text: String,
        /// What was found; without a text those that look the same.
        found: Vec<TwinMember>,
    },
    /// Both are known.
    Pair {
        /// What would happen.
        preview: MergePreview,
        /// The drop-down lists.
        choices: Vec<Choice>,
        /// The fields the administrator has added.
        added: Vec<CustomField>,
    },
}

/// What merging one customer with another would do; or, without another, those that are found.
#[server(input = GetUrl)]
pub async fn merge_sheet(
    one: CustomerId,
    #[server(default)] other: Option<CustomerId>,
    #[server(default)] text: String,
) -> Result<Merging, AppError> {
    let desk = crate::desk::desk().await?;
    let customers = desk.customers();
    if let Some(other) = other {
        let preview = customers.merge_preview(one, other).await?;
        let (choices, added) = (desk.choices().all().await?, desk.fields().all().await?);
        return Ok(Merging::Pair { preview, choices, added });
    }
    let (customer, found) = customers.candidates(one, &text).await?;
    Ok(Merging::Pick { one, name: customer.details.name, text, found })
}

/// Makes one customer of two. A plain form goes on to the card of the one that stays.
#[server]
pub async fn merge_customers(#[server(flatten)] typed: Typed) -> Result<Merge, AppError> {
    let desk = crate::desk::desk().await?;
    let answer = match crate::customers::twins::wish::merge_wish(&typed) {
        Ok(wish) => desk.customers().merge(&wish).await.map_err(AppError::from),
        Err(problem) => Err(problem.into()),
    };
    let there = answer.as_ref().map(|merge| format!("/customers/{}", merge.winner)).unwrap_or_default();
    let function = <MergeCustomers as leptos::server_fn::ServerFn>::PATH;
    crate::desk::lead_on(&there, "/customers/merge", function, &typed.0, answer)
}

/// Makes two customers of one again. A plain form goes on to the card, which says what was left alone.
#[server]
pub async fn part_customers(merge: MergeId) -> Result<Parted, AppError> {
    let parted = crate::desk::desk().await?.customers().unmerge(merge).await?;
    crate::desk::lead_to(&crate::customers::twins::wish::parted_path(&parted));
    Ok(parted)
}

/// What is there already of what stands in a form.
#[server(input = Json)]
pub async fn what_is_there(probe: Probe) -> Result<Vec<Twin>, AppError> {
    Ok(crate::desk::desk().await?.customers().twins(&probe).await?)
}

/// Asks whoever has it for a customer one wanted to enter. A plain form goes back to what was typed.
#[server]
pub async fn ask_owner(
    mark: Mark,
    value: String,
    #[server(default)] field: String,
    #[server(default)] customer: Option<CustomerId>,
    #[server(default)] back: String,
) -> Result<String, AppError> {
    crate::desk::desk().await?.customers().want(mark, &value).await?;
    let typed = domain::query::pairs(&back);
    let typed = typed.iter().map(|(name, text)| (name.as_str(), text.as_str()));
    let typed = typed.filter(|(name, _)| *name != "asked").chain([("asked", field.as_str())]);
    let page = customer.map_or_else(|| "new".to_owned(), |id| id.to_string());
    crate::desk::lead_to(&format!("/customers/{page}?{}", domain::query::write(typed)));
    Ok(field)
}
