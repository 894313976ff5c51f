//! Into which pool.
use super::api::pool_names;
use crate::start::use_lang;
use crate::ui::{Choosable, Field, Select};
use domain::FieldErrors;
use leptos::prelude::*;
use leptos::task::spawn_local;
use messages::t;

/// The pools to choose from; nothing to ask where there is one only.
#[component]
pub fn PoolPick(
    /// The id of the chosen one; none means the first.
    value: RwSignal<String>,
    /// What the server said is wrong.
    errors: Signal<FieldErrors>,
) -> impl IntoView {
    let lang = use_lang();
    let pools = RwSignal::new(Vec::<Choosable>::new());
    value.set(String::new());
    spawn_local(async move {
        if let Ok(names) = pool_names().await {
            if let Some((first, _)) = names.first() {
                value.try_set(first.to_string());
            }
            pools.try_set(names.into_iter().map(|(pool, name)| Choosable::new(pool, name)).collect());
        }
    });
    let several = Memo::new(move |_| pools.with(Vec::len) > 1);
    move || {
        several.get().then(|| {
            view! {
                <Field name="pool" id="verb-pool" label=t!(lang, CustomerListPool) errors=errors>
                    <Select options=pools value=value />
                </Field>
            }
        })
    }
}
