//! The cells of one row, read by the rules.
use super::brings::FileRow;
use super::known::{Named, Picked};
use super::parts;
use super::work::Work;
use domain::choice::ChoiceKind;
use domain::import::{CellProblem, Findings, ImportRules, RowOutcome, RowReason};
use domain::{ChoiceId, FieldProblem, Moment, Permission};

/// The longest name a new choice or person may have.
const CHOICE_MAX: usize = 60;
const PERSON_MAX: usize = 100;
/// The longest id another program may give.
pub(super) const EXTERNAL_ID_MAX: usize = 100;

/// The cells of one row, and what is found out about them.
pub(super) struct Cells<'a> {
    rules: &'a ImportRules,
    cells: &'a [String],
    /// The line of the row.
    pub(super) line: i64,
    pub(super) outcome: Option<RowOutcome>,
    pub(super) problems: Vec<CellProblem>,
    /// What it has in common with earlier rows of the file.
    pub(super) alike: Vec<CellProblem>,
    unknown: Vec<Unknown>,
}

enum Unknown {
    Choice(&'static str, String),
    Person(String),
}

impl<'a> Cells<'a> {
    pub(super) fn new(rules: &'a ImportRules, row: &'a FileRow) -> Self {
        Self {
            rules,
            cells: &row.cells,
            line: row.line,
            outcome: None,
            problems: Vec::new(),
            alike: Vec::new(),
            unknown: Vec::new(),
        }
    }

    /// The text of a target's cell; `None` when no column is mapped to it.
    pub(super) fn mapped(&self, target: &str) -> Option<&'a str> {
        Some(self.cells.get(self.rules.column(target)?)?.trim())
    }

