//! Duplicates: the list of suspects, making one customer of two, and what is there already while one types.
pub mod api;
mod groups_page;
mod in_place;
mod merge_page;
mod there;
pub mod wish;

pub use groups_page::DuplicatesPage;
pub use in_place::Found;
pub use merge_page::MergePage;
pub use there::{AskForms, Suspected, There, TwinNotes};

use domain::Lang;
use domain::twin::Mark;
use messages::t;

/// By what two customers are the same.
#[must_use]
pub fn mark_words(lang: Lang, mark: Mark) -> &'static str {
    match mark {
        Mark::Mobile => t!(lang, UiTwinMobile),
        Mark::Phone => t!(lang, UiTwinPhone),
        Mark::Email => t!(lang, UiTwinEmail),
        Mark::Company => t!(lang, UiTwinCompany),
    }
}
