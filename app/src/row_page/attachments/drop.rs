//! Where files come in: a plain form; with a script each file goes its own way as soon as it is there.
use super::sending::Sending;
use crate::start::{use_lang, use_start};
use crate::ui::{Button, files_of};
use domain::{About, Lang};
use js_sys::{Array, Reflect};
use leptos::prelude::*;
use messages::t;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DragEvent, Event, File, HtmlInputElement};

/// What takes files in.
#[derive(Clone, Copy)]
pub(super) struct Dropping {
    lang: Lang,
    about: About,
    sending: RwSignal<Vec<Sending>>,
    may_add: Signal<bool>,
    /// Something is held above it.
    pub over: RwSignal<bool>,
    refetch: Callback<()>,
    limit: u64,
}

/// What takes files in for a row. The one of the page takes what is pasted anywhere on it.
pub(super) fn use_drop(
    about: About,
    sending: RwSignal<Vec<Sending>>,
    may_add: Signal<bool>,
    of_page: bool,
    refetch: Callback<()>,
) -> Dropping {
    let limit = use_start().file_limit;
    let dropping =
        Dropping { lang: use_lang(), about, sending, may_add, over: RwSignal::new(false), refetch, limit };
    Effect::new(move || {
        if of_page {
            let handle = window_event_listener_untyped("paste", move |event| dropping.paste(&event));
            on_cleanup(move || handle.remove());
        }
    });
    dropping
}

impl Dropping {
    pub(super) fn hover(self, event: &DragEvent) {
        if self.may_add.get_untracked() {
            event.prevent_default();
            self.over.set(true);
        }
    }

    pub(super) fn drop(self, event: &DragEvent) {
        self.over.set(false);
        let files = event.data_transfer().and_then(|transfer| files_of(&transfer));
        if let (Some(files), true) = (files, self.may_add.get_untracked()) {
            event.prevent_default();
            self.take(&files, None);
        }
    }

    /// A picture, or files; text goes where the cursor is.
    pub(super) fn paste(self, event: &Event) {
        let Ok(clipboard) = Reflect::get(event, &"clipboardData".into()) else { return };
        if event.default_prevented() || has_text(&clipboard) || !self.may_add.get_untracked() {
            return;
        }
        if let Some(files) = files_of(&clipboard) {
            event.prevent_default();
            let now = String::from(js_sys::Date::new_0().to_iso_string());
            let time = now.get(..19).unwrap_or_default().replace('T', " ").replace(':', ".");
            self.take(&files, Some(t!(self.lang, FilesPasted, time = time)));
        }
    }

    fn chosen(self, event: &Event) {
        let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
            return;
        };
        if let Some(files) = files_of(&input) {
            self.take(&files, None);
            // Chosen again, the same file is to be sent again.
            input.set_value("");
        }
    }

    /// Sends each file. What was pasted as a picture has no name of its own.
    fn take(self, files: &JsValue, pasted: Option<String>) {
        for file in Array::from(files).iter().filter_map(|file| file.dyn_into::<File>().ok()) {
            let name = match &pasted {
                Some(words) if file.name() == "image.png" => format!("{words}.png"),
                _ => file.name(),
            };
            let one = Sending::new(self.about, name, file, self.limit);
            self.sending.update(|sending| sending.push(one));
            one.send(self.sending, self.refetch);
        }
    }
}

/// Text that was copied from a document often brings a picture of itself along.
fn has_text(clipboard: &JsValue) -> bool {
    let types = Reflect::get(clipboard, &"types".into()).unwrap_or(JsValue::NULL);
    Array::from(&types).iter().any(|kind| kind.as_string().is_some_and(|kind| kind.starts_with("text/")))
}

/// The form.
#[component]
pub(super) fn DropForm(about: About, dropping: Dropping) -> impl IntoView {
    let lang = use_lang();
    view! {
        <form class="file-drop" method="post" action=format!("{}/attachments", about.path()) enctype="multipart/form-data">
            <p>
                <span class="awake-only">{t!(lang, FilesDrop)} " "</span>
                <label class="button">
                    <span>{t!(lang, FilesChoose)}</span>
                    <input class="hidden" type="file" name="file" multiple on:change=move |event| dropping.chosen(&event) />
                </label>
            </p>
            <div class="asleep-only"><Button submit=true>{t!(lang, FilesUpload)}</Button></div>
            <p class="muted">{t!(lang, FilesHelp, max = dropping.limit >> 20)}</p>
        </form>
    }
}
