//! A tab: read, or changed in place.
use super::api::RemoveTab;
use super::form::ChangeForm;
use super::page::{Mode, Shared};
use super::rule::rule_words;
use crate::settings::{Grip, IconLink};
use crate::start::use_lang;
use crate::ui::{Confirm, Icon, IconButton};
use domain::TabId;
use domain::tab::Tab;
use leptos::form::ActionForm;
use leptos::prelude::*;
use messages::t;

#[component]
pub fn TabRow(id: TabId, shared: Shared) -> impl IntoView {
    let lang = use_lang();
    let tab = Memo::new(move |_| shared.all.with(|(tabs, ..)| tabs.iter().find(|tab| tab.id == id).cloned()));
    // So that a form half filled in outlives what is fetched again.
    let editing = Memo::new(move |_| shared.mode.get() == Mode::Edit(id));
    let name = move || tab.with(|tab| tab.as_ref().map(|tab| tab.label(lang).to_owned()).unwrap_or_default());
    let inside = move || match tab.get_untracked().filter(|_| editing.get()) {
        Some(tab) => view! { <ChangeForm tab=tab shared=shared /> }.into_any(),
        None => (move || tab.get().map(|tab| view! { <Read tab=tab shared=shared /> })).into_any(),
    };
    view! {
        <li class="settings-row" data-place data-drop=move || shared.reorder.drop_line(id.0)>
            <Grip reorder=shared.reorder id=id.0 name=Signal::derive(name) />
            {inside}
        </li>
    }
}

#[component]
fn Read(tab: Tab, shared: Shared) -> impl IntoView {
    let lang = use_lang();
    let (id, name) = (tab.id, tab.label(lang).to_owned());
    let other =
        Some(tab.name.clone()).filter(|other| *other != name).or(tab.name_en.filter(|other| *other != name));
    let rule = tab.rule;
    let words = move || shared.all.with(|(_, choices, people)| rule_words(lang, &rule, choices, people));
    let (edit, remove) = (t!(lang, SettingsTabEdit, name = name), t!(lang, SettingsTabRemove, name = name));
    let question = t!(lang, SettingsTabRemoveAsk, name = name);
    let asking = RwSignal::new(false);
    let ask = move |event: leptos::ev::MouseEvent| {
        event.prevent_default();
        asking.set(true);
    };
    let yes = move |()| {
        asking.set(false);
        shared.remove.dispatch(RemoveTab { tab: id });
    };
    view! {
        <span class="settings-row-name">
            <strong>{name}</strong> " " <span class="muted">{other}</span> " "
            <span class="settings-row-more">{words}</span>
        </span>
        <span class="settings-row-tools">
            <IconLink href=format!("/settings/tabs?edit={id}") icon=Icon::Edit name=edit />
            <ActionForm action=shared.remove>
                <input type="hidden" name="tab" value=id.0 />
                <IconButton icon=Icon::Trash name=remove submit=true on:click=ask />
            </ActionForm>
        </span>
        <Confirm open=asking title=question verb=t!(lang, CommonDelete) danger=true on_yes=yes>
            <p>{t!(lang, SettingsTabRemoveWhat)}</p>
        </Confirm>
    }
}
