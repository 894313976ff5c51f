//! The people to reach at a customer: seen, entered, changed in place, removed.
use super::api::AddContact;
use super::contact::OneContact;
use super::opened::Opened;
use crate::added::{self, AddedFields};
use crate::answer::{answer, on_done};
use crate::customers::fields::contact_line;
use crate::customers::form::MARKED_OF_CONTACT;
use crate::customers::twins::{AskForms, Suspected, There, TwinNotes};
use crate::list::keep_draft;
use crate::row_page::{FormLine, Texts};
use crate::ui::{Button, Icon, Kind, ProblemText, use_toasts};
use domain::contact::ContactField;
use domain::customer::CustomerState;
use domain::{Subject, query};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::hooks::use_location;
use messages::t;
use std::collections::BTreeMap;

/// All of them, and the form for one more.
#[component]
pub fn Contacts(opened: Opened) -> impl IntoView {
    let lang = opened.lang;
    let ids =
        Memo::new(move |_| opened.contacts.with(|all| all.iter().map(|one| one.id).collect::<Vec<_>>()));
    let pool = move || opened.customer.with(|customer| customer.state == CustomerState::Pool);
    let none = move || {
        let words = if pool() { t!(lang, CustomerContactsHidden) } else { t!(lang, CustomerContactsNone) };
        ids.with(Vec::is_empty).then(|| view! { <p class="muted">{words}</p> })
    };
    let add = move || opened.may_change.get().then(|| view! { <Add opened=opened /> });
    view! {
        <section class="card-part" aria-labelledby="contacts-title">
            <header class="lead-part-head"><h2 id="contacts-title">{t!(lang, CustomerContacts)}</h2></header>
            {none}
            <For each=move || ids.get() key=|id| *id children=move |id| view! { <OneContact opened=opened id=id /> } />
            {add}
        </section>
    }
}

/// One more. It works without a script: what was refused comes back in the address.
#[component]
fn Add(opened: Opened) -> impl IntoView {
    let (lang, toasts) = (opened.lang, use_toasts());
    let typed: BTreeMap<_, _> =
        use_location().search.with_untracked(|search| query::pairs(search)).into_iter().collect();
    let back = typed.get("adding").is_some_and(|what| what == "contact");
    let keys =
        ContactField::ALL.iter().map(|field| field.key().to_owned()).chain(added::keys(Subject::Contact));
    let texts = Texts::new(keys, |field| {
        let typed = typed.get(field).filter(|_| back).cloned();
        typed.or_else(|| added::preset(field)).unwrap_or_default()
    });
    for (field, text) in texts.all() {
        keep_draft(format!("contact.{}.{field}", opened.id), text);
    }
    let action = ServerAction::<AddContact>::new();
    let sent = answer(action, "contact-form");
    let there = There::new(texts, sent.error, Some(opened.id));
    let open = RwSignal::new(back);
    on_done(action, move |_| {
        for (_, text) in texts.all() {
            text.set(String::new());
        }
        open.set(false);
        toasts.say(t!(lang, CustomerContactAdded));
        opened.refetch();
    });
    let one = |field: &ContactField| {
        let (line, text, required) =
            (contact_line(lang, *field), texts.of(field.key()), *field == ContactField::Name);
        let one = view! { <FormLine line=line text=text errors=sent.fields required=required /> };
        match MARKED_OF_CONTACT.contains(field) {
            true => view! { <div class="marked">{one} <TwinNotes there=there field=field.key() /></div> }
                .into_any(),
            false => one.into_any(),
        }
    };
    let lines = ContactField::ALL.iter().map(one).collect_view();
    view! {
        <details class="visit-more" open=back prop:open=open on:toggle:target=move |event| open.set(event.target().open())>
            <summary>{Icon::Plus.draw()} {t!(lang, CustomerContactAdd)}</summary>
            <div id="contact-form" on:focusout=move |_| there.left()>
                <ActionForm action=action>
                    <ProblemText error=sent.error />
                    <input type="hidden" name="customer" value=opened.id.0 />
                    <div class="form">
                        {lines}
                        <AddedFields noun=Subject::Contact texts=texts errors=sent.fields choices=opened.choices among=true />
                    </div>
                    <Suspected there=there words=t!(lang, DuplicatesConfirmSave) />
                    <footer class="form-foot">
                        <Button kind=Kind::Primary submit=true pending=sent.pending>{t!(lang, CommonAdd)}</Button>
                    </footer>
                </ActionForm>
                <AskForms there=there />
            </div>
        </details>
    }
}
