//! What was typed and not yet sent stays in this browser, also when the page closes.
use leptos::prelude::*;

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// Keeps what is typed under a name, and puts back what was kept before.
pub fn keep_draft(name: String, text: RwSignal<String>) {
    let name = format!("clew.draft.{name}");
    let known = name.clone();
    Effect::new(move || {
        let kept = storage().and_then(|storage| storage.get_item(&known).ok().flatten());
        if let Some(kept) = kept.filter(|_| text.with_untracked(String::is_empty)) {
            text.set(kept);
        }
    });
    // Not at the start: then it would forget what is about to be put back.
    Effect::watch(
        move || text.get(),
        move |text, _, _| {
            let Some(storage) = storage() else { return };
            let _ = if text.is_empty() { storage.remove_item(&name) } else { storage.set_item(&name, text) };
        },
        false,
    );
}
