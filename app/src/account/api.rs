//! Server functions about one's own account.
use crate::AppError;
use domain::SessionId;
use domain::person::{Account, Session, SignIn};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// My data, my signed-in devices, and my last tries to sign in.
#[server(input = GetUrl)]
pub async fn my_account() -> Result<(Account, Vec<Session>, Vec<SignIn>), AppError> {
    let desk = crate::desk::desk().await?;
    let mine = desk.sessions();
    Ok((mine.account().await?, mine.list().await?, mine.history().await?))
}

/// The names of all time zones.
#[server(input = GetUrl)]
pub async fn zones() -> Result<Vec<String>, AppError> {
    crate::desk::desk().await?;
    Ok(store::zone_names().into_iter().map(str::to_owned).collect())
}

/// Changes my password and ends my other sessions.
#[server]
pub async fn change_password(present: String, password: String, again: String) -> Result<(), AppError> {
    use domain::{FieldProblem, Problem};
    let desk = crate::desk::desk().await?;
    if password != again {
        return Err(store::Error::from(Problem::field("again", FieldProblem::Differs)).into());
    }
    Ok(desk.sessions().change_password(&present, &password).await?)
}

/// Ends one of my sessions, or all but this one.
#[server]
pub async fn end_session(session: Option<SessionId>) -> Result<u64, AppError> {
    Ok(crate::desk::desk().await?.sessions().end(session).await?)
}
