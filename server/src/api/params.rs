//! Query parameters, read strictly: unlike in the address of a page, what can not be understood is an
//! error that names it.
use chrono::NaiveDate;
use domain::column::{CellKind, Column};
use domain::custom::scaled;
use domain::filter::{Filter, View, names, stem};
use domain::list::{PAGE, PAGE_MAX, Paging, SORT_MAX, Sort, SortKey};
use domain::span::NONE;
use domain::{FieldErrors, FieldProblem, Problem, query};
use std::collections::HashSet;
use std::str::FromStr;

/// The most digits behind the point that a number can have.
const DECIMALS_MAX: u8 = 6;

/// Parameters of a request, each to be taken once; what is left over in the end is unknown.
pub(super) struct Params {
    pairs: Vec<(String, String)>,
    errors: FieldErrors,
}

impl Params {
    /// Of the part of an address behind the question mark. A parameter given twice is malformed.
    pub(super) fn of(text: &str) -> Self {
        let mut errors = FieldErrors::default();
        let mut seen = HashSet::new();
        let mut pairs = Vec::new();
        for (name, value) in query::pairs(text) {
            if seen.insert(name.clone()) {
                pairs.push((name, value.trim().to_owned()));
            } else {
                errors.add(&name, FieldProblem::Malformed);
            }
        }
        Self { pairs, errors }
    }

    /// Takes a parameter; blank is as good as missing.
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        let at = self.pairs.iter().position(|(known, _)| known == name)?;
        Some(self.pairs.swap_remove(at).1).filter(|value| !value.is_empty())
    }

    /// Takes a parameter that is read by `read`.
    pub(super) fn read<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let value = self.take(name)?;
        let read = read(&value);
        if read.is_none() {
            self.wrong(name, FieldProblem::Malformed);
        }
        read
    }

    /// Takes a parameter of a type that reads itself.
    pub(super) fn parsed<T: FromStr>(&mut self, name: &str) -> Option<T> {
        self.read(name, |value| value.parse().ok())
    }

    /// Takes a parameter that must be there.
    pub(super) fn required_by<T>(&mut self, name: &str, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        if self.peek(name).is_some() {
            return self.read(name, read);
        }
        self.take(name);
        self.wrong(name, FieldProblem::Required);
        None
    }

    /// Takes how many rows are wanted.
    pub(super) fn limit(&mut self, most: u32) -> u32 {
        self.read("limit", |value| value.parse().ok().filter(|limit| (1..=most).contains(limit)))
            .unwrap_or(PAGE)
    }

    pub(super) fn wrong(&mut self, name: &str, problem: FieldProblem) {
        self.errors.add(name, problem);
    }

    /// All is taken and right, or each parameter that is not.
    pub(super) fn done(mut self) -> Result<(), Problem> {
        for (name, _) in std::mem::take(&mut self.pairs) {
            self.errors.add(&name, FieldProblem::Unknown);
        }
        self.errors.into_result()
    }

    /// Takes the conditions of a list.
    pub(super) fn filter<C: Column>(&mut self) -> Filter<C> {
        self.each("view", |part| C::View::ALL.iter().any(|view| view.key() == part));
        self.check::<i64>("tab", 1);
        self.each("focus", |part| part == "1");
        let mut names: Vec<String> = ["view", "tab", "q", "focus"].map(str::to_owned).into();
        for column in C::ALL {
            self.condition(*column);
            names.extend(asked_names(*column));
        }
        let pairs: Vec<_> = names.iter().filter_map(|name| Some((name, self.take(name)?))).collect();
        Filter::parse(&query::write(pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()))))
    }

    /// Checks what is asked of a column.
    fn condition(&mut self, column: impl Column) {
        let stem = stem(column);
        match column.kind() {
            CellKind::Text | CellKind::Phone | CellKind::Email | CellKind::Link => {}
            CellKind::Choice | CellKind::Choices | CellKind::Person => self.check::<i64>(stem, usize::MAX),
            CellKind::Word => self.each(stem, |part| column.words().contains(&part)),
            CellKind::Flag => self.each(stem, |part| matches!(part, "0" | "1")),
            CellKind::Time | CellKind::Date => {
                self.check::<NaiveDate>(&format!("{stem}_from"), 1);
                self.check::<NaiveDate>(&format!("{stem}_to"), 1);
                if column.may_be_blank() {
                    self.each(stem, |part| part == NONE);
                }
            }
            CellKind::Number | CellKind::Money => {
                for name in asked_names(column) {
                    self.number(&name);
                }
            }
        }
    }

    fn number(&mut self, name: &str) {
        if self.peek(name).is_some_and(|value| scaled(&value, DECIMALS_MAX).is_none()) {
            self.wrong(name, FieldProblem::Malformed);
        }
    }

    fn check<T: FromStr>(&mut self, name: &str, most: usize) {
        let value = self.peek(name);
        let fits = value.as_deref().is_none_or(|value| {
            let parts: Vec<_> = value.split(',').map(|part| part.trim().parse::<T>()).collect();
            parts.len() <= most && parts.iter().all(Result::is_ok)
        });
        if !fits {
            self.wrong(name, FieldProblem::Malformed);
        }
    }

    fn each(&mut self, name: &str, fits: impl Fn(&str) -> bool) {
        if self.peek(name).is_some_and(|value| !value.split(',').all(fits)) {
            self.wrong(name, FieldProblem::NotChoosable);
        }
    }

    fn peek(&self, name: &str) -> Option<String> {
        let (_, value) = self.pairs.iter().find(|(known, _)| known == name)?;
        Some(value.clone()).filter(|value| !value.is_empty())
    }

    /// Takes the order.
    pub(super) fn sort<C: Column>(&mut self) -> Sort<C> {
        let Some(text) = self.take("sort") else { return Sort(Vec::new()) };
        let mut keys: Vec<SortKey<C>> = Vec::new();
        for part in text.split(',') {
            let name = part.strip_prefix('-').unwrap_or(part);
            match C::from_key(name) {
                Some(column) if keys.iter().all(|key| key.column != column) => {
                    keys.push(SortKey { column, descending: part.starts_with('-') });
                }
                Some(_) => self.wrong("sort", FieldProblem::Malformed),
                None => self.wrong("sort", FieldProblem::NotChoosable),
            }
        }
        if keys.len() > SORT_MAX {
            self.wrong("sort", FieldProblem::TooLong { max: SORT_MAX });
        }
        Sort(keys)
    }

    /// Takes the columns.
    pub(super) fn columns<C: Column>(&mut self, standard: &[C]) -> Vec<C> {
        let Some(text) = self.take("columns") else { return standard.to_vec() };
        let columns: Option<Vec<C>> = text.split(',').map(C::from_key).collect();
        columns.unwrap_or_else(|| {
            self.wrong("columns", FieldProblem::NotChoosable);
            Vec::new()
        })
    }

    /// Takes what says which page of a list is wanted.
    pub(super) fn paging<C: Column>(&mut self, standard: &[C]) -> Paging<C> {
        Paging {
            sort: self.sort(),
            columns: self.columns(standard),
            limit: self.limit(PAGE_MAX),
            cursor: self.take("cursor"),
            count: self.read("count", |value| (value == "exact").then_some(true)).unwrap_or_default(),
        }
    }
}

