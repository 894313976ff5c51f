//! Which rows a list shows: a value that travels as a query string and knows no SQL.
//!
//! A noun supplies its columns; what kind of cells a column has decides what can be asked of it.
use crate::column::{CellKind, Column};
use crate::span::{NONE, Span};
use crate::{ChoiceId, PersonId, TabId, query};
use std::collections::BTreeMap;
use std::fmt::{Debug, Display};
use std::str::FromStr;

/// The screen a list is for. Each has its own standing condition.
pub trait View: Copy + Eq + Debug + Default + Send + Sync + 'static {
    /// All.
    const ALL: &'static [Self];

    /// In addresses. The default one is not written.
    fn key(self) -> &'static str;

    /// The screen of a key.
    #[must_use]
    fn from_key(key: &str) -> Self {
        Self::ALL.iter().copied().find(|view| view.key() == key).unwrap_or_default()
    }
}

/// What is asked of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Test {
    /// It contains this text, in any spelling.
    Contains(String),
    /// It is one of these choices, or has one of them; [`ChoiceId::NONE`] stands for having none.
    Choices(Vec<ChoiceId>),
    /// It is one of these people.
    People(Vec<PersonId>),
    /// It is one of these words.
    Words(Vec<String>),
    /// It lies within these days.
    Days(Span),
    /// It lies between these numbers, both among them, as a form writes them.
    Between(Option<String>, Option<String>),
    /// It is so, or not.
    Is(bool),
}

/// Conditions on rows; all of them hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter<C: Column> {
    /// The screen.
    pub view: C::View,
    /// A tab of the work list.
    pub tab: Option<TabId>,
    /// The keyword box: in any of the searched fields.
    pub text: Option<String>,
    /// The viewer's starred ones only.
    pub focus: bool,
    /// What is asked of columns.
    pub on: BTreeMap<C, Test>,
}

impl<C: Column> Default for Filter<C> {
    fn default() -> Self {
        Self { view: C::View::default(), tab: None, text: None, focus: false, on: BTreeMap::new() }
    }
}

impl<C: Column> Filter<C> {
    /// The rows of a screen.
    #[must_use]
    pub fn of(view: C::View) -> Self {
        Self { view, ..Self::default() }
    }

    /// Reads a query string. What it does not know, and values that do not parse, fall away.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut filter = Self::default();
        for (name, value) in query::pairs(text) {
            filter.take(&name, value.trim());
        }
        filter
    }

    /// Reads what people paste: the address of a list, or only what follows its `?`.
    #[must_use]
    pub fn of_address(pasted: &str) -> Self {
        let pasted = pasted.trim();
        Self::parse(pasted.split_once('?').map_or(pasted, |(_, query)| query))
    }

    fn take(&mut self, name: &str, value: &str) {
        if value.is_empty() {
            return;
        }
        match name {
            "view" => self.view = C::View::from_key(value),
            "tab" => self.tab = value.parse().ok(),
            "q" => self.text = Some(value.to_owned()),
            "focus" => self.focus = value == "1",
            _ => self.take_condition(name, value),
        }
    }

    fn take_condition(&mut self, name: &str, value: &str) {
        let (stem, end) = match (name.strip_suffix("_from"), name.strip_suffix("_to")) {
            (Some(stem), _) => (stem, End::From),
            (_, Some(stem)) => (stem, End::To),
            _ => (name, End::Whole),
        };
        let Some(column) = column_of::<C>(name, stem) else { return };
        let before = self.on.remove(&column);
        let test = asked(column, end, value, before.clone()).or(before);
        self.on.extend(test.map(|test| (column, test)));
    }

    /// With one more condition, or another in place of it.
    #[must_use]
    pub fn with(mut self, column: C, test: Test) -> Self {
        self.on.insert(column, test);
        self
    }

    /// The choices asked of a column; none means any.
    #[must_use]
    pub fn choices(&self, column: C) -> &[ChoiceId] {
        if let Some(Test::Choices(ids)) = self.on.get(&column) { ids } else { &[] }
    }

    /// The people asked of a column; none means any.
    #[must_use]
    pub fn people(&self, column: C) -> &[PersonId] {
        if let Some(Test::People(ids)) = self.on.get(&column) { ids } else { &[] }
    }

    /// The words asked of a column; none means any.
    #[must_use]
    pub fn words(&self, column: C) -> &[String] {
        if let Some(Test::Words(words)) = self.on.get(&column) { words } else { &[] }
    }

    /// The days asked of a column.
    #[must_use]
    pub fn days(&self, column: C) -> Span {
        if let Some(Test::Days(span)) = self.on.get(&column) { *span } else { Span::default() }
    }

    /// The text a column has to contain.
    #[must_use]
    pub fn contained(&self, column: C) -> Option<&str> {
        if let Some(Test::Contains(text)) = self.on.get(&column) { Some(text) } else { None }
    }

    /// Whether some column has to contain a text.
    #[must_use]
    pub fn has_texts(&self) -> bool {
        self.on.values().any(|test| matches!(test, Test::Contains(_)))
    }

    /// Writes what [`Filter::parse`] reads.
    #[must_use]
    pub fn to_query(&self) -> String {
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut add = |name: &str, value: String| pairs.push((name.to_owned(), value));
        if self.view != C::View::default() {
            add("view", self.view.key().to_owned());
        }
        self.tab.into_iter().for_each(|tab| add("tab", tab.to_string()));
        self.text.iter().for_each(|text| add("q", text.clone()));
        if self.focus {
            add("focus", "1".to_owned());
        }
        for (column, test) in &self.on {
            for (name, value) in told(*column, test) {
                add(&name, value);
            }
        }
        query::write(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())))
    }

    /// Whether anything beside the screen and the tab narrows the list.
    #[must_use]
    pub fn is_narrowed(&self) -> bool {
        *self != Self { view: self.view, tab: self.tab, ..Self::default() }
    }
}

