//! 改分类: gives many customers one value of one of their drop-down lists.
use crate::answer::answer;
use crate::customers::api::SetCustomersChoice;
use crate::list::{ChoiceRadios, Target, VerbDialog, doing, for_good};
use crate::start::use_lang;
use crate::ui::{Choices, Choosable, Field, Select};
use domain::ChoiceId;
use domain::customer::CustomerChoice;
use domain::list::Done;
use leptos::prelude::*;
use messages::{column, t};

/// Asks which field and which value. Levels have a way of their own.
#[component]
pub fn ChoiceDialog(
    target: RwSignal<Option<Target>>,
    choices: Signal<Choices>,
    on_done: Callback<Done>,
) -> impl IntoView {
    let lang = use_lang();
    let field_text = RwSignal::new(CustomerChoice::Status.key().to_owned());
    let field = Memo::new(move |_| {
        field_text.with(|key| CustomerChoice::from_key(key)).unwrap_or(CustomerChoice::Status)
    });
    let value = RwSignal::new(None::<ChoiceId>);
    let said = move |n: String| {
        let name = value.get_untracked();
        let name = choices.with_untracked(|all| name.map(|id| all.name(id, lang).to_owned()));
        let field = column::customer_choice(lang, field.get_untracked());
        t!(lang, CustomerListDoneChoice, n = n, field = field, value = name.unwrap_or_default())
    };
    let action = doing::<SetCustomersChoice>(target, said, for_good, on_done);
    let sent = answer(action, "verb-form");
    let submit = move |chosen| {
        if let Some(choice) = value.get_untracked() {
            action.dispatch(SetCustomersChoice { chosen, field: field.get_untracked(), choice });
        }
    };
    let fields = CustomerChoice::ALL
        .into_iter()
        .filter(|field| *field != CustomerChoice::Level)
        .map(|field| Choosable::new(field.key(), column::customer_choice(lang, field)))
        .collect::<Vec<_>>();
    let fields = Signal::stored(fields);
    let radios = move || {
        let field = field.get();
        let legend = t!(lang, LeadsSetStatusTitle);
        view! { <ChoiceRadios kind=field.kind() legend=legend choices=choices value=value /> }
    };
    view! {
        <VerbDialog
            target=target
            title=t!(lang, CustomerListChoice)
            word=t!(lang, CustomerListChoice)
            sent=sent
            ready=Signal::derive(move || value.with(Option::is_some))
            on_submit=submit
        >
            <Field name="field" id="verb-field" label=t!(lang, CustomerListChoiceField) errors=sent.fields>
                <Select options=fields value=field_text />
            </Field>
            {radios}
        </VerbDialog>
    }
}
