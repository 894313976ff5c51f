//! The cookies of the door.
use crate::Site;
use axum::http::{HeaderMap, HeaderValue};
use axum_extra::extract::cookie::CookieJar;

/// Holds a session's token.
pub const SESSION: &str = "clew_session";
/// Holds what was typed but for passwords, so that a refused form does not cost it.
pub const TYPED: &str = "clew_typed";

/// A browser may forget it later than the store does.
const SESSION_SECONDS: i64 = 400 * 86_400;
const TYPED_SECONDS: i64 = 120;

/// The session's token, if the browser brought one.
#[must_use]
pub fn session_token(headers: &HeaderMap) -> Option<String> {
    let jar = CookieJar::from_headers(headers);
    let token = jar.get(SESSION)?.value();
    (!token.is_empty()).then(|| token.to_owned())
}

/// Sets the session's cookie, or takes it away.
#[must_use]
pub fn session_cookie(site: &Site, token: Option<&str>) -> HeaderValue {
    header(site, SESSION, "/", token.map(|token| (token.to_owned(), SESSION_SECONDS)))
}

/// Keeps what was typed on a page for the next time it is drawn, or forgets it.
pub(super) fn typed(site: &Site, page: &'static str, fields: &[(&str, &str)]) -> HeaderValue {
    let cut = |text: &str| text.chars().take(100).collect::<String>();
    let kept: Vec<_> = fields.iter().map(|(name, text)| (*name, cut(text))).collect();
    let query = domain::query::write(kept.iter().map(|(name, text)| (*name, text.as_str())));
    header(site, TYPED, page, (!kept.is_empty()).then_some((query, TYPED_SECONDS)))
}

fn header(
    site: &Site,
    name: &'static str,
    path: &'static str,
    content: Option<(String, i64)>,
) -> HeaderValue {
    let (value, seconds) = content.unwrap_or_default();
    let secure = if site.settings.https { "; Secure" } else { "" };
    let text = format!("{name}={value}; Path={path}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    // Tokens are base64 and names are percent-encoded: there is nothing a header can not hold.
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}
