//! Files kept with rows.
use super::Named;
use domain::attachment::Attachment;
use domain::{Moment, Subject};
use serde::Serialize;
use utoipa::ToSchema;

/// A file kept with a row.
#[derive(Debug, Serialize, ToSchema)]
#[schema(as = Attachment)]
pub struct AttachmentShape {
    id: i64,
    /// What kind of row it is kept with: `lead`, `customer`, `contact`.
    #[schema(value_type = String)]
    subject: Subject,
    /// The id of that row.
    subject_id: i64,
    name: String,
    /// What its content is, found out from the content itself; `application/octet-stream` when it is not known.
    kind: String,
    /// In bytes.
    size: i64,
    /// In hexadecimal.
    sha256: String,
    /// Who added it.
    by: Option<Named>,
    #[schema(value_type = String, format = DateTime)]
    at: Moment,
    /// Whether you may rename and remove it.
    may_change: bool,
    /// Where its content is.
    content: String,
}

impl From<Attachment> for AttachmentShape {
    fn from(attachment: Attachment) -> Self {
        Self {
            id: attachment.id.0,
            subject: attachment.about.subject,
            subject_id: attachment.about.id,
            content: format!("/api/v1/attachments/{}/content", attachment.id),
            name: attachment.name,
            kind: attachment.kind,
            size: attachment.size,
            sha256: attachment.sha256,
            by: Named::of(attachment.by, attachment.by_name),
            at: attachment.at,
            may_change: attachment.may_change,
        }
    }
}
