//! For load balancers: whether this server can do its work.
use crate::Site;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderName, StatusCode, header};
use axum::routing::get;

pub(super) fn router() -> Router<Site> {
    Router::new().route("/healthz", get(health))
}

/// 200 when the database answers; 503 when it does not, or the server is about to end.
async fn health(State(site): State<Site>) -> (StatusCode, [(HeaderName, &'static str); 2], &'static str) {
    let fresh = [(header::CACHE_CONTROL, "no-store"), (header::CONTENT_TYPE, "application/json")];
    if site.closing.is_cancelled() {
        return (StatusCode::SERVICE_UNAVAILABLE, fresh, r#"{"status":"closing"}"#);
    }
    match site.store.ping().await {
        Ok(()) => (StatusCode::OK, fresh, r#"{"status":"ok"}"#),
        Err(error) => {
            tracing::error!(%error, "the database does not answer");
            (StatusCode::SERVICE_UNAVAILABLE, fresh, r#"{"status":"database"}"#)
        }
    }
}
