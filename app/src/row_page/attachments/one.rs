//! One file: what it is, who added it when, and what can be done with it.
use super::Shelf;
use super::api::{RemoveAttachment, RenameAttachment, restore_attachment};
use crate::answer::{answer, on_done};
use crate::ui::{
    Button, Confirm, Dialog, Field, Icon, IconButton, Kind, ProblemText, TextInput, TimeText, use_toasts,
};
use domain::attachment::{Attachment, size_words};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::task::spawn_local;
use messages::t;

/// One file.
#[component]
pub(super) fn OneFile(shelf: Shelf, file: Attachment) -> impl IntoView {
    let (lang, id, path) = (shelf.lang, file.id, file.path());
    let is_image = file.is_image();
    let look = move |event: leptos::ev::MouseEvent| {
        // A new tab is a new tab.
        let is_plain = !event.ctrl_key() && !event.meta_key() && !event.shift_key();
        if is_image && is_plain {
            event.prevent_default();
            shelf.looked_at.set(Some(id));
        }
    };
    let mark = if is_image {
        // Decoration: the name beside it is the link for those who do not see it.
        view! {
            <a class="file-mark" href=path.clone() target="_blank" rel="external" tabindex="-1" aria-hidden="true" on:click=look>
                <img src=path.clone() alt="" loading="lazy" decoding="async" width="40" height="40" />
            </a>
        }
        .into_any()
    } else {
        view! { <span class="file-mark">{Icon::File.draw()}</span> }.into_any()
    };
    let size = size_words(file.size);
    let about = match &file.by_name {
        Some(name) => t!(lang, FilesAbout, size = size, name = name),
        None => size,
    };
    let tools = file.may_change.then(|| view! { <Tools shelf=shelf file=file.clone() /> });
    view! {
        <li class="file">
            {mark}
            <div class="file-words">
                <a class="file-name" href=path target=is_image.then_some("_blank") rel="external" on:click=look>{file.name.clone()}</a>
                <span class="muted">{about} " · " <TimeText at=file.at /></span>
            </div>
            {tools}
        </li>
    }
}

#[component]
fn Tools(shelf: Shelf, file: Attachment) -> impl IntoView {
    let (lang, id, name) = (shelf.lang, file.id, file.name.clone());
    let toasts = use_toasts();
    let (renaming, asking) = (RwSignal::new(false), RwSignal::new(false));
    let remove = ServerAction::<RemoveAttachment>::new();
    let sent = answer(remove, "");
    let removed = t!(lang, FilesRemoved, name = name.clone());
    on_done(remove, move |()| {
        asking.set(false);
        shelf.gone.update(|gone| {
            gone.insert(id);
        });
        toasts.undoable(removed.clone(), move || bring_back(shelf, id, toasts));
        shelf.refetch();
    });
    Effect::new(move || {
        if let Some(error) = sent.error.get() {
            toasts.problem(&error);
        }
    });
    let ask = t!(lang, FilesRemoveAsk, name = name.clone());
    view! {
        <span class="file-tools awake-only">
            <IconButton icon=Icon::Edit name=t!(lang, FilesRename, name = name.clone()) on:click=move |_| renaming.set(true) />
            <IconButton icon=Icon::Trash name=t!(lang, FilesRemove, name = name) on:click=move |_| asking.set(true) />
        </span>
        <Dialog open=renaming title=t!(lang, FilesRenameTitle).to_owned()>
            <Rename shelf=shelf file=file.clone() open=renaming />
        </Dialog>
        <Confirm
            open=asking
            title=ask
            verb=t!(lang, CommonDelete).to_owned()
            danger=true
            pending=sent.pending
            on_yes=move |()| { remove.dispatch(RemoveAttachment { attachment: id }); }
        >
            <p>{t!(lang, FilesRemoveWhat)}</p>
        </Confirm>
    }
}

fn bring_back(shelf: Shelf, id: domain::AttachmentId, toasts: crate::ui::Toasts) {
    spawn_local(async move {
        match restore_attachment(id).await {
            Ok(file) => {
                let _ = shelf.gone.try_update(|gone| gone.remove(&id));
                let _ = shelf.more.try_update(|more| more.insert(0, file));
                shelf.refetch();
            }
            Err(error) => toasts.problem(&error),
        }
    });
}

#[component]
fn Rename(shelf: Shelf, file: Attachment, open: RwSignal<bool>) -> impl IntoView {
    let lang = shelf.lang;
    let action = ServerAction::<RenameAttachment>::new();
    let sent = answer(action, "file-rename");
    on_done(action, move |file| {
        open.set(false);
        let _ = shelf.more.try_update(|more| more.insert(0, file));
        shelf.refetch();
    });
    view! {
        <div id="file-rename">
            <ActionForm action=action>
                <ProblemText error=sent.error />
                <input type="hidden" name="attachment" value=file.id.0 />
                <Field name="name" id="file-new-name" label=t!(lang, FilesName).to_owned() errors=sent.fields required=true>
                    <TextInput initial=file.name />
                </Field>
                <footer class="dialog-foot">
                    <Button on:click=move |_| open.set(false)>{t!(lang, CommonCancel)}</Button>
                    <Button kind=Kind::Primary submit=true pending=sent.pending>{t!(lang, CommonSave)}</Button>
                </footer>
            </ActionForm>
        </div>
    }
}