/// Which part of a condition a name of an address is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    From,
    To,
    Whole,
}

fn column_of<C: Column>(name: &str, stem: &str) -> Option<C> {
    C::from_key(name)
        .or_else(|| C::from_key(stem).filter(|column| is_range(*column)))
        .or_else(|| C::from_key(&format!("{stem}_at")).filter(|column| is_range(*column)))
}

fn is_range<C: Column>(column: C) -> bool {
    matches!(column.kind(), CellKind::Time | CellKind::Date | CellKind::Number | CellKind::Money)
}

/// What the conditions on a column are called in an address, without the end.
#[must_use]
pub fn stem<C: Column>(column: C) -> &'static str {
    let key = column.key();
    if column.kind() == CellKind::Time { key.strip_suffix("_at").unwrap_or(key) } else { key }
}

/// All names the conditions on a column have in an address.
#[must_use]
pub fn names<C: Column>(column: C) -> Vec<String> {
    let stem = stem(column);
    if is_range(column) {
        vec![format!("{stem}_from"), format!("{stem}_to"), stem.to_owned()]
    } else {
        vec![stem.to_owned()]
    }
}

fn asked<C: Column>(column: C, end: End, value: &str, before: Option<Test>) -> Option<Test> {
    match column.kind() {
        CellKind::Text | CellKind::Phone | CellKind::Email | CellKind::Link => {
            Some(Test::Contains(value.to_owned()))
        }
        CellKind::Choice | CellKind::Choices => Some(Test::Choices(match before {
            Some(Test::Choices(ids)) => ids.into_iter().chain(list(value)).collect(),
            _ => list(value).collect(),
        }))
        .filter(|test| *test != Test::Choices(Vec::new())),
        CellKind::Person => Some(Test::People(match before {
            Some(Test::People(ids)) => ids.into_iter().chain(list(value)).collect(),
            _ => list(value).collect(),
        }))
        .filter(|test| *test != Test::People(Vec::new())),
        CellKind::Word => {
            let known = value.split(',').filter(|word| column.words().contains(word)).map(str::to_owned);
            Some(Test::Words(match before {
                Some(Test::Words(words)) => words.into_iter().chain(known).collect(),
                _ => known.collect(),
            }))
            .filter(|test| *test != Test::Words(Vec::new()))
        }
        CellKind::Time | CellKind::Date => {
            let mut span = if let Some(Test::Days(span)) = before { span } else { Span::default() };
            match end {
                End::From => span.from = value.parse().ok(),
                End::To => span.to = value.parse().ok(),
                End::Whole => span.blank = value == NONE && column.may_be_blank(),
            }
            Some(Test::Days(span)).filter(|_| !span.is_empty())
        }
        CellKind::Number | CellKind::Money => {
            let (mut from, mut to) =
                if let Some(Test::Between(from, to)) = before { (from, to) } else { (None, None) };
            match end {
                End::From => from = Some(value.to_owned()),
                End::To => to = Some(value.to_owned()),
                End::Whole => (from, to) = (Some(value.to_owned()), Some(value.to_owned())),
            }
            Some(Test::Between(from, to))
        }
        CellKind::Flag => match value {
            "1" => Some(Test::Is(true)),
            "0" => Some(Test::Is(false)),
            _ => None,
        },
    }
}

/// The names and values of a condition in an address.
fn told<C: Column>(column: C, test: &Test) -> Vec<(String, String)> {
    let stem = stem(column);
    let ends = |from: Option<String>, to: Option<String>| {
        let from = from.map(|value| (format!("{stem}_from"), value));
        from.into_iter().chain(to.map(|value| (format!("{stem}_to"), value)))
    };
    let one = |value: String| vec![(stem.to_owned(), value)];
    match test {
        Test::Contains(text) => one(text.clone()),
        Test::Choices(ids) => one(joined(ids)),
        Test::People(ids) => one(joined(ids)),
        Test::Words(words) => one(joined(words)),
        Test::Is(so) => one(if *so { "1" } else { "0" }.to_owned()),
        Test::Between(from, to) => ends(from.clone(), to.clone()).collect(),
        Test::Days(span) => ends(span.from.map(|day| day.to_string()), span.to.map(|day| day.to_string()))
            .chain(span.blank.then(|| (stem.to_owned(), NONE.to_owned())))
            .collect(),
    }
}

fn list<T: FromStr>(value: &str) -> impl Iterator<Item = T> {
    value.split(',').filter_map(|part| part.trim().parse().ok())
}

fn joined<T: Display>(values: &[T]) -> String {
    values.iter().map(ToString::to_string).collect::<Vec<_>>().join(",")
}
