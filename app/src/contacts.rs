//! Contacts across customers: the list. One contact is found on the card of its customer.
pub mod api;
mod drawn;
mod noun;
mod sheet;

use crate::list::{ListOf, Verb};
use crate::ui::Icon;
use domain::{Lang, Permission};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The list of contacts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ContactList;

/// Contacts change hands with their customer: nothing is done to many of them here but a download.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContactVerb {}

impl Verb for ContactVerb {
    fn fits(self, _: &str) -> bool {
        match self {}
    }

    fn needs(self) -> Permission {
        match self {}
    }

    fn face(self, _: Lang) -> (Icon, &'static str) {
        match self {}
    }
}

/// `/contacts`.
#[component]
pub fn ContactsPage() -> impl IntoView {
    view! { <ListOf list=ContactList /> }
}
