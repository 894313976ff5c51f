//! A new token's secret, shown once.
use crate::start::use_lang;
use crate::ui::{Button, Icon};
use leptos::prelude::*;
use messages::t;
use std::time::Duration;
use wasm_bindgen::JsCast;

const TOLD: Duration = Duration::from_secs(3);

/// The secret, with a button that copies it.
#[component]
pub fn Made(
    /// What it is for.
    name: String,
    /// The secret.
    secret: String,
) -> impl IntoView {
    let lang = use_lang();
    let copied = RwSignal::new(false);
    let example = format!("curl -H \"Authorization: Bearer {secret}\" {}/api/v1/leads", origin());
    let text = secret.clone();
    let copy = move |_| {
        let _ = window().navigator().clipboard().write_text(&text);
        copied.set(true);
        set_timeout(
            move || {
                let _ = copied.try_set(false);
            },
            TOLD,
        );
    };
    let word = move || if copied.get() { t!(lang, CommonCopied) } else { t!(lang, CommonCopy) };
    view! {
        <section class="card made" aria-labelledby="made-title" role="status">
            <h2 id="made-title">{t!(lang, SettingsTokenMade, name = name)}</h2>
            <p>{t!(lang, SettingsTokenOnce)}</p>
            <div class="row secret">
                <input class="input" readonly value=secret aria-label=t!(lang, SettingsTokenSecret) on:focus=select_all />
                <Button icon=Icon::Copy on:click=copy>{word}</Button>
            </div>
            <p class="muted">{t!(lang, SettingsTokenTry)}</p>
            <pre tabindex="0">{example}</pre>
        </section>
    }
}

fn origin() -> String {
    window().location().origin().unwrap_or_default()
}

fn select_all(event: leptos::ev::FocusEvent) {
    let input = event.target().and_then(|target| target.dyn_into::<web_sys::HtmlInputElement>().ok());
    let _ = input.map(|input| input.select());
}
