//! Making one value of two.
use super::api::{MergeChoice, choice_uses};
use super::form::{leave, refused};
use super::groups::Group;
use super::page::Shared;
use crate::settings::{Answer, Words, answer, on_done};
use crate::start::use_lang;
use crate::ui::{Button, Choosable, Field, Kind, LinkButton, Select, number, use_toasts};
use domain::Lang;
use domain::choice::{Choice, ChoiceKind};
use leptos::form::ActionForm;
use leptos::prelude::*;
use messages::t;

fn touches(lang: Lang, kind: ChoiceKind, uses: &str) -> String {
    match Group::of(kind) {
        Group::Leads => t!(lang, SettingsChoiceMergeTouches, n = uses),
        Group::Customers | Group::Shared | Group::Added => t!(lang, SettingsChoiceMergeTouchesAny, n = uses),
    }
}

/// Tabs are bound to statuses, and to filters that may name any list of leads.
fn what(lang: Lang, kind: ChoiceKind, name: &str) -> String {
    match kind {
        ChoiceKind::Source => t!(lang, SettingsChoiceMergeWhat, name = name),
        kind if Group::of(kind) == Group::Leads => t!(lang, SettingsChoiceMergeWhat, name = name),
        _ => t!(lang, SettingsChoiceMergeWhatAny, name = name),
    }
}

/// Asks into which, and says how much that touches.
#[component]
pub fn MergeForm(choice: Choice, shared: Shared) -> impl IntoView {
    let (lang, toasts, leave) = (use_lang(), use_toasts(), leave(shared));
    let action = ServerAction::<MergeChoice>::new();
    let Answer { error, fields, pending } = answer(action, "merge-form");
    let (id, kind, name) = (choice.id, shared.kind, choice.label(lang).to_owned());
    let said = name.clone();
    on_done(action, move |()| {
        toasts.say(t!(lang, SettingsChoiceMerged, name = said));
        shared.done.run(());
        leave();
    });
    let options = move || {
        shared.all.with(|all| {
            let others = all.iter().filter(|one| one.kind == kind && one.id != id && !one.retired);
            others.map(|one| Choosable::new(one.id, one.label(lang))).collect::<Vec<_>>()
        })
    };
    let uses = Resource::new_blocking(move || id, choice_uses);
    let touched = move || {
        Suspend::new(async move {
            let uses = uses.await.ok().map(number);
            uses.map(|uses| view! { <p><strong>{touches(lang, kind, &uses)}</strong></p> })
        })
    };
    view! {
        <ActionForm action=action attr:id="merge-form" attr:class="form settings-row-form" attr:novalidate=true>
            <Words words=Signal::derive(move || error.get().map(|error| refused(lang, &error))) />
            <input type="hidden" name="choice" value=id.0 />
            <input type="hidden" name="kind" value=kind.key() />
            <Field name="into" label=t!(lang, SettingsChoiceMergeInto, name = name) errors=fields required=true>
                <Select options=Signal::derive(options) blank=t!(lang, UiChoose) />
            </Field>
            <div class="prose">
                <Transition fallback=move || view! { <p>{t!(lang, CommonLoading)}</p> }>{touched}</Transition>
                <p>{what(lang, kind, &name)}</p>
            </div>
            <div class="form-foot">
                <Button kind=Kind::Danger submit=true pending=pending>{t!(lang, SettingsChoiceMergeDo)}</Button>
                <LinkButton href=shared.href()>{t!(lang, CommonCancel)}</LinkButton>
            </div>
        </ActionForm>
    }
}
