//! 跟踪处理, 跟踪查询 and 公海: three lists of leads.
use super::LeadList;
use crate::list::ListOf;
use leptos::prelude::*;

/// `/leads`.
#[component]
pub fn WorkPage() -> impl IntoView {
    view! { <ListOf list=LeadList::Work /> }
}

/// `/leads/query`.
#[component]
pub fn QueryPage() -> impl IntoView {
    view! { <ListOf list=LeadList::Query /> }
}

/// `/leads/pool`.
#[component]
pub fn PoolPage() -> impl IntoView {
    view! { <ListOf list=LeadList::Pool /> }
}
