//! Who is signed in.
use crate::AppError;
use domain::Me;
use leptos::prelude::*;

/// The person signed in, as the browser may know them.
#[server]
pub async fn who_am_i() -> Result<Me, AppError> {
    Ok(crate::desk::desk().await?.me())
}
