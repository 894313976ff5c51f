//! What a form's fields go through: trimmed, measured, and each wrong one named.
use domain::{FieldErrors, FieldProblem, Problem};

/// Collects what is wrong, so that a person is told everything at once.
#[derive(Default)]
pub(crate) struct Form(FieldErrors);

impl Form {
    /// One line of text that must be there.
    pub(crate) fn required(&mut self, field: &str, text: &str, max: usize) -> String {
        let line = self.optional(field, text, max);
        if line.is_empty() {
            self.refuse(field, FieldProblem::Required);
        }
        line
    }

    /// One line of text, or nothing.
    pub(crate) fn optional(&mut self, field: &str, text: &str, max: usize) -> String {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if line.chars().count() > max {
            self.refuse(field, FieldProblem::TooLong { max });
        }
        line
    }

    pub(crate) fn refuse(&mut self, field: &str, problem: FieldProblem) {
        self.0.add(field, problem);
    }

    pub(crate) fn refuse_if(&mut self, wrong: bool, field: &str, problem: FieldProblem) {
        if wrong {
            self.refuse(field, problem);
        }
    }

    /// All is well, or all that is not.
    pub(crate) fn done(self) -> Result<(), Problem> {
        self.0.into_result()
    }
}

/// Whether an order names each of these once.
pub(crate) fn names_all<T: PartialEq>(field: &str, ids: &[T], order: &[T]) -> Result<(), Problem> {
    let strange = (0..).zip(order).any(|(at, id)| !ids.contains(id) || order[..at].contains(id));
    if strange {
        return Err(Problem::field(field, FieldProblem::NotChoosable));
    }
    if order.len() < ids.len() {
        return Err(Problem::field(field, FieldProblem::Required));
    }
    Ok(())
}
