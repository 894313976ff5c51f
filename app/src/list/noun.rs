//! What a noun tells its list pages. The list does everything else.
use super::{Columns, ListPage, Listed, paging};
use crate::AppError;
use crate::added;
use crate::ui::Icon;
use crate::ui::table::RowSlot;
use domain::choice::ChoiceKind;
use domain::column::Column;
use domain::filter::Filter;
use domain::list::{Paging, Row};
use domain::live::Signal as Told;
use domain::{Lang, Me, Permission, Subject};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::future::Future;

/// The screen of a noun's list.
pub type ViewOf<N> = <<N as Noun>::Column as Column>::View;

/// A list with a page of its own: its words, its columns, and where its rows come from.
pub trait Noun: Copy + PartialEq + Send + Sync + 'static {
    /// The columns.
    type Column: Column;
    /// What can be done to chosen rows.
    type Verb: Verb;
    /// What the strip above the list is made from.
    type Tabs: Clone + Default + Send + Sync + Serialize + DeserializeOwned + 'static;
    /// A row as the panel beside the list shows it.
    type Sheet: Clone + PartialEq + Send + Sync + Serialize + DeserializeOwned + 'static;

    /// The noun.
    const SUBJECT: Subject;
    /// The column that says where a row stands, which decides about the verbs.
    const STATE: Option<Self::Column>;
    /// Columns that are fetched for the labels behind the name, shown or not. They come behind all others.
    const BESIDE: &'static [Self::Column] = &[];
    /// The columns a row may be called by, the best first.
    const NAMES: &'static [&'static str];
    /// Where its files are, and what one must be allowed to download them.
    const EXPORT: (&'static str, Permission);

    /// Its address.
    fn path(self) -> &'static str;
    /// Its name.
    fn title(self, lang: Lang, view: ViewOf<Self>) -> &'static str;
    /// Which rows an address asks for.
    fn filter(self, query: &str) -> Filter<Self::Column>;
    /// Under this name the person's columns of a screen are kept.
    fn key(view: ViewOf<Self>) -> &'static str;
    /// The columns of a screen before a person has chosen.
    fn own_columns(view: ViewOf<Self>) -> Vec<Self::Column>;
    /// What the panel with all conditions offers.
    fn conditions(view: ViewOf<Self>, me: &Me) -> Conditions<Self::Column>;
    /// The drop-down list of a column of choices.
    fn choice_kind(column: Self::Column) -> Option<ChoiceKind>;

    /// The head of a column of its own.
    fn label(lang: Lang, column: Self::Column) -> String;
    /// A word that stands in a cell.
    fn word(lang: Lang, key: &str) -> &'static str;
    /// What the keyword box looks through.
    fn search_hint(lang: Lang) -> &'static str;
    /// What a row without a name is called.
    fn nameless(lang: Lang, id: i64) -> String;
    /// The panel, before the name of its row is known.
    fn panel(lang: Lang) -> &'static str;
    /// Nothing matches the conditions.
    fn none_match(lang: Lang) -> &'static str;
    /// The page of a row.
    fn row_path(id: i64) -> String;
    /// The icon.
    fn icon() -> Icon;

    /// A page of the list, under the person's columns. `query` is the page's own address.
    fn fetch(self, query: String) -> impl Future<Output = Result<Listed, AppError>> + Send + 'static;
    /// What the strip above the list is made from.
    fn tabs(self) -> impl Future<Output = Result<Self::Tabs, AppError>> + Send + 'static;
    /// A row for the panel.
    fn sheet(id: i64) -> impl Future<Output = Result<Self::Sheet, AppError>> + Send + 'static;
    /// The rows a change others made is about: none named means any.
    fn changed(told: Told) -> Option<Vec<i64>>;

    /// The head of a column, that of an added field too; followed.
    #[must_use]
    fn head(lang: Lang, column: Self::Column) -> String {
        column.field().map_or_else(|| Self::label(lang, column), |field| added::name_of(lang, field))
    }

    /// The columns that can be chosen: the noun's own, and the added fields; followed.
    #[must_use]
    fn offered() -> Vec<Self::Column> {
        let added = added::offered(Self::SUBJECT).into_iter();
        let own = Self::Column::ALL.iter().copied();
        own.chain(added.filter_map(|field| Self::Column::added(field.key))).collect()
    }

    /// The columns of a screen with their widths: those chosen, or the list's own.
    #[must_use]
    fn columns(view: ViewOf<Self>, chosen: Option<Columns>) -> Columns {
        let own = || {
            let own = Self::own_columns(view).into_iter();
            own.map(|column| (column.key().to_owned(), column.width())).collect()
        };
        chosen.unwrap_or_else(own)
    }

    /// What an address asks for: which rows, and which page of them.
    #[must_use]
    fn asked(self, query: &str, columns: &Columns) -> (Filter<Self::Column>, Paging<Self::Column>) {
        let mut paging = paging(query, columns);
        paging.columns.extend_from_slice(Self::BESIDE);
        (self.filter(query), paging)
    }
}

