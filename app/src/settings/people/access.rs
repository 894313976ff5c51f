//! Whether a person may come in.
use super::api::SetPersonDisabled;
use crate::settings::{Answer, Words, answer, on_done};
use crate::start::{use_lang, use_me};
use crate::ui::{Button, Confirm, Kind, problem_words, use_toasts};
use domain::Problem;
use domain::person::Person;
use leptos::form::ActionForm;
use leptos::prelude::*;
use messages::t;

/// Disables, after a question, and enables.
#[component]
pub fn Access(
    /// Whom.
    person: Signal<Person>,
    /// It was done.
    on_done: Callback<()>,
) -> impl IntoView {
    let (lang, toasts, me) = (use_lang(), use_toasts(), use_me());
    let action = ServerAction::<SetPersonDisabled>::new();
    let Answer { error, pending, .. } = answer(action, "person-access");
    let asking = RwSignal::new(false);
    let name = move || person.with(|person| person.name.clone());
    let disabled = Memo::new(move |_| person.with(|person| person.disabled));
    self::on_done(action, move |()| {
        // What was asked for is the opposite of what still stands.
        let words = if disabled.get_untracked() {
            t!(lang, SettingsPersonEnabledDone, name = name())
        } else {
            t!(lang, SettingsPersonDisabledDone, name = name())
        };
        toasts.say(words);
        on_done.run(());
    });
    let words = move || {
        error.get().map(|error| match error.0 {
            Problem::WrongState => t!(lang, SettingsPersonLastAdmin).to_owned(),
            _ => problem_words(lang, &error),
        })
    };
    let id = person.with_untracked(|person| person.id);
    let yes = move |()| {
        asking.set(false);
        action.dispatch(SetPersonDisabled { person: id, disabled: true });
    };
    // Without a script the button sends the form; with one it asks first.
    let ask = move |event: leptos::ev::MouseEvent| {
        if !disabled.get_untracked() {
            event.prevent_default();
            asking.set(true);
        }
    };
    let mine = me.id == id;
    let why = move || match (mine, disabled.get()) {
        (true, _) => t!(lang, SettingsPersonAccessMine),
        (false, true) => t!(lang, SettingsPersonAccessOff),
        (false, false) => t!(lang, SettingsPersonAccessOn),
    };
    let button = move || {
        let (kind, verb) = if disabled.get() {
            (Kind::Plain, t!(lang, SettingsPersonEnable))
        } else {
            (Kind::Danger, t!(lang, SettingsPersonDisable))
        };
        view! { <Button kind=kind submit=true pending=pending on:click=ask>{verb}</Button> }
    };
    view! {
        <section class="section" aria-labelledby="person-access-title">
            <header>
                <h2 id="person-access-title">{t!(lang, SettingsPersonAccess)}</h2>
                <p>{why}</p>
            </header>
            <ActionForm action=action attr:id="person-access" attr:class="form">
                <Words words=Signal::derive(words) />
                <input type="hidden" name="person" value=id.0 />
                <input type="hidden" name="disabled" prop:value=move || (!disabled.get()).to_string() value=(!disabled.get_untracked()).to_string() />
                {(!mine).then(|| view! { <div class="form-foot">{button}</div> })}
            </ActionForm>
            <Confirm
                open=asking
                title=Signal::derive(move || t!(lang, SettingsPersonDisableAsk, name = name()))
                verb=t!(lang, SettingsPersonDisable)
                danger=true
                on_yes=yes
            >
                <p>{t!(lang, SettingsPersonDisableWhat)}</p>
            </Confirm>
        </section>
    }
}
