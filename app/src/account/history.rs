//! My last tries to sign in.
use super::devices::device_words;
use crate::start::use_lang;
use crate::ui::{Label, TimeText};
use domain::person::SignIn;
use leptos::prelude::*;
use messages::t;

/// When, from where, and whether it worked.
#[component]
pub fn History(
    /// Mine, the latest first.
    tries: Signal<Vec<SignIn>>,
) -> impl IntoView {
    let lang = use_lang();
    let one = move |attempt: SignIn| {
        let (colour, words) = if attempt.succeeded {
            ("green", t!(lang, AccountTryRight))
        } else {
            ("red", t!(lang, AccountTryWrong))
        };
        view! {
            <tr>
                <th scope="row"><TimeText at=attempt.at /></th>
                <td data-label=t!(lang, AccountTryDevice)>{device_words(lang, &attempt.device)}</td>
                <td data-label=t!(lang, AuditAddress)>{attempt.address}</td>
                <td><Label colour=colour>{words}</Label></td>
            </tr>
        }
    };
    view! {
        <section class="section" aria-labelledby="account-history">
            <header>
                <h2 id="account-history">{t!(lang, AccountHistory)}</h2>
                <p>{t!(lang, AccountHistoryWhy)}</p>
            </header>
            <div class="settings-table">
                <table class="plain-table" aria-labelledby="account-history">
                    <thead>
                        <tr>
                            <th scope="col">{t!(lang, AccountTryAt)}</th>
                            <th scope="col">{t!(lang, AccountTryDevice)}</th>
                            <th scope="col">{t!(lang, AuditAddress)}</th>
                            <th scope="col">{t!(lang, AccountTryResult)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        <For each=move || tries.get() key=|attempt| format!("{attempt:?}") children=one />
                    </tbody>
                </table>
            </div>
        </section>
    }
}
