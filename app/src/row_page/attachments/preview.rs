//! Pictures, one after another, in a dialog.
use super::Shelf;
use crate::ui::{Dialog, Icon, IconButton, LinkButton};
use domain::attachment::Attachment;
use leptos::prelude::*;
use messages::t;

/// The picture that is looked at; the arrow keys go to the next.
#[component]
pub(super) fn Preview(shelf: Shelf) -> impl IntoView {
    let lang = shelf.lang;
    let pictures = Memo::new(move |_| {
        shelf.all.with(|all| all.iter().filter(|file| file.is_image()).cloned().collect::<Vec<Attachment>>())
    });
    let at = move || {
        let id = shelf.looked_at.get()?;
        pictures.with(|all| all.iter().position(|file| file.id == id))
    };
    let file = Memo::new(move |_| at().and_then(|at| pictures.with(|all| all.get(at).cloned())));
    let open = RwSignal::new(false);
    Effect::new(move || open.set(file.with(Option::is_some)));
    Effect::new(move || {
        if !open.get() {
            shelf.looked_at.set(None);
        }
    });
    let step = move |by: isize| {
        let next = untrack(at).and_then(|at| at.checked_add_signed(by));
        let next = next.and_then(|next| pictures.with_untracked(|all| all.get(next).map(|file| file.id)));
        if next.is_some() {
            shelf.looked_at.set(next);
        }
    };
    Effect::new(move || {
        let handle = window_event_listener(leptos::ev::keydown, move |event| {
            let by = match event.key().as_str() {
                "ArrowLeft" => -1,
                "ArrowRight" => 1,
                _ => return,
            };
            if open.get_untracked() {
                event.prevent_default();
                step(by);
            }
        });
        on_cleanup(move || handle.remove());
    });
    let name = Signal::derive(move || {
        file.with(|file| file.as_ref().map(|file| file.name.clone()).unwrap_or_default())
    });
    let path = move || file.with(|file| file.as_ref().map(Attachment::path).unwrap_or_default());
    let count = move || pictures.with(Vec::len);
    let number = move || at().map_or(0, |at| at + 1);
    view! {
        <Dialog open=open title=name wide=true>
            <img class="preview-picture" src=path alt=move || name.get() />
            <footer class="preview-foot">
                <IconButton icon=Icon::Left name=t!(lang, FilesPrevious).to_owned() disabled=Signal::derive(move || number() <= 1) on:click=move |_| step(-1) />
                <span class="muted" aria-live="polite">{move || t!(lang, FilesPlace, n = number(), of = count())}</span>
                <IconButton icon=Icon::Right name=t!(lang, FilesNext).to_owned() disabled=Signal::derive(move || number() >= count()) on:click=move |_| step(1) />
                <LinkButton href=Signal::derive(move || format!("{}?download", path())) attr:rel="external">{t!(lang, FilesDownload)}</LinkButton>
            </footer>
        </Dialog>
    }
}
