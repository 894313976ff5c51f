//! Server functions of lists of contacts.
use crate::AppError;
use crate::list::Listed;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// A page of the list, under the columns the person has chosen for it. `query` is the page's own address.
#[server(input = GetUrl)]
pub async fn list_contacts(query: String) -> Result<Listed, AppError> {
    use super::ContactList;
    use crate::list::Noun;
    let desk = crate::desk::desk().await?;
    let view = ContactList.filter(&query).view;
    let columns = ContactList::columns(view, desk.columns().get(ContactList::key(view)).await?);
    let (filter, paging) = ContactList.asked(&query, &columns);
    let page = desk.contacts().list(&filter, &paging).await?;
    Ok(Listed { columns, page })
}
