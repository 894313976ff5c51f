//! The list pages of customers: the screens, and the combined query.
mod acts;
pub mod badges;
mod drawn;
mod empty;
mod noun;
mod row_verbs;
mod sheet;
mod strip;

use crate::list::ListOf;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// A list of customers with a page of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CustomerList {
    /// The screens: mine, hot, shared with me and so on.
    Views,
    /// 客户查询: all I see, but for the pool and the bin.
    Query,
}

/// `/customers`.
#[component]
pub fn CustomersPage() -> impl IntoView {
    view! { <ListOf list=CustomerList::Views /> }
}

/// `/customers/query`.
#[component]
pub fn CustomerQueryPage() -> impl IntoView {
    view! { <ListOf list=CustomerList::Query /> }
}
