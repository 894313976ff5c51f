//! A file goes out. Only pictures are shown, and only in a cage; everything else is downloaded.
use crate::Site;
use crate::http::{AsItIs, Refused};
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::AttachmentId;
use domain::attachment::Attachment;
use domain::query::encode;
use store::Desk;

/// Whatever a content is, it loads and runs nothing.
const CAGE: &str = "default-src 'none'; style-src 'none'; sandbox; frame-ancestors 'none'";

/// The content of a file; `download`: to be saved, also when it could be shown.
pub(crate) async fn answer(
    site: &Site,
    desk: &Desk,
    id: AttachmentId,
    headers: &HeaderMap,
    download: bool,
) -> Result<Response, Refused> {
    let (attachment, stored_as) = desk.attachments().content(id).await?;
    let tag = HeaderValue::try_from(format!("\"{}\"", attachment.sha256));
    let tag = tag.unwrap_or(HeaderValue::from_static("\"\""));
    // Asked each time: who may no longer see it does not find it in the browser's store either.
    let standing = [
        (header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(CAGE)),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::ETAG, tag.clone()),
    ];
    if is_known(headers, &tag) {
        return Ok((StatusCode::NOT_MODIFIED, standing).into_response());
    }
    let (length, content) = site.files.read(&stored_as).await?;
    let told = [
        (header::CONTENT_TYPE, kind(&attachment)),
        (header::CONTENT_LENGTH, HeaderValue::from(length)),
        (header::CONTENT_DISPOSITION, disposition(&attachment, download)),
    ];
    let mut response = (standing, told, Body::from_stream(content)).into_response();
    response.extensions_mut().insert(AsItIs);
    Ok(response)
}

fn is_known(headers: &HeaderMap, tag: &HeaderValue) -> bool {
    let asked = headers.get(header::IF_NONE_MATCH).and_then(|asked| asked.to_str().ok()).unwrap_or_default();
    asked.split(',').any(|one| one.trim().trim_start_matches("W/").as_bytes() == tag.as_bytes())
}

fn kind(attachment: &Attachment) -> HeaderValue {
    HeaderValue::from_str(&attachment.kind).unwrap_or(HeaderValue::from_static(domain::attachment::UNKNOWN))
}

/// The name in both ways of writing it: old clients know ASCII only (RFC 6266).
fn disposition(attachment: &Attachment, download: bool) -> HeaderValue {
    let way = if attachment.is_image() && !download { "inline" } else { "attachment" };
    let plain: String = attachment
        .name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') { c } else { '_' })
        .collect();
    let name = encode(&attachment.name).replace('+', "%20").replace(',', "%2C");
    let told = format!("{way}; filename=\"{plain}\"; filename*=UTF-8''{name}");
    HeaderValue::try_from(told).unwrap_or(HeaderValue::from_static("attachment"))
}
