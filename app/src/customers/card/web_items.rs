//! 网络资讯: what was found about the customer on the web.
use super::api::{AddWebItem, ChangeWebItem, RemoveWebItem};
use super::opened::Opened;
use crate::answer::{Answer, answer, on_done};
use crate::start::use_lang;
use crate::ui::{Button, DateInput, Field, Icon, IconButton, Kind, ProblemText, TextArea, TextInput};
use domain::web::{WebItem, address};
use leptos::form::ActionForm;
use leptos::prelude::*;
use messages::t;

/// All finds, and the form for one more.
#[component]
pub fn WebItems(opened: Opened) -> impl IntoView {
    let lang = opened.lang;
    let none = move || {
        opened
            .web_items
            .with(Vec::is_empty)
            .then(|| view! { <p class="muted">{t!(lang, CustomerWebNone)}</p> })
    };
    let one = move |item: WebItem| view! { <One opened=opened item=item /> };
    let add = move || opened.may_change.get().then(|| view! { <Add opened=opened /> });
    view! {
        <section class="card-part" aria-labelledby="web-title">
            <header class="lead-part-head"><h2 id="web-title">{t!(lang, CustomerWeb)}</h2></header>
            {none}
            <ul class="web-items">
                <For each=move || opened.web_items.get() key=|item| (item.id, item.title.clone(), item.link.clone(), item.day, item.note.clone()) children=one />
            </ul>
            {add}
        </section>
    }
}

#[component]
fn One(opened: Opened, item: WebItem) -> impl IntoView {
    let (lang, id) = (opened.lang, item.id);
    let title = match address(&item.link) {
        Some(href) => {
            view! { <a href=href target="_blank" rel="external noopener noreferrer">{item.title.clone()}</a> }
                .into_any()
        }
        None => view! { <span>{item.title.clone()}</span> }.into_any(),
    };
    let about = [item.day.map(|day| day.to_string()), item.by.clone()];
    let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let remove = ServerAction::<RemoveWebItem>::new();
    on_done(remove, move |_| opened.refetch());
    let remove_words = t!(lang, CustomerWebRemove, title = item.title);
    let kept = StoredValue::new(item.clone());
    let editing = RwSignal::new(false);
    let tools = move || {
        opened.may_change.get().then(|| {
            let name = t!(lang, CustomerWebEdit, title = kept.with_value(|item| item.title.clone()));
            view! {
                <span class="web-tools awake-only">
                    <IconButton icon=Icon::Edit name=name on:click=move |_| editing.set(true) />
                    <IconButton icon=Icon::Trash name=remove_words.clone() pending=remove.pending() on:click=move |_| { remove.dispatch(RemoveWebItem { item: id }); } />
                </span>
            }
        })
    };
    let form = move || {
        editing.get().then(|| view! { <Change opened=opened item=kept.get_value() editing=editing /> })
    };
    view! {
        <li class="web-item">
            <p class="web-title">{title} {tools}</p>
            <p class="muted">{about}</p>
            <p class="web-note">{item.note}</p>
            {form}
        </li>
    }
}

#[component]
fn Add(opened: Opened) -> impl IntoView {
    let lang = opened.lang;
    let action = ServerAction::<AddWebItem>::new();
    let sent = answer(action, "web-form");
    let open = RwSignal::new(false);
    on_done(action, move |_| {
        open.set(false);
        opened.refetch();
    });
    // The form is made anew for the next one.
    let form = move || {
        action.version().track();
        let done = action.value().with_untracked(|value| value.as_ref().is_none_or(Result::is_ok));
        done.then_some(())
    };
    let fresh = Memo::new(move |before: Option<&u32>| {
        let before = before.copied().unwrap_or_default();
        if form().is_some() { before + 1 } else { before }
    });
    view! {
        <details class="visit-more" prop:open=open on:toggle:target=move |event| open.set(event.target().open())>
            <summary>{Icon::Plus.draw()} {t!(lang, CustomerWebAdd)}</summary>
            <div id="web-form">
                <ActionForm action=action>
                    <input type="hidden" name="customer" value=opened.id.0 />
                    {move || { fresh.track(); view! { <Inside item=None sent=sent verb=t!(lang, CommonAdd) /> } }}
                </ActionForm>
            </div>
        </details>
    }
}

#[component]
fn Change(opened: Opened, item: WebItem, editing: RwSignal<bool>) -> impl IntoView {
    let lang = opened.lang;
    let action = ServerAction::<ChangeWebItem>::new();
    let sent = answer(action, "web-change");
    on_done(action, move |_| {
        editing.set(false);
        opened.refetch();
    });
    view! {
        <div id="web-change">
            <ActionForm action=action>
                <input type="hidden" name="item" value=item.id.0 />
                <Inside item=Some(item) sent=sent verb=t!(lang, CommonSave) />
                <Button on:click=move |_| editing.set(false)>{t!(lang, CommonCancel)}</Button>
            </ActionForm>
        </div>
    }
}

/// Title, link, day and note.
#[component]
fn Inside(item: Option<WebItem>, sent: Answer, verb: &'static str) -> impl IntoView {
    let lang = use_lang();
    let before = if item.is_some() { "web-change" } else { "web" };
    let id = |field: &str| format!("{before}-{field}");
    let text = |read: fn(&WebItem) -> String| item.as_ref().map(read).unwrap_or_default();
    let (title, link) = (text(|item| item.title.clone()), text(|item| item.link.clone()));
    let day = text(|item| item.day.map(|day| day.to_string()).unwrap_or_default());
    let note = text(|item| item.note.clone());
    view! {
        <ProblemText error=sent.error />
        <div class="form">
            <Field name="title" id=id("title") label=t!(lang, CustomerWebTitle) errors=sent.fields required=true>
                <TextInput initial=title />
            </Field>
            <Field name="link" id=id("link") label=t!(lang, CustomerWebLink) errors=sent.fields>
                <TextInput initial=link />
            </Field>
            <Field name="day" id=id("day") label=t!(lang, CustomerWebDay) errors=sent.fields>
                <DateInput initial=day />
            </Field>
            <Field name="note" id=id("note") label=t!(lang, CustomerWebNote) errors=sent.fields>
                <TextArea initial=note rows=2 />
            </Field>
        </div>
        <footer class="form-foot"><Button kind=Kind::Primary submit=true pending=sent.pending>{verb}</Button></footer>
    }
}
