//! The role tree, and what each role may do.
pub mod api;
mod form;
mod matrix;
mod members;
mod page;
mod removal;
mod tree;

pub use page::RolesPage;

use domain::{Lang, Scope};
use messages::t;

/// Whose rows, in a few words.
#[must_use]
pub fn scope_words(lang: Lang, scope: Scope) -> &'static str {
    match scope {
        Scope::Own => t!(lang, UiScopeOwn),
        Scope::Subordinates => t!(lang, UiScopeSubordinates),
        Scope::Company => t!(lang, UiScopeCompany),
    }
}
