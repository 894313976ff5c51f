//! A value of a list: read, edited in place, or merged.
use super::fields::FieldsOf;
use super::form::ChangeForm;
use super::merge_form::MergeForm;
use super::page::{Mode, Shared};
use crate::settings::{Grip, IconLink};
use crate::start::use_lang;
use crate::ui::{ChoiceLabel, Icon, Label, Menu, MenuButton, MenuLink};
use domain::choice::{Choice, ChoiceKind};
use domain::{ChoiceId, Lang};
use leptos::form::ActionForm;
use leptos::prelude::*;
use messages::t;

#[component]
pub fn ChoiceRow(id: ChoiceId, shared: Shared) -> impl IntoView {
    let lang = use_lang();
    let choice = Memo::new(move |_| shared.all.with(|all| all.iter().find(|other| other.id == id).cloned()));
    // Which of the three it is, so that a form half filled in outlives what is fetched again.
    let mode = Memo::new(move |_| match shared.mode.get() {
        mode @ (Mode::Edit(at) | Mode::Merge(at) | Mode::Fields(at)) if at == id => mode,
        _ => Mode::Read,
    });
    let name = move || {
        choice.with(|choice| choice.as_ref().map(|one| one.label(lang).to_owned()).unwrap_or_default())
    };
    let retired = move || choice.with(|choice| choice.as_ref().is_some_and(|one| one.retired));
    let inside = move || match (mode.get(), choice.get_untracked()) {
        (Mode::Edit(_), Some(choice)) => view! { <ChangeForm choice=choice shared=shared /> }.into_any(),
        (Mode::Merge(_), Some(choice)) => view! { <MergeForm choice=choice shared=shared /> }.into_any(),
        (Mode::Fields(_), Some(choice)) => view! { <FieldsOf choice=choice shared=shared /> }.into_any(),
        _ => (move || choice.get().map(|choice| view! { <Read choice=choice shared=shared /> })).into_any(),
    };
    view! {
        <li class="settings-row" data-place data-drop=move || shared.reorder.drop_line(id.0)>
            {move || (!retired()).then(|| view! { <Grip reorder=shared.reorder id=id.0 name=Signal::derive(name) /> })}
            {inside}
        </li>
    }
}

/// The name in the language that is not the reader's, where it differs.
fn other_name(choice: &Choice, lang: Lang) -> Option<String> {
    let other = match (lang, &choice.name_en) {
        (Lang::En, Some(_)) => Some(choice.name.clone()),
        (_, other) => other.clone().filter(|_| lang == Lang::Zh),
    };
    other.filter(|other| other != choice.label(lang))
}

#[component]
fn Read(choice: Choice, shared: Shared) -> impl IntoView {
    let lang = use_lang();
    let (id, retired) = (choice.id, choice.retired);
    let name = choice.label(lang).to_owned();
    let other = other_name(&choice, lang);
    let ended = (shared.kind == ChoiceKind::Status && !choice.open)
        .then(|| view! { <Label colour="grey">{t!(lang, SettingsChoiceEnded)}</Label> });
    let meaning = choice.meaning.clone();
    let edit = format!("{}?edit={id}", shared.href());
    let merge = format!("{}?merge={id}", shared.href());
    let fields = (shared.kind == ChoiceKind::RecordType).then(|| {
        let href = format!("{}?fields={id}", shared.href());
        view! { <MenuLink href=href icon=Icon::Columns>{t!(lang, SettingsRecordFieldsEdit)}</MenuLink> }
    });
    let more = move || Icon::More.draw();
    view! {
        <span class="settings-row-name"><ChoiceLabel choice=choice /> " " <span class="muted">{other}</span> " " {ended} " " <span class="muted">{meaning}</span></span>
        <span class="settings-row-tools">
            <IconLink href=edit icon=Icon::Edit name=t!(lang, SettingsChoiceEdit, name = name) />
            <Menu id=format!("choice-{id}") name=t!(lang, SettingsChoiceMore, name = name) button=more left=true>
                {fields}
                <MenuLink href=merge icon=Icon::Merge>{t!(lang, SettingsChoiceMerge)}</MenuLink>
                <ActionForm action=shared.retire>
                    <input type="hidden" name="choice" value=id.0 />
                    <input type="hidden" name="retired" value=(!retired).to_string() />
                    <MenuButton icon=if retired { Icon::Reopen } else { Icon::Finish } submit=true>
                        {if retired { t!(lang, SettingsChoiceRestore) } else { t!(lang, SettingsChoiceRetire) }}
                    </MenuButton>
                </ActionForm>
            </Menu>
        </span>
    }
}
