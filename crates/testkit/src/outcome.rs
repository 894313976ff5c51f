//! Looking at what went wrong.
use domain::{FieldProblem, Problem};
use store::Result;

/// The problem a verb answered.
///
/// # Panics
/// When the verb was done.
pub fn refused<T>(outcome: Result<T>) -> Problem {
    match outcome {
        Ok(_) => panic!("done, but should have been refused"),
        Err(error) => error.into_problem(),
    }
}

/// What is wrong with a field.
///
/// # Panics
/// When the verb was done, refused for another reason, or nothing is wrong with this field.
pub fn wrong_field<T>(outcome: Result<T>, field: &str) -> FieldProblem {
    let problem = refused(outcome);
    let Problem::Invalid { fields } = &problem else { panic!("no field is wrong: {problem}") };
    fields.of(field).cloned().unwrap_or_else(|| panic!("nothing is wrong with {field}: {problem}"))
}
