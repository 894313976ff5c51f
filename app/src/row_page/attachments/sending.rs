//! Files on their way: how far each one is, and why it was not taken. What was not taken stays in sight until it is
//! sent again or left out.
use super::refused;
use crate::AppError;
use crate::start::use_lang;
use crate::ui::{Icon, IconButton};
use domain::{About, FieldProblem, Problem};
use leptos::prelude::*;
use messages::t;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{File, FormData, ProgressEvent, XmlHttpRequest};

/// A file on its way.
#[derive(Clone, Copy)]
pub(super) struct Sending {
    name: StoredValue<String>,
    about: About,
    file: StoredValue<File, LocalStorage>,
    request: StoredValue<Option<XmlHttpRequest>, LocalStorage>,
    limit: u64,
    /// Hundredths that have left.
    done: RwSignal<u32>,
    error: RwSignal<Option<AppError>>,
}

impl Sending {
    pub(super) fn new(about: About, name: String, file: File, limit: u64) -> Self {
        Self {
            name: StoredValue::new(name),
            about,
            file: StoredValue::new_local(file),
            request: StoredValue::new_local(None),
            limit,
            done: RwSignal::new(0),
            error: RwSignal::new(None),
        }
    }

    /// What is known to be refused is not sent first.
    #[expect(clippy::cast_precision_loss, reason = "a limit of nine thousand terabytes is none")]
    fn hopeless(self) -> Option<Problem> {
        let size = self.file.with_value(|file| file.size());
        if size > self.limit as f64 {
            return Some(Problem::field("file", FieldProblem::TooLarge { max: self.limit >> 20 }));
        }
        (size < 1.0).then(|| Problem::field("file", FieldProblem::Empty))
    }

    pub(super) fn send(self, all: RwSignal<Vec<Self>>, refetch: Callback<()>) {
        self.done.set(0);
        self.error.set(self.hopeless().map(AppError));
        if self.error.with_untracked(Option::is_some) {
            return;
        }
        if self.post(all, refetch).is_err() {
            self.error.set(Some(AppError::offline()));
        }
    }

    fn post(self, all: RwSignal<Vec<Self>>, refetch: Callback<()>) -> Result<(), JsValue> {
        let request = XmlHttpRequest::new()?;
        request.open("POST", &format!("{}/attachments", self.about.path()))?;
        request.set_request_header("Accept", "application/json")?;
        let form = FormData::new()?;
        let name = self.name.get_value();
        self.file.with_value(|file| form.append_with_blob_and_filename("file", file, &name))?;
        let moved = Closure::<dyn Fn(ProgressEvent)>::new(move |event: ProgressEvent| self.moved(&event));
        request.upload()?.set_onprogress(Some(moved.as_ref().unchecked_ref()));
        // It lives as long as the request, about as long as the page at the most.
        moved.forget();
        let ended = request.clone();
        let end = Closure::once_into_js(move || self.ended(&ended, all, refetch));
        request.set_onloadend(Some(end.unchecked_ref()));
        request.send_with_opt_form_data(Some(&form))?;
        self.request.set_value(Some(request));
        Ok(())
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
    fn moved(self, event: &ProgressEvent) {
        if event.length_computable() && event.total() > 0.0 {
            self.done.try_set((event.loaded() / event.total() * 100.0) as u32);
        }
    }

    fn ended(self, request: &XmlHttpRequest, all: RwSignal<Vec<Self>>, refetch: Callback<()>) {
        let status = request.status().unwrap_or_default();
        if status == 201 {
            self.leave(all);
            let _ = refetch.try_run(());
            return;
        }
        let body = request.response_text().ok().flatten().unwrap_or_default();
        let problem = serde_json::from_str::<AppError>(&body).unwrap_or_else(|_| AppError::offline());
        self.error.try_set(Some(problem));
    }

    /// Stops, and is no longer seen.
    fn leave(self, all: RwSignal<Vec<Self>>) {
        let _ = all.try_update(|all| all.retain(|one| one.done != self.done));
        if let Some(Some(request)) = self.request.try_get_value() {
            let _ = request.abort();
        }
    }
}

/// The files on their way.
#[component]
pub(super) fn SendingList(sending: RwSignal<Vec<Sending>>, refetch: Callback<()>) -> impl IntoView {
    let lang = use_lang();
    let one = move |one: Sending| {
        let name = one.name.get_value();
        let sending_words = t!(lang, FilesSending, name = name.clone());
        let (stop, again, forget) = (
            t!(lang, FilesStop, name = name.clone()),
            t!(lang, FilesAgain, name = name.clone()),
            t!(lang, FilesForget, name = name.clone()),
        );
        let state = move || match one.error.get() {
            None => view! {
                <progress max="100" value=move || one.done.get() aria-label=sending_words.clone()></progress>
            }
            .into_any(),
            Some(error) => view! { <p class="problem" role="alert">{refused(lang, &error)}</p> }.into_any(),
        };
        let tools = move || {
            let name = if one.error.with(Option::is_some) { forget.clone() } else { stop.clone() };
            let again = one.error.with(Option::is_some).then(|| {
                let send = move |_| one.send(sending, refetch);
                view! { <IconButton icon=Icon::Reopen name=again.clone() on:click=send /> }
            });
            view! { {again} <IconButton icon=Icon::Close name=name on:click=move |_| one.leave(sending) /> }
        };
        view! {
            <li class="file">
                <span class="file-mark">{Icon::File.draw()}</span>
                <div class="file-words"><span class="file-name">{name}</span> {state}</div>
                <span class="file-tools">{tools}</span>
            </li>
        }
    };
    view! { <For each=move || sending.get() key=|one| one.name children=one /> }
}
