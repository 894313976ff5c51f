//! The frame of every page behind the sign-in.
use super::keys::{HelpDialog, listen};
use super::rail::{BottomBar, Rail};
use super::top_bar::TopBar;
use crate::routes::Pages;
use crate::start::{use_lang, use_start};
use leptos::prelude::*;
use messages::t;

/// Rail, top bar, the page, and on a phone the bottom bar.
#[component]
pub fn Frame() -> impl IntoView {
    let help = RwSignal::new(false);
    let narrow = RwSignal::new(use_start().narrow);
    listen(help);
    crate::live::provide_live();
    crate::added::keep_true();
    view! {
        <a class="skip" href="#main" rel="external">{t!(use_lang(), NavSkip)}</a>
        <div class="frame">
            <Rail narrow=narrow />
            <TopBar help=help />
            <main id="main" class="page" tabindex="-1"><Pages /></main>
            <BottomBar />
        </div>
        <HelpDialog open=help />
    }
}
