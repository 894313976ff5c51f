//! From a request to a desk: a bearer token, or the cookie of a signed-in browser.
use super::problem::{Refused, Told};
use crate::{Site, door};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use domain::Problem;
use store::Desk;

/// Whoever asks, by bearer token or by session.
pub struct Caller(pub Desk);

/// Someone at a browser, with the session's token.
pub struct SignedIn {
    /// The person's desk.
    pub desk: Desk,
    /// The session's token.
    pub token: String,
}

/// The bearer token of a request.
pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

impl FromRequestParts<Site> for Caller {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Refused> {
        let viewer = match (bearer(&parts.headers), door::session_token(&parts.headers)) {
            (Some(token), _) => site.store.viewer_of_token(token).await?,
            (None, Some(token)) => site.store.viewer_of_session(&token).await?,
            (None, None) => return Err(Problem::SignedOut.into()),
        };
        if let Some(told) = parts.extensions.get::<Told>() {
            told.set(viewer.lang());
        }
        Ok(Self(site.store.desk(&viewer)))
    }
}

impl FromRequestParts<Site> for SignedIn {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Refused> {
        let token = door::session_token(&parts.headers).ok_or(Problem::SignedOut)?;
        let viewer = site.store.viewer_of_session(&token).await?;
        Ok(Self { desk: site.store.desk(&viewer), token })
    }
}
