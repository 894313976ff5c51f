//! No such page.
use crate::start::use_lang;
use crate::ui::{Empty, Kind, LinkButton};
use leptos::prelude::*;
use leptos_meta::Title;
use messages::t;

/// What stands where no page is.
#[component]
pub fn NotFound() -> impl IntoView {
    let lang = use_lang();
    view! {
        <Title text=t!(lang, NavNotFoundTitle) />
        <h1 class="hidden">{t!(lang, NavNotFoundTitle)}</h1>
        <Empty title=t!(lang, NavNotFoundTitle) why=t!(lang, NavNotFoundWhy)>
            <LinkButton href="/leads" kind=Kind::Primary>{t!(lang, NavNotFoundNext)}</LinkButton>
        </Empty>
    }
}
