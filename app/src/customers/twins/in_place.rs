//! A field changed in its place that makes two customers the same: who has the other one, and the way past it.
use super::there::{Note, There};
use crate::AppError;
use crate::row_page::Texts;
use crate::start::use_lang;
use crate::ui::Button;
use domain::Problem;
use domain::twin::Twin;
use leptos::prelude::*;
use messages::t;

/// The same as beside the fields of a form. What nothing forbids is saved all the same by a button, for here is no
/// other that would send a box along.
#[component]
pub fn Found(
    /// What is there.
    found: Vec<Twin>,
    /// What stands in the fields.
    texts: Texts,
    /// It is on its way.
    pending: Signal<bool>,
    /// It is another one all the same.
    on_confirm: Callback<()>,
) -> impl IntoView {
    let lang = use_lang();
    let refused = AppError(Problem::Duplicate { found: found.clone() });
    let there = There::new(texts, Signal::stored(Some(refused)), None);
    let may = found.iter().all(|twin| !twin.blocks);
    let notes = found.into_iter().map(|twin| view! { <Note there=there twin=twin /> }).collect_view();
    let confirm = may.then(|| {
        let press = move |_| on_confirm.run(());
        view! { <p class="twin-confirm"><Button pending=pending on:click=press>{t!(lang, DuplicatesConfirmSave)}</Button></p> }
    });
    view! { <div class="twin-notes">{notes}</div> {confirm} }
}
