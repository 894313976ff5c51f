//! What was merged into the customer, and making two of it again.
use super::opened::Opened;
use crate::answer::{Answer, answer, on_done};
use crate::customers::twins::api::PartCustomers;
use crate::customers::twins::wish::{parted, parted_path};
use crate::row_page::field_name;
use crate::ui::{Button, Icon, ProblemText, TimeText, field_words, use_toasts};
use domain::merge::Merge;
use domain::{CustomerId, Subject};
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use messages::t;

/// The merges that can be undone; nothing when there are none.
#[component]
pub fn Merged(opened: Opened) -> impl IntoView {
    let lang = opened.lang;
    let some = Memo::new(move |_| opened.merges.with(|merges| !merges.is_empty()));
    let part = move || {
        some.get().then(|| {
            view! {
                <section class="card-part" aria-labelledby="merged-title">
                    <header class="lead-part-head"><h2 id="merged-title">{t!(lang, DuplicatesMergedInto)}</h2></header>
                    <ul class="share-list">
                        <For each=move || opened.merges.get() key=|merge| merge.id let:merge>
                            <li><One opened=opened merge=merge /></li>
                        </For>
                    </ul>
                </section>
            }
        })
    };
    view! { {part} }
}

#[component]
fn One(opened: Opened, merge: Merge) -> impl IntoView {
    let (lang, toasts, go) = (opened.lang, use_toasts(), use_navigate());
    let action = ServerAction::<PartCustomers>::new();
    let Answer { error, fields, pending } = answer(action, "");
    on_done(action, move |parted| {
        toasts.say(t!(lang, DuplicatesParted));
        go(&parted_path(&parted), NavigateOptions { replace: true, ..NavigateOptions::default() });
        opened.refetch();
    });
    // Who had it may have as many as a person may have.
    let full = move || fields.with(|fields| fields.of("owner").map(|problem| field_words(lang, problem)));
    let by = merge.by.map(|name| format!(" · {name}"));
    let name = merge.loser_name;
    let label = Signal::stored(t!(lang, DuplicatesPartOf, name = name));
    let form = move || {
        opened.may_merge.get().then(|| {
            view! {
                <ActionForm action=action>
                    <input type="hidden" name="merge" value=merge.id.0 />
                    <Button icon=Icon::Reopen submit=true pending=pending attr:aria-label=label>
                        {t!(lang, DuplicatesPart)}
                    </Button>
                </ActionForm>
            }
        })
    };
    view! {
        <div class="share-line">
            <strong>{name}</strong>
            <span class="muted"><TimeText at=merge.at /> {by}</span>
            {form}
        </div>
        <ProblemText error=error />
        <p class="field-error">{full}</p>
    }
}

/// What was left alone when two became two again: it stands in the address, so that it is told without a script, too.
#[component]
pub fn PartedNote(opened: Opened) -> impl IntoView {
    let search = use_location().search;
    let told = Memo::new(move |_| search.with(|search| parted(search)));
    move || {
        let (other, fields, stay) = told.get()?;
        Some(view! { <Left opened=opened other=other fields=fields stay=stay /> })
    }
}

#[component]
fn Left(opened: Opened, other: CustomerId, fields: Vec<String>, stay: Vec<i64>) -> impl IntoView {
    let lang = opened.lang;
    let and = t!(lang, LeadsAnd);
    let names = fields.iter().map(|field| field_name(lang, Subject::Customer, field));
    let names: Vec<_> = names.filter(|name| !name.is_empty()).collect();
    let fields = (!names.is_empty())
        .then(|| view! { <p>{t!(lang, DuplicatesLeftFields, fields = names.join(and))}</p> });
    let contacts = move || {
        let stays = |contact: &domain::contact::Contact| {
            stay.contains(&contact.id.0).then(|| contact.details.name.clone())
        };
        let names: Vec<_> = opened.contacts.with(|contacts| contacts.iter().filter_map(stays).collect());
        (!names.is_empty())
            .then(|| view! { <p>{t!(lang, DuplicatesLeftContacts, names = names.join(and))}</p> })
    };
    view! {
        <section class="parted" aria-label=t!(lang, DuplicatesParted) role="status">
            <p>
                {Icon::Info.draw()} " " {t!(lang, DuplicatesPartedWhat)} " "
                <a class="inline-link" href=format!("/customers/{other}")>{t!(lang, DuplicatesPartedOpen)}</a>
            </p>
            {fields}
            {contacts}
        </section>
    }
}
