//! Server functions about tokens.
use crate::AppError;
use domain::TokenId;
use domain::person::ApiToken;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// The tokens one may see, the latest first.
#[server(input = GetUrl)]
pub async fn tokens() -> Result<Vec<ApiToken>, AppError> {
    Ok(crate::desk::desk().await?.tokens().list().await?)
}

/// Makes a token; its secret is told now and never again.
#[server]
pub async fn add_token(name: String) -> Result<(TokenId, String), AppError> {
    Ok(crate::desk::desk().await?.tokens().add(&name).await?)
}

/// Ends a token at once.
#[server]
pub async fn remove_token(token: TokenId) -> Result<(), AppError> {
    Ok(crate::desk::desk().await?.tokens().remove(token).await?)
}