    /// The text of a target's cell, blank without a column.
    pub(super) fn text(&self, target: &str) -> &'a str {
        self.mapped(target).unwrap_or_default()
    }

    /// The text of a target's cell, if there is any.
    pub(super) fn filled(&self, target: &str) -> Option<&'a str> {
        self.mapped(target).filter(|text| !text.is_empty())
    }

    /// The text of a target's cell with at most so many characters.
    pub(super) fn at_most(&mut self, target: &'static str, max: usize) -> &'a str {
        let text = self.text(target);
        if text.chars().count() > max {
            self.refuse(target, RowReason::TooLong { max });
        }
        text
    }

    /// The text of a field that has a column; only some fields have room for several lines. A blank one keeps what is
    /// there, unless it is to clear it.
    pub(super) fn field(
        &mut self,
        key: &str,
        lines: bool,
        wrong: impl Fn(&str) -> Option<FieldProblem>,
    ) -> Option<String> {
        let text = self.mapped(key).filter(|text| !text.is_empty() || self.rules.blank_clears)?;
        let text = if lines { text.to_owned() } else { one_line(text) };
        match wrong(&text) {
            None => return Some(text),
            Some(FieldProblem::TooLong { max }) => self.refuse(key, RowReason::TooLong { max }),
            Some(_) => self.refuse(key, RowReason::Malformed),
        }
        None
    }

    /// The key of a word the program itself has.
    pub(super) fn word(&mut self, work: &Work, target: &str) -> Option<&'static str> {
        let text = self.filled(target)?;
        let word = work.reading.word(target, text);
        if word.is_none() {
            self.refuse(target, RowReason::UnknownChoice);
        }
        word
    }

    /// Yes or no, as forms write it.
    pub(super) fn flag(&mut self, work: &Work, target: &str) -> Option<String> {
        let word = work.reading.word("flag", self.filled(target)?);
        if word.is_none() {
            self.refuse(target, RowReason::NotYesOrNo);
        }
        word.map(str::to_owned)
    }

    /// What another program calls the row.
    pub(super) fn external_id(&mut self) -> Option<String> {
        Some(self.at_most("external_id", EXTERNAL_ID_MAX)).filter(|id| !id.is_empty()).map(str::to_owned)
    }

    /// Notes that an earlier row of the file has the same in this cell.
    pub(super) fn alike(&mut self, target: &str, line: i64) {
        let column = self.rules.column(target);
        self.alike.push(CellProblem { column, reason: RowReason::Alike { line } });
    }

    pub(super) fn refuse(&mut self, target: &str, reason: RowReason) {
        self.end(RowOutcome::Error, Some(target), reason);
    }

    pub(super) fn skip(&mut self, target: &str, reason: RowReason) {
        self.end(RowOutcome::Skipped, Some(target), reason);
    }

    pub(super) fn end(&mut self, outcome: RowOutcome, target: Option<&str>, reason: RowReason) {
        let column = target.and_then(|target| self.rules.column(target));
        self.problems.push(CellProblem { column, reason });
        self.outcome = Some(outcome);
    }

    pub(super) fn time(&mut self, work: &Work, target: &str) -> Option<Moment> {
        let text = self.filled(target)?;
        let time = work.reading.time(text, self.rules.date_order, &work.zone);
        if time.is_none() {
            self.refuse(target, RowReason::NotATime);
        }
        time
    }

    /// The person a cell names. Somebody unknown is somebody new, where that is allowed.
    pub(super) fn person(&mut self, work: &Work, target: &str) -> Option<Named> {
        let name = self.filled(target)?;
        let meant = self.rules.person_map.get(name).filter(|person| work.people.has(**person));
        if let Some(person) = meant {
            return Some(Named::Known(*person));
        }
        match work.people.find(name) {
            Ok(Some(person)) => return Some(Named::Known(person)),
            Ok(None) => {}
            Err(()) => {
                self.refuse(target, RowReason::AmbiguousPerson);
                return None;
            }
        }
        self.unknown.push(Unknown::Person(name.to_owned()));
        if name.chars().count() > PERSON_MAX {
            self.refuse(target, RowReason::TooLong { max: PERSON_MAX });
        } else if !self.rules.create_people
            || !work.may(Permission::ManagePeople)
            || words::fold(name).is_empty()
        {
            self.refuse(target, RowReason::UnknownPerson);
        } else {
            return Some(Named::New(name.to_owned()));
        }
        None
    }

    /// The choice a cell of a field names; `Some(None)` for a blank that clears. Something unknown is something new,
    /// where that is allowed.
    pub(super) fn choice(
        &mut self,
        work: &Work,
        field: &'static str,
        kind: ChoiceKind,
    ) -> Option<Option<Picked>> {
        let text = self.mapped(field)?;
        if text.is_empty() {
            return self.rules.blank_clears.then_some(None);
        }
        self.picked(work, field, kind, text).map(Some)
    }

    /// The choices a cell of a field names.
    pub(super) fn choices(
        &mut self,
        work: &Work,
        field: &'static str,
        kind: ChoiceKind,
    ) -> Option<Vec<Picked>> {
        let is_known = |name: &str| self.known(work, field, kind, name).is_some();
        let names = parts::of(self.filled(field)?, is_known);
        // All are looked at, so that all that nobody knows are told of.
        let picked: Vec<_> = names.into_iter().map(|name| self.picked(work, field, kind, name)).collect();
        picked.into_iter().collect()
    }

    /// The choice a text of the file means, if there is one.
    fn known(&self, work: &Work, field: &str, kind: ChoiceKind, text: &str) -> Option<ChoiceId> {
        match self.rules.choice_map.get(field).and_then(|map| map.get(text)) {
            Some(id) => work.choices.has(kind, *id).then_some(*id),
            None => work.choices.find(kind, text),
        }
    }

    fn picked(&mut self, work: &Work, field: &'static str, kind: ChoiceKind, text: &str) -> Option<Picked> {
        if let Some(known) = self.known(work, field, kind, text) {
            return Some(Picked::Known(known));
        }
        self.unknown.push(Unknown::Choice(field, text.to_owned()));
        if text.chars().count() > CHOICE_MAX {
            self.refuse(field, RowReason::TooLong { max: CHOICE_MAX });
        } else if !work.adds_choices() || words::fold(text).is_empty() {
            self.refuse(field, RowReason::UnknownChoice);
        } else {
            return Some(Picked::New(text.to_owned()));
        }
        None
    }

    /// Notes the values nobody knows of a row that is to be written, or would be if they were known.
    pub(super) fn tell(&self, outcome: RowOutcome, findings: &mut Findings) {
        if !matches!(outcome, RowOutcome::New | RowOutcome::Updated | RowOutcome::Error) {
            return;
        }
        for unknown in &self.unknown {
            match unknown {
                Unknown::Choice(field, text) => findings.choice(field, text),
                Unknown::Person(name) => findings.person(name),
            }
        }
    }
}

fn one_line(text: &str) -> String {
    if !text.contains(char::is_control) {
        return text.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