/// What stands on a noun's list pages.
pub trait Drawn: Noun {
    /// What can be done from the page: dialogs, stars.
    type Acts: Copy + Send + Sync + 'static;

    /// How many icons wide the verbs before each row are.
    const LEAD_WIDTH: u8;

    /// Made once by the page.
    fn acts(page: ListPage<Self>) -> Self::Acts;
    /// The strip above the list.
    fn strip(page: ListPage<Self>, tabs: Self::Tabs) -> AnyView;
    /// At the right of the title, behind the download.
    fn actions(page: ListPage<Self>) -> AnyView;
    /// The verbs before each row.
    fn row_verbs(acts: Self::Acts) -> RowSlot;
    /// The forms those verbs send, and the dialogs of all.
    fn dialogs(acts: Self::Acts) -> AnyView;
    /// A key was pressed on a row.
    fn press(acts: Self::Acts, key: &str, id: i64);
    /// The verbs for chosen rows on a screen.
    fn verbs(view: ViewOf<Self>) -> &'static [Self::Verb];
    /// Begins a verb on the chosen rows.
    fn begin(acts: Self::Acts, verb: Self::Verb);
    /// A row beside the list.
    fn draw_sheet(acts: Self::Acts, sheet: Self::Sheet) -> AnyView;
    /// What stands in for rows where there are none at all.
    fn nothing(page: ListPage<Self>) -> AnyView;

    /// Whether a verb makes sense for the chosen rows; followed.
    #[must_use]
    fn is_offered(_acts: Self::Acts, _verb: Self::Verb) -> bool {
        true
    }

    /// Behind the conditions in force.
    #[must_use]
    fn beside_chips(_page: ListPage<Self>) -> AnyView {
        ().into_any()
    }

    /// Behind the name of each row.
    #[must_use]
    fn badges(_page: ListPage<Self>) -> Option<RowSlot> {
        None
    }

    /// A row as the table is to draw it.
    #[must_use]
    fn plain(row: Row) -> Row {
        row
    }

    /// A column of times that turn red once past.
    #[must_use]
    fn is_due(_column: Self::Column) -> bool {
        false
    }
}

/// Something that can be done to chosen rows.
pub trait Verb: Copy + PartialEq + Send + Sync + 'static {
    /// Whether it can be done to a row in this state.
    fn fits(self, state: &str) -> bool;
    /// What one must be allowed.
    fn needs(self) -> Permission;
    /// Its icon and its word.
    fn face(self, lang: Lang) -> (Icon, &'static str);
}

/// What the panel with all conditions offers, in order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conditions<C> {
    /// Texts, first.
    pub texts: Vec<C>,
    /// Whatever else is asked often.
    pub often: Vec<C>,
    /// Whether a star can be asked for.
    pub focus: bool,
    /// What is asked seldom.
    pub seldom: Vec<C>,
    /// Texts, last.
    pub other_texts: Vec<C>,
}
