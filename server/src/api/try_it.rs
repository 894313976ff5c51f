//! The page to try the API on.
use crate::Site;
use axum::Router;
use axum::http::{HeaderValue, header};
use tower_http::set_header::SetResponseHeaderLayer;
use utoipa_swagger_ui::{Config, SwaggerUi};

/// Swagger UI writes styles into its page and draws its icons as data; nothing else of the product does.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; \
    img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'none'";

pub(super) fn router() -> Router<Site> {
    let config = Config::from("/api/v1/openapi.json").try_it_out_enabled(true).persist_authorization(false);
    let page: Router<Site> = SwaggerUi::new("/api/docs").config(config).into();
    page.layer(SetResponseHeaderLayer::overriding(
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static(POLICY),
    ))
}
