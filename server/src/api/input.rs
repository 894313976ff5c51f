//! Values in the bodies of requests, each read or named as wrong.
use domain::{FieldErrors, FieldProblem};
use serde_json::{Map, Value};

/// A text; null is a blank one.
pub(super) fn text(value: Value) -> Result<String, FieldProblem> {
    match value {
        Value::String(text) => Ok(text),
        Value::Null => Ok(String::new()),
        _ => Err(FieldProblem::Malformed),
    }
}

/// A number, or none.
pub(super) fn number(value: &Value) -> Result<Option<i64>, FieldProblem> {
    match value {
        Value::Null => Ok(None),
        value => value.as_i64().map(Some).ok_or(FieldProblem::Malformed),
    }
}

/// Yes or no.
pub(super) fn flag(value: &Value) -> Result<bool, FieldProblem> {
    value.as_bool().ok_or(FieldProblem::Malformed)
}

/// Takes the version a change was made from.
pub(super) fn version(body: &mut Map<String, Value>, errors: &mut FieldErrors) -> i64 {
    let problem = match body.remove("version") {
        None => FieldProblem::Required,
        Some(version) => match version.as_i64() {
            Some(version) => return version,
            None => FieldProblem::Malformed,
        },
    };
    errors.add("version", problem);
    0
}

/// A value as a form writes it.
pub(super) fn as_form(value: Value) -> Result<String, FieldProblem> {
    match value {
        Value::Null => Ok(String::new()),
        Value::String(text) => Ok(text),
        Value::Bool(so) => Ok(if so { "1" } else { "0" }.to_owned()),
        Value::Number(number) => Ok(number.to_string()),
        Value::Array(all) => {
            let parts: Result<Vec<_>, _> = all.into_iter().map(as_form).collect();
            Ok(parts?.join(","))
        }
        Value::Object(_) => Err(FieldProblem::Malformed),
    }
}
