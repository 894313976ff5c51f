//! `/contacts/7`: a contact has no page of its own; it is found on the card of its customer, opened.
use super::card::api::find_contact;
use crate::AppError;
use crate::loaded::awaited;
use crate::refused::Refused;
use domain::contact::Contact;
use domain::{ContactId, CustomerId, Problem};
use leptos::prelude::*;
use leptos_router::components::Redirect;
use leptos_router::hooks::use_params_map;

/// Where a contact is seen.
#[must_use]
pub fn there(customer: CustomerId, contact: ContactId) -> String {
    format!("/customers/{customer}?contact={contact}#contact-{contact}")
}

/// Leads on to the card.
#[component]
pub fn ContactPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| {
        params.with(|params| params.get("id").and_then(|id| id.parse::<ContactId>().ok()))
    });
    let contact = Resource::new_blocking(
        move || id.get(),
        |id| async move {
            match id {
                Some(id) => find_contact(id).await,
                None => Err(AppError(Problem::NotFound)),
            }
        },
    );
    view! { <div class="page-box">{awaited(contact, move || view! { <Found contact=contact /> })}</div> }
}

#[component]
fn Found(contact: Resource<Result<Contact, AppError>>) -> impl IntoView {
    let got = Memo::new(move |_| contact.get());
    move || match got.get() {
        None => ().into_any(),
        Some(Ok(contact)) => view! { <Redirect path=there(contact.customer, contact.id) /> }.into_any(),
        Some(Err(error)) => view! { <Refused error=error /> }.into_any(),
    }
}
