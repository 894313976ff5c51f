//! The HTML around the app. Only the server draws it.
use super::App;
use crate::start::Start;
use leptos::config::LeptosOptions;
use leptos::hydration::{AutoReload, HydrationScripts};
use leptos::prelude::*;
use leptos_meta::MetaTags;

/// The document. `root` stands before the addresses of static files: blank, or a name that changes
/// with every build, so that browsers may keep them for ever.
pub fn written_page(options: LeptosOptions, root: String) -> impl IntoView {
    let start = use_context::<Start>().unwrap_or_default();
    let rail = start.narrow.then_some("narrow");
    view! {
        <!DOCTYPE html>
        <html lang=start.lang.tag() data-theme=start.theme data-density=start.density data-rail=rail>
            <head>
                <meta charset="utf-8" />
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover" />
                <meta name="color-scheme" content="light dark" />
                <link rel="icon" href="/pkg/assets/clew.svg" type="image/svg+xml" />
                <link rel="stylesheet" href=format!("{root}/pkg/clew.css") />
                <AutoReload options=options.clone() />
                <HydrationScripts options=options root=root />
                <MetaTags />
            </head>
            <body>
                <App />
            </body>
        </html>
    }
}
