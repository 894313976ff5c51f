//! How a person wants the product to look.
use crate::AppError;
use domain::Lang;
use leptos::prelude::*;

/// The cookie with the language of the sign-in page.
pub const LANG_COOKIE: &str = "lang";
/// The cookie with the theme of the sign-in page.
pub const THEME_COOKIE: &str = "theme";
/// The cookie that says `narrow` when the left rail is folded.
pub const RAIL_COOKIE: &str = "rail";

/// Keeps what is given and leaves the rest. Sent by a plain form, so that the page loads again with it.
#[server]
pub async fn set_preferences(
    #[server(default)] lang: Option<Lang>,
    #[server(default)] theme: Option<String>,
    #[server(default)] density: Option<String>,
    #[server(default)] zone: Option<String>,
) -> Result<(), AppError> {
    use http::HeaderValue;
    use http::header::{REFERER, SET_COOKIE};
    let desk = crate::desk::desk().await?;
    let me = desk.me();
    let (lang, theme) = (lang.unwrap_or(me.lang), theme.unwrap_or(me.theme));
    let (density, zone) = (density.unwrap_or(me.density), zone.unwrap_or(me.zone.name));
    desk.sessions().set_preferences(lang, &theme, &density, &zone).await?;
    // The sign-in page has nobody to ask.
    let response = use_context::<leptos_axum::ResponseOptions>();
    for (name, value) in [(LANG_COOKIE, lang.tag()), (THEME_COOKIE, &theme)] {
        let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax");
        if let (Some(response), Ok(cookie)) = (&response, HeaderValue::from_str(&cookie)) {
            response.append_header(SET_COOKIE, cookie);
        }
    }
    // Back to the page the form stood on, and to no other site.
    let head = use_context::<http::request::Parts>();
    let came_from =
        head.as_ref().and_then(|head| head.headers.get(REFERER)?.to_str().ok()?.parse::<http::Uri>().ok());
    if let Some(page) = came_from.as_ref().and_then(http::Uri::path_and_query) {
        leptos_axum::redirect(page.as_str());
    }
    Ok(())
}
