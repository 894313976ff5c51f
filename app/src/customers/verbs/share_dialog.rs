//! 共享: lets others see one's customers, or change them, until a day if that is wished.
use crate::answer::answer;
use crate::customers::api::ShareCustomers;
use crate::list::{PeoplePick, Target, VerbDialog, doing, for_good, people_for};
use crate::start::use_lang;
use crate::ui::{DateInput, Field};
use domain::PersonId;
use domain::list::Done;
use leptos::prelude::*;
use messages::t;

/// Asks with whom, for what, and until when.
#[component]
pub fn ShareDialog(target: RwSignal<Option<Target>>, on_done: Callback<Done>) -> impl IntoView {
    let lang = use_lang();
    let people = people_for(target);
    let with = RwSignal::new(Vec::<PersonId>::new());
    let (may_edit, until) = (RwSignal::new(false), RwSignal::new(String::new()));
    let said = move |n: String| {
        t!(lang, CustomerListDoneShare, n = n, people = with.with_untracked(|with| with.len()))
    };
    let action = doing::<ShareCustomers>(target, said, for_good, on_done);
    let sent = answer(action, "verb-form");
    let submit = move |chosen| {
        action.dispatch(ShareCustomers {
            chosen,
            people: with.get_untracked(),
            may_edit: may_edit.get_untracked(),
            until: until.get_untracked(),
        });
    };
    let right = move |value: bool, words: &'static str| {
        view! {
            <label class="pill">
                <input
                    type="radio"
                    name="may_edit"
                    value=value.to_string()
                    prop:checked=move || may_edit.get() == value
                    on:change=move |_| may_edit.set(value)
                />
                <span>{words}</span>
            </label>
        }
    };
    view! {
        <VerbDialog
            target=target
            title=t!(lang, CustomerListShare)
            word=t!(lang, CustomerListShare)
            sent=sent
            ready=Signal::derive(move || with.with(|with| !with.is_empty()))
            on_submit=submit
        >
            <PeoplePick people=people value=with legend=t!(lang, CustomerListShareWith) many=true />
            <fieldset class="pills">
                <legend>{t!(lang, CustomerListShareRight)}</legend>
                {right(false, t!(lang, CustomerShareRead))}
                {right(true, t!(lang, CustomerShareEdit))}
            </fieldset>
            <Field name="until" id="share-until" label=t!(lang, CustomerListShareUntil) help=t!(lang, CustomerListShareUntilHelp) errors=sent.fields>
                <DateInput value=until />
            </Field>
        </VerbDialog>
    }
}
