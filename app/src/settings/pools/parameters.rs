//! How many customers a person may have, and whose midnight counts.
use super::api::SetPoolParameters;
use crate::settings::{Answer, answer, on_done};
use crate::start::use_lang;
use crate::ui::{Button, Choosable, Field, Kind, ProblemText, Select, TextInput, use_toasts};
use domain::pool::PoolParameters;
use leptos::form::ActionForm;
use leptos::prelude::*;
use messages::t;

#[component]
pub fn Parameters(parameters: PoolParameters, zones: Vec<String>, done: Callback<()>) -> impl IntoView {
    let (lang, toasts) = (use_lang(), use_toasts());
    let action = ServerAction::<SetPoolParameters>::new();
    let Answer { error, fields, pending } = answer(action, "parameters-form");
    on_done(action, move |()| {
        toasts.say(t!(lang, SettingsSaved));
        done.run(());
    });
    let most = parameters.most.map(|most| most.to_string()).unwrap_or_default();
    let zones: Vec<_> = zones.into_iter().map(|zone| Choosable::new(&zone, zone.replace('_', " "))).collect();
    view! {
        <section class="section">
            <header>
                <h2>{t!(lang, PoolsParameters)}</h2>
                <p>{t!(lang, PoolsParametersWhy)}</p>
            </header>
            <ActionForm action=action attr:id="parameters-form" attr:class="form grid" attr:novalidate=true>
                <ProblemText error=error />
                <Field name="most" label=t!(lang, PoolsMost) help=t!(lang, PoolsMostHelp) errors=fields>
                    <TextInput initial=most kind="number" />
                </Field>
                <Field name="zone" label=t!(lang, PoolsZone) help=t!(lang, PoolsZoneHelp) errors=fields>
                    <Select options=zones initial=parameters.zone />
                </Field>
                <div class="form-foot">
                    <Button kind=Kind::Primary submit=true pending=pending>{t!(lang, CommonSave)}</Button>
                </div>
            </ActionForm>
        </section>
    }
}
