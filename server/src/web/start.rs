//! What a page knows when it begins.
use super::provider;
use crate::Site;
use crate::http::Refused;
use crate::http::door::TYPED;
use app::added::api::added_fields;
use app::desk::Visitor;
use app::prefs::{LANG_COOKIE, RAIL_COOKIE, THEME_COOKIE};
use app::session_api::who_am_i;
use app::start::Start;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, header};
use axum_extra::extract::cookie::CookieJar;
use domain::{Lang, Me, Problem, query};
use leptos::prelude::{Owner, provide_context};
use leptos::reactive::computed::ScopedFuture;

/// A page's beginning, and a cookie to be kept with it.
pub struct Begun {
    pub start: Start,
    pub cookie: Option<HeaderValue>,
}

/// Finds out who asks and how they want to see it.
pub async fn begin(site: &Site, head: &Parts, visitor: &Visitor) -> Result<Begun, Refused> {
    let me = me(site, head, visitor).await?;
    let added = if me.is_some() {
        asked(site, head, visitor, added_fields).await.map_err(|error| error.0)?
    } else {
        Vec::new()
    };
    let jar = CookieJar::from_headers(&head.headers);
    let kept = |name: &str| jar.get(name).map(|cookie| cookie.value().to_owned());
    let chosen = chosen_lang(head.uri.query().unwrap_or_default());
    let lang = me
        .as_ref()
        .map(|me| me.lang)
        .or(chosen)
        .or_else(|| kept(LANG_COOKIE).and_then(|tag| Lang::from_tag(&tag)));
    let theme = kept(THEME_COOKIE).filter(|theme| ["light", "dark"].contains(&theme.as_str()));
    let start = Start {
        lang: lang.unwrap_or_else(|| accepted(&head.headers)),
        theme: me.as_ref().map(|me| me.theme.clone()).or(theme).unwrap_or_else(|| "auto".to_owned()),
        density: me.as_ref().map_or_else(|| "comfortable".to_owned(), |me| me.density.clone()),
        narrow: kept(RAIL_COOKIE).is_some_and(|rail| rail == "narrow"),
        typed: kept(TYPED).unwrap_or_default(),
        file_limit: site.files.limit,
        added,
        now: site.store.now(),
        me,
    };
    Ok(Begun { start, cookie: chosen.and_then(lang_cookie) })
}

/// The sign-in page's language links: `?lang=en`.
fn chosen_lang(text: &str) -> Option<Lang> {
    let found = query::pairs(text).into_iter().find(|(name, _)| name == "lang");
    found.and_then(|(_, tag)| Lang::from_tag(&tag))
}

fn lang_cookie(lang: Lang) -> Option<HeaderValue> {
    let cookie = format!("{LANG_COOKIE}={}; Path=/; Max-Age=31536000; SameSite=Lax", lang.tag());
    HeaderValue::from_str(&cookie).ok()
}

fn accepted(headers: &HeaderMap) -> Lang {
    let header = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    header.map_or_else(Lang::default, Lang::from_accept_language)
}

async fn me(site: &Site, head: &Parts, visitor: &Visitor) -> Result<Option<Me>, Refused> {
    match asked(site, head, visitor, who_am_i).await {
        Ok(me) => Ok(Some(me)),
        Err(error) if error.0 == Problem::SignedOut => Ok(None),
        Err(error) => Err(error.0.into()),
    }
}

/// Asks as a page would, so that there is one way from a request to a person.
async fn asked<F: Future>(
    site: &Site,
    head: &Parts,
    visitor: &Visitor,
    ask: impl FnOnce() -> F,
) -> F::Output {
    let provide = provider(site, visitor.clone());
    let parts = head.clone();
    let owner = Owner::new();
    let asked = owner.with(|| {
        provide();
        provide_context(parts);
        ScopedFuture::new(ask())
    });
    asked.await
}