/// The names under which something can be asked of a column.
fn asked_names<C: Column>(column: C) -> impl Iterator<Item = String> {
    let of_time = matches!(column.kind(), CellKind::Time | CellKind::Date);
    let blank = !of_time || column.may_be_blank();
    names(column).into_iter().filter(move |name| blank || name != stem(column))
}

/// Ids as a list with commas.
pub(super) fn ids(text: &str) -> Option<Vec<i64>> {
    text.split(',').map(|part| part.trim().parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::lead::LeadColumn;

    fn wrong(text: &str) -> Vec<String> {
        let mut params = Params::of(text);
        params.filter::<LeadColumn>();
        params.paging(LeadColumn::DEFAULT);
        match params.done() {
            Err(Problem::Invalid { fields }) => fields.0.into_iter().map(|error| error.field).collect(),
            _ => Vec::new(),
        }
    }

    #[test]
    fn every_parameter_of_the_list_is_understood() {
        let text = "q=张伟&tab=1&status=1,2&owner=3&source=4&intake=5&state=claimed,finished&submitted_from=2026-11-01\
            &submitted_to=2026-11-22&focus=1&view=work&company=华&sort=-updated_at,contact&columns=contact,mobile\
            &limit=200&count=exact&cursor=abc";
        assert_eq!(wrong(text), Vec::<String>::new());
    }

    #[test]
    fn each_wrong_parameter_is_named() {
        assert_eq!(wrong("colour=red"), ["colour"]);
        assert_eq!(wrong("status=new"), ["status"]);
        assert_eq!(wrong("submitted_from=yesterday&limit=0"), ["submitted_from", "limit"]);
        assert_eq!(wrong("sort=height&columns=shoe&state=gone"), ["state", "sort", "columns"]);
        assert_eq!(wrong("last_record=never&submitted=none&view=moon"), ["view", "last_record", "submitted"]);
        assert_eq!(wrong("count=about&limit=201&q=a&q=b"), ["q", "limit", "count"]);
        assert_eq!(wrong("sort=contact,-contact"), ["sort"]);
    }
}
