//! Language, theme, density, time zone. A plain form: the page loads again with them, script or not.
use crate::prefs::SetPreferences;
use crate::start::{use_lang, use_me};
use crate::ui::{Button, ChipPick, Choosable, Field, Kind, Select, full_time};
use domain::Lang;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use messages::t;

/// How the product looks to me.
#[component]
pub fn Looks(
    /// All time zones.
    places: Signal<Vec<String>>,
) -> impl IntoView {
    let (lang, me) = (use_lang(), use_me());
    let zone = RwSignal::new(me.zone.name.clone());
    let languages = Lang::ALL.map(|one| (one.tag(), t!(one, CommonOwnName)));
    let themes = [
        ("light", t!(lang, NavThemeLight)),
        ("dark", t!(lang, NavThemeDark)),
        ("auto", t!(lang, NavThemeAuto)),
    ];
    let densities =
        [("comfortable", t!(lang, NavDensityComfortable)), ("compact", t!(lang, NavDensityCompact))];
    let options = move || {
        places.with(|places| {
            places.iter().map(|place| Choosable::new(place, place.replace('_', " "))).collect::<Vec<_>>()
        })
    };
    // Only the browser knows, so it is told once the page is awake.
    let here = RwSignal::new(None::<String>);
    Effect::new(move || here.set(browser_zone()));
    let suggestion = move || {
        let there = here.get().filter(|there| {
            zone.with(|zone| zone != there) && places.with(|places| places.contains(there))
        })?;
        let pick = there.clone();
        Some(
            view! { <ChipPick on_pick=move |()| zone.set(pick.clone())>{t!(lang, AccountZoneHere, zone = there.replace('_', " "))}</ChipPick> },
        )
    };
    view! {
        <section class="section" aria-labelledby="account-looks">
            <header><h2 id="account-looks">{t!(lang, AccountLooks)}</h2></header>
            <form class="form" method="post" action=SetPreferences::url()>
                <Segments name="lang" title=t!(lang, NavLanguage) values=languages.to_vec() present=lang.tag().to_owned() />
                <Segments name="theme" title=t!(lang, NavTheme) values=themes.to_vec() present=me.theme.clone() />
                <Segments name="density" title=t!(lang, NavDensity) values=densities.to_vec() present=me.density.clone() />
                <Field name="zone" label=t!(lang, AccountZone) help=t!(lang, AccountZoneHelp, now = full_time(&me.zone, crate::start::use_start().now))>
                    <Select options=Signal::derive(options) value=zone />
                </Field>
                {suggestion}
                <div class="form-foot"><Button kind=Kind::Primary submit=true>{t!(lang, CommonSave)}</Button></div>
            </form>
        </section>
    }
}

/// One of a few, side by side.
#[component]
fn Segments(
    name: &'static str,
    title: &'static str,
    values: Vec<(&'static str, &'static str)>,
    present: String,
) -> impl IntoView {
    let one = |(value, words): (&'static str, &'static str)| {
        view! {
            <label class="segment">
                <input type="radio" name=name value=value checked=value == present />
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <fieldset>
            <legend>{title}</legend>
            <div class="segments">{values.into_iter().map(one).collect_view()}</div>
        </fieldset>
    }
}

/// The time zone the browser keeps.
fn browser_zone() -> Option<String> {
    let options = js_sys::Intl::DateTimeFormat::default().resolved_options();
    js_sys::Reflect::get(&options, &"timeZone".into()).ok()?.as_string()
}
