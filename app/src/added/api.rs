//! Server functions about added fields that every page needs.
use crate::AppError;
use domain::custom::CustomField;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// All added fields of all nouns, in their order.
#[server(input = GetUrl)]
pub async fn added_fields() -> Result<Vec<CustomField>, AppError> {
    Ok(crate::desk::desk().await?.fields().all().await?)
}
