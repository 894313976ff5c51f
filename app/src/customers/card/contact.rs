//! One contact on the card of its customer.
use super::api::{EditContact, RemoveContact, edit_contact};
use super::opened::Opened;
use crate::added::AddedLines;
use crate::answer::{answer, on_done};
use crate::customers::fields::{contact_line, contact_text};
use crate::row_page::{Attachments, Editing, FieldLine, Typed};
use crate::ui::table::address;
use crate::ui::{Avatar, Button, Confirm, Icon, Kind, Label, use_toasts};
use domain::attachment::CONTACT_FILES;
use domain::contact::{Contact, ContactField};
use domain::{About, ContactId, Subject, query};
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use messages::t;

/// Name and ways to reach in a line; all fields, changed in place, when it is opened.
#[component]
pub fn OneContact(opened: Opened, id: ContactId) -> impl IntoView {
    let lang = opened.lang;
    let saved = RwSignal::new(None::<Contact>);
    let fetched = move || opened.contacts.with(|all| all.iter().find(|one| one.id == id).cloned());
    let contact = Memo::new(move |before: Option<&Option<Contact>>| {
        let known = fetched().or_else(|| before.cloned().flatten());
        let newer =
            saved.get().filter(|saved| known.as_ref().is_none_or(|known| saved.version > known.version));
        newer.or(known)
    });
    let with = move |read: fn(&Contact) -> String| {
        contact.with(|contact| contact.as_ref().map(read).unwrap_or_default())
    };
    let refetch = Callback::new(move |()| opened.refetch());
    let row = Editing::new(
        Subject::Contact,
        Signal::derive(move || contact.with(|contact| contact.as_ref().map_or(0, |one| one.version))),
        opened.may_change.into(),
        opened.choices,
        refetch,
        move |field| {
            contact.with(|contact| contact.as_ref().map(|one| contact_text(one, field)).unwrap_or_default())
        },
        move |version, typed| async move {
            saved.try_set(Some(edit_contact(id, version, typed).await?));
            refetch.try_run(());
            Ok(())
        },
    );
    // The contact a link leads to is open.
    let wanted = use_location().search.with_untracked(|search| {
        query::pairs(search).iter().any(|(name, text)| name == "contact" && *text == id.to_string())
    });
    let name = Memo::new(move |_| with(|one| one.details.name.clone()));
    let role = move || {
        let parts = [with(|one| one.details.department.clone()), with(|one| one.details.position.clone())];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    let main = Memo::new(move |_| contact.with(|contact| contact.as_ref().is_some_and(|one| one.main)));
    let badge =
        move || main.get().then(|| view! { <Label colour="blue">{t!(lang, CustomerContactMain)}</Label> });
    let lines = ContactField::ALL
        .iter()
        .map(|field| view! { <FieldLine row=row line=contact_line(lang, *field) /> })
        .collect_view();
    let files = Memo::new(move |_| {
        let about = About::from(id);
        opened.contact_files.with(|all| all.iter().filter(|file| file.about == about).cloned().collect())
    });
    // All contacts share one answer: when it is full, each may have more.
    let cut = Signal::derive(move || opened.contact_files.with(|all| all.len() >= CONTACT_FILES));
    let verbs = move || {
        opened.may_change.get().then(|| view! { <Verbs opened=opened row=row id=id name=name main=main /> })
    };
    view! {
        <details class="contact-card" id=format!("contact-{id}") open=wanted>
            <summary>
                {move || view! { <Avatar name=name.get() /> }}
                <span class="contact-name"><strong>{name}</strong> " " {badge} <span class="muted">{role}</span></span>
            </summary>
            <dl>{lines} <AddedLines row=row among=true /></dl>
            <Attachments about=id.into() files=files cut=cut may_add=opened.may_change called=name refetch=refetch />
            {verbs}
        </details>
        <Ways row=row />
    }
}

/// Numbers to call and addresses to write to, also while it is closed.
#[component]
fn Ways(row: Editing) -> impl IntoView {
    use ContactField as F;
    let ways = [(F::Mobile, Icon::Phone), (F::Phone, Icon::Phone), (F::Email, Icon::Mail)];
    let way = move |(field, icon): (F, Icon)| {
        let text = row.text(field.key());
        move || {
            let text = text.get();
            address(field.kind(), &text).map(|href| {
                view! { <a class="lead-way-to" href=href rel="external">{icon.draw()} <span>{text}</span></a> }
            })
        }
    };
    view! { <p class="contact-ways">{ways.map(way)}</p> }
}

#[component]
fn Verbs(opened: Opened, row: Editing, id: ContactId, name: Memo<String>, main: Memo<bool>) -> impl IntoView {
    let (lang, toasts) = (opened.lang, use_toasts());
    let first = ServerAction::<EditContact>::new();
    on_done(first, move |_| opened.refetch());
    let ask_first = move |_| {
        let typed = Typed::one("main", "1".to_owned());
        first.dispatch(EditContact { contact: id, version: row.version.get_untracked(), typed });
    };
    let remove = ServerAction::<RemoveContact>::new();
    let sent = answer(remove, "");
    let asking = RwSignal::new(false);
    on_done(remove, move |_| {
        asking.set(false);
        toasts.say(t!(lang, CustomerContactRemoved, name = name.get_untracked()));
        opened.refetch();
    });
    Effect::new(move || {
        if let Some(error) = sent.error.get() {
            toasts.problem(&error);
        }
    });
    let make_main = move || {
        (!main.get()).then(|| {
            view! { <Button kind=Kind::Quiet icon=Icon::Star pending=first.pending() on:click=ask_first>{t!(lang, CustomerContactMakeMain)}</Button> }
        })
    };
    view! {
        <p class="contact-verbs awake-only">
            {make_main}
            <Button kind=Kind::Quiet icon=Icon::Trash on:click=move |_| asking.set(true)>{t!(lang, CustomerContactRemove)}</Button>
        </p>
        <Confirm
            open=asking
            title=Signal::derive(move || t!(lang, CustomerContactRemoveAsk, name = name.get()))
            verb=t!(lang, CommonDelete)
            danger=true
            pending=sent.pending
            on_yes=move |()| { remove.dispatch(RemoveContact { contact: id }); }
        >
            <p>{t!(lang, CustomerContactRemoveWhat)}</p>
        </Confirm>
    }
}
