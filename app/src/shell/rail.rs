//! The rail at the left, and on a phone the bar at the bottom.
use super::places::{self, Place};
use crate::prefs::RAIL_COOKIE;
use crate::start::use_lang;
use crate::ui::{Icon, IconButton};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use messages::t;
use wasm_bindgen::JsCast;

/// All places one may go to.
#[component]
pub fn Rail(
    /// Folded to its icons.
    narrow: RwSignal<bool>,
) -> impl IntoView {
    let lang = use_lang();
    let (work, settings) = (places::work(), places::settings());
    let present = present([&work[..], &settings[..]].concat());
    let link = move |place: Place| {
        let current = move || (present.get() == Some(place.href)).then_some("page");
        view! {
            <li>
                <a class="rail-link" href=place.href aria-current=current title=place.label>
                    {place.icon.draw()}
                    <span>{place.label}</span>
                </a>
            </li>
        }
    };
    let fold = move || if narrow.get() { t!(lang, NavUnfold) } else { t!(lang, NavFold) }.to_owned();
    let group = (!settings.is_empty()).then(|| {
        view! {
            <h2 class="rail-title" id="rail-settings"><span>{t!(lang, NavSettings)}</span></h2>
            <ul aria-labelledby="rail-settings">{settings.into_iter().map(link).collect_view()}</ul>
        }
    });
    Effect::new(move || show_fold(narrow.get()));
    view! {
        <nav class="rail" aria-label=t!(lang, NavMain)>
            <div class="rail-head">
                <a class="brand" href="/leads">
                    <img src="/pkg/assets/clew.svg" alt="" width="20" height="20" />
                    <span>{t!(lang, CommonProduct)}</span>
                </a>
            </div>
            <ul>{work.into_iter().map(link).collect_view()}</ul>
            {group}
            <div class="rail-foot">
                <IconButton icon=Icon::Rail name=Signal::derive(fold) on:click=move |_| narrow.update(|narrow| *narrow = !*narrow) />
            </div>
        </nav>
    }
}

fn present(places: Vec<Place>) -> Memo<Option<&'static str>> {
    let path = use_location().pathname;
    Memo::new(move |_| path.with(|path| places::present(&places, path)))
}

/// Folds or unfolds, and remembers it for the next page the server writes.
fn show_fold(narrow: bool) {
    let word = if narrow { "narrow" } else { "wide" };
    let Some(root) = document().document_element() else { return };
    let had = root.get_attribute("data-rail").as_deref() == Some("narrow");
    if had == narrow {
        return;
    }
    let _ = root.set_attribute("data-rail", word);
    if let Ok(page) = document().dyn_into::<web_sys::HtmlDocument>() {
        let _ = page.set_cookie(&format!("{RAIL_COOKIE}={word}; Path=/; Max-Age=31536000; SameSite=Lax"));
    }
}

/// The places of work, under the thumb. The others stand in the person's menu.
#[component]
pub fn BottomBar() -> impl IntoView {
    let (thumb, _) = places::on_a_phone();
    let present = present(thumb.clone());
    let link = move |place: Place| {
        let current = move || (present.get() == Some(place.href)).then_some("page");
        view! { <a href=place.href aria-current=current>{place.icon.draw()} <span>{place.label}</span></a> }
    };
    view! { <nav class="bottom-bar" aria-label=t!(use_lang(), NavMain)>{thumb.into_iter().map(link).collect_view()}</nav> }
}
