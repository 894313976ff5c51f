//! Server functions of notices: each gets the desk, calls a verb, and returns.
use crate::AppError;
use domain::NoticeId;
use domain::choice::Choice;
use domain::notice::Notice;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

/// Notices on a page.
pub const PAGE: u32 = 30;

/// What waits for somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct New {
    /// Unread notices; those that say that somebody asks are counted as requests.
    pub notices: i64,
    /// Requests to decide on.
    pub approvals: i64,
}

/// How much waits for the reader.
#[server(input = GetUrl)]
pub async fn waiting() -> Result<New, AppError> {
    use domain::notice::NoticeKind;
    let desk = crate::desk::desk().await?;
    let notices = desk.notices().unread_but(Some(NoticeKind::Asked)).await?;
    Ok(New { notices, approvals: desk.approvals().pending().await? })
}

/// Notices before one, the latest first; one more than a page holds when there are others.
#[server(input = GetUrl)]
pub async fn notices_before(
    #[server(default)] before: Option<NoticeId>,
) -> Result<(Vec<Notice>, Vec<Choice>), AppError> {
    let desk = crate::desk::desk().await?;
    Ok((desk.notices().list(before, PAGE + 1).await?, desk.choices().all().await?))
}

/// Marks a notice as read.
#[server]
pub async fn read_notice(notice: NoticeId) -> Result<(), AppError> {
    Ok(crate::desk::desk().await?.notices().read(&[notice]).await?)
}

/// Marks all as read.
#[server]
pub async fn read_all_notices() -> Result<(), AppError> {
    Ok(crate::desk::desk().await?.notices().read_all().await?)
}
