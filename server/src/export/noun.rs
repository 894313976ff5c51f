//! The nouns that can be downloaded.
use domain::Lang;
use domain::column::Column;
use domain::contact::ContactColumn;
use domain::customer::CustomerColumn;
use domain::lead::{LeadColumn, LeadState};
use domain::list::{Chosen, Sort};
use messages::{Key, column};
use store::{Desk, Export};

/// A column of a noun whose lists can be downloaded.
pub trait Exported: Column {
    /// What its rows are called: the name of the sheet and of the file.
    const NAME: Key;
    /// The name of the file where only ASCII is understood.
    const STEM: &'static str;

    /// The head of a column of its own.
    fn label(self, lang: Lang) -> &'static str;

    /// A word that stands in a cell.
    fn word(lang: Lang, key: &str) -> Option<&'static str>;

    /// Begins to read the rows.
    fn begin(
        desk: &Desk,
        chosen: &Chosen,
        sort: Sort<Self>,
        columns: Vec<Self>,
    ) -> impl Future<Output = store::Result<Export>> + Send;
}

impl Exported for LeadColumn {
    const NAME: Key = Key::NavLeads;
    const STEM: &'static str = "leads";

    fn label(self, lang: Lang) -> &'static str {
        column::lead(lang, self)
    }

    fn word(lang: Lang, key: &str) -> Option<&'static str> {
        LeadState::from_key(key).map(|state| column::state(lang, state))
    }

    async fn begin(
        desk: &Desk,
        chosen: &Chosen,
        sort: Sort<Self>,
        columns: Vec<Self>,
    ) -> store::Result<Export> {
        desk.leads().export(chosen, sort, columns).await
    }
}

impl Exported for CustomerColumn {
    const NAME: Key = Key::NavCustomers;
    const STEM: &'static str = "customers";

    fn label(self, lang: Lang) -> &'static str {
        column::customer(lang, self)
    }

    fn word(lang: Lang, key: &str) -> Option<&'static str> {
        column::customer_word(lang, key)
    }

    async fn begin(
        desk: &Desk,
        chosen: &Chosen,
        sort: Sort<Self>,
        columns: Vec<Self>,
    ) -> store::Result<Export> {
        desk.customers().export(chosen, sort, columns).await
    }
}

impl Exported for ContactColumn {
    const NAME: Key = Key::NavContacts;
    const STEM: &'static str = "contacts";

    fn label(self, lang: Lang) -> &'static str {
        column::contact(lang, self)
    }

    fn word(_: Lang, _: &str) -> Option<&'static str> {
        None
    }

    async fn begin(
        desk: &Desk,
        chosen: &Chosen,
        sort: Sort<Self>,
        columns: Vec<Self>,
    ) -> store::Result<Export> {
        desk.contacts().export(chosen, sort, columns).await
    }
}
