//! Server functions about files of rows: each gets the desk, calls a verb, and returns.
use crate::AppError;
use domain::attachment::Attachment;
use domain::{AttachmentId, Subject};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

/// Files of a row from before one of them on, the latest first.
#[server(input = GetUrl)]
pub async fn attachments_of(
    subject: Subject,
    id: i64,
    #[server(default)] before: Option<AttachmentId>,
) -> Result<Vec<Attachment>, AppError> {
    let (about, limit) = (domain::About::new(subject, id), domain::attachment::PAGE);
    Ok(crate::desk::desk().await?.attachments().of(about, before, limit).await?)
}

/// Gives a file another name.
#[server]
pub async fn rename_attachment(attachment: AttachmentId, name: String) -> Result<Attachment, AppError> {
    Ok(crate::desk::desk().await?.attachments().rename(attachment, &name).await?)
}

/// Removes a file.
#[server]
pub async fn remove_attachment(attachment: AttachmentId) -> Result<(), AppError> {
    crate::desk::desk().await?.attachments().remove(attachment).await?;
    Ok(())
}

/// Brings a removed file back.
#[server]
pub async fn restore_attachment(attachment: AttachmentId) -> Result<Attachment, AppError> {
    Ok(crate::desk::desk().await?.attachments().restore(attachment).await?)
}
