//! The person's menu. Its choices are plain forms: the page loads again with them, script or not.
use super::places;
use crate::prefs::SetPreferences;
use crate::start::{use_lang, use_me};
use crate::ui::{Avatar, Icon, Menu, MenuButton, MenuLink};
use domain::Lang;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use messages::t;

/// Account, language, theme, density, and the way out.
#[component]
pub fn PersonMenu() -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let name = me.name.clone();
    let button = move || view! { <Avatar name=name /> };
    let languages = Lang::ALL.map(|own| (own.tag(), t!(own, CommonOwnName), own == lang));
    let themes = [
        ("light", t!(lang, NavThemeLight)),
        ("dark", t!(lang, NavThemeDark)),
        ("auto", t!(lang, NavThemeAuto)),
    ]
    .map(|(value, words)| (value, words, me.theme == value));
    let densities =
        [("comfortable", t!(lang, NavDensityComfortable)), ("compact", t!(lang, NavDensityCompact))]
            .map(|(value, words)| (value, words, me.density == value));
    let rest: Vec<_> = places::on_a_phone().1.into_iter().chain(places::settings()).collect();
    view! {
        <Menu id="person-menu" name=t!(lang, NavPerson, name = me.name) button=button left=true>
            <div class="menu-person"><strong>{me.name.clone()}</strong> <span>{me.login.clone()}</span></div>
            <MenuLink href="/account" icon=Icon::Person>{t!(lang, NavAccount)}</MenuLink>
            <div class="narrow-only">
                {rest.into_iter().map(|place| view! { <MenuLink href=place.href icon=place.icon>{place.label}</MenuLink> }).collect_view()}
            </div>
            <Preference name="lang" title=t!(lang, NavLanguage) values=languages.to_vec() />
            <Preference name="theme" title=t!(lang, NavTheme) values=themes.to_vec() />
            <Preference name="density" title=t!(lang, NavDensity) values=densities.to_vec() />
            <hr />
            <form method="post" action="/sign-out">
                <MenuButton icon=Icon::SignOut submit=true>{t!(lang, NavSignOut)}</MenuButton>
            </form>
        </Menu>
    }
}

/// One preference: a button for each value, the present one marked.
#[component]
fn Preference(
    name: &'static str,
    title: &'static str,
    values: Vec<(&'static str, &'static str, bool)>,
) -> impl IntoView {
    let one = move |(value, words, chosen): (&'static str, &'static str, bool)| {
        view! {
            <button class="segment" type="submit" name=name value=value aria-pressed=chosen.to_string()>{words}</button>
        }
    };
    view! {
        <form class="preference" method="post" action=SetPreferences::url()>
            <span id=format!("preference-{name}")>{title}</span>
            <div class="segments" role="group" aria-labelledby=format!("preference-{name}")>
                {values.into_iter().map(one).collect_view()}
            </div>
        </form>
    }
}
