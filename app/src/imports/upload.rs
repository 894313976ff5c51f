//! Where files come in.
use crate::start::use_lang;
use crate::ui::{Button, Icon, Kind, files_of};
use js_sys::Reflect;
use leptos::prelude::*;
use messages::t;

/// A plain form; with a script it sends itself as soon as files are chosen or dropped.
#[component]
pub fn Upload() -> impl IntoView {
    let lang = use_lang();
    let over = RwSignal::new(false);
    let form = NodeRef::<leptos::html::Form>::new();
    let input = NodeRef::<leptos::html::Input>::new();
    let send = move || drop(form.get_untracked().map(|form| form.request_submit()));
    let dropped = move |event: web_sys::DragEvent| {
        event.prevent_default();
        over.set(false);
        let files = event.data_transfer().and_then(|transfer| files_of(&transfer));
        if let (Some(input), Some(files)) = (input.get_untracked(), files) {
            let _ = Reflect::set(&input, &"files".into(), &files);
            send();
        }
    };
    let hover = move |event: web_sys::DragEvent| {
        event.prevent_default();
        over.set(true);
    };
    let chosen = move |event: web_sys::Event| {
        if event.target().and_then(|input| files_of(&input)).is_some() {
            send();
        }
    };
    view! {
        <form
            node_ref=form
            class="upload"
            class:over=move || over.get()
            method="post"
            action="/import/upload"
            enctype="multipart/form-data"
            on:dragover=hover
            on:dragleave=move |_| over.set(false)
            on:drop=dropped
        >
            {Icon::File.draw()}
            <p>{t!(lang, ImportDrop)}</p>
            <label class="button primary">
                <span>{t!(lang, ImportChoose)}</span>
                <input
                    node_ref=input
                    class="hidden"
                    type="file"
                    name="file"
                    multiple
                    accept=".csv,.xlsx,.xls,.txt"
                    on:change=chosen
                />
            </label>
            <div class="asleep-only"><Button kind=Kind::Plain submit=true>{t!(lang, ImportUpload)}</Button></div>
            <p class="muted">{t!(lang, ImportUploadHelp)}</p>
        </form>
    }
}
