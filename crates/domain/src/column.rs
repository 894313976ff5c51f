//! What a noun tells the list about its columns.
use crate::custom::{FieldKey, FieldKind};
use crate::filter::View;

/// How a column's cells are drawn and aligned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// Plain text.
    Text,
    /// A phone number: tabular figures, tap to call.
    Phone,
    /// An e-mail address.
    Email,
    /// A web address.
    Link,
    /// A coloured label.
    Choice,
    /// A person.
    Person,
    /// A point in time.
    Time,
    /// A word of the product, such as the state of a lead.
    Word,
    /// Several coloured labels.
    Choices,
    /// A number.
    Number,
    /// An amount of money.
    Money,
    /// A day.
    Date,
    /// Yes or no.
    Flag,
}

/// A noun's columns: a closed set. A new one does not compile until its order in SQL is decided.
pub trait Column: Copy + Ord + std::fmt::Debug + Send + Sync + 'static {
    /// The screens its noun's lists are for.
    type View: View;
    /// All but the added fields, in the order the chooser offers them.
    const ALL: &'static [Self];
    /// Shown before a person has chosen.
    const DEFAULT: &'static [Self];

    /// In addresses, files and the REST API.
    fn key(self) -> &'static str;

    /// How it is drawn.
    fn kind(self) -> CellKind;

    /// Width in pixels before a person has dragged it.
    fn width(self) -> u16;

    /// Whether a cell may be empty.
    fn may_be_blank(self) -> bool;

    /// The words its cells can hold, when it is of the kind [`CellKind::Word`].
    fn words(self) -> &'static [&'static str] {
        &[]
    }

    /// The column of an added field, where the noun takes them.
    fn added(field: FieldKey) -> Option<Self>;

    /// The added field of a column.
    fn field(self) -> Option<FieldKey>;

    /// The column of a key.
    #[must_use]
    fn from_key(key: &str) -> Option<Self> {
        let fixed = Self::ALL.iter().copied().find(|column| column.key() == key);
        fixed.or_else(|| Self::added(FieldKey::from_key(key)?))
    }
}

impl FieldKey {
    /// How its cells are drawn.
    #[must_use]
    pub const fn cell(self) -> CellKind {
        match self.kind {
            FieldKind::Text => CellKind::Text,
            FieldKind::Number => CellKind::Number,
            FieldKind::Money => CellKind::Money,
            FieldKind::Date => CellKind::Date,
            FieldKind::Choice => CellKind::Choice,
            FieldKind::Choices => CellKind::Choices,
            FieldKind::Person => CellKind::Person,
            FieldKind::Flag => CellKind::Flag,
        }
    }

    /// Width of its column in pixels.
    #[must_use]
    pub const fn width(self) -> u16 {
        match self.kind {
            FieldKind::Text | FieldKind::Choices => 160,
            FieldKind::Number | FieldKind::Flag => 90,
            FieldKind::Money | FieldKind::Date | FieldKind::Choice | FieldKind::Person => 120,
        }
    }
}
