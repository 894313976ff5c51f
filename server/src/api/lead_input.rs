//! Leads as requests write them: one field for each text field, choices by id. All wrong fields are named.
use super::input::{as_form, number, text, version};
use domain::choice::ChoiceKind;
use domain::custom::FieldKey;
use domain::lead::{LeadChange, LeadField, NewLead};
use domain::{FieldErrors, FieldProblem, Moment, Problem};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// The choices a lead is entered with; the others come about by verbs.
const CHOICES: [ChoiceKind; 3] = [ChoiceKind::Status, ChoiceKind::Intake, ChoiceKind::Source];

/// A lead to be entered.
pub(super) fn new_lead(body: Map<String, Value>) -> Result<NewLead, Problem> {
    let mut new = NewLead::default();
    let mut errors = FieldErrors::default();
    for (name, value) in body {
        if let Err(problem) = put(&mut new, &name, value) {
            errors.add(&name, problem);
        }
    }
    errors.into_result()?;
    Ok(new)
}

fn put(new: &mut NewLead, name: &str, value: Value) -> Result<(), FieldProblem> {
    if let Some(field) = LeadField::from_key(name) {
        new.details.set(field, text(value)?);
        return Ok(());
    }
    match name {
        "status" => new.status = number(&value)?.map(Into::into),
        "intake" => new.intake = number(&value)?.map(Into::into),
        "source" => new.source = number(&value)?.map(Into::into),
        "owner" => new.owner = number(&value)?.map(Into::into),
        "submitted_at" => new.submitted_at = time(&value)?,
        added if FieldKey::from_key(added).is_some() => {
            new.added.insert(added.to_owned(), as_form(value)?);
        }
        _ => return Err(FieldProblem::Unknown),
    }
    Ok(())
}

/// A change of a lead.
pub(super) fn change(mut body: Map<String, Value>) -> Result<LeadChange, Problem> {
    let mut errors = FieldErrors::default();
    let version = version(&mut body, &mut errors);
    let mut values = BTreeMap::new();
    for (name, value) in body {
        match written(&name, value) {
            Ok(value) => drop(values.insert(name, value)),
            Err(problem) => errors.add(&name, problem),
        }
    }
    errors.into_result()?;
    Ok(LeadChange { version, values })
}

fn written(name: &str, value: Value) -> Result<String, FieldProblem> {
    if LeadField::from_key(name).is_some() {
        return text(value);
    }
    if CHOICES.iter().any(|kind| kind.key() == name) {
        return Ok(number(&value)?.map(|id| id.to_string()).unwrap_or_default());
    }
    if FieldKey::from_key(name).is_some() {
        return as_form(value);
    }
    Err(FieldProblem::Unknown)
}

fn time(value: &Value) -> Result<Option<Moment>, FieldProblem> {
    match value {
        Value::Null => Ok(None),
        value => value.as_str().and_then(Moment::parse).map(Some).ok_or(FieldProblem::Malformed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn map(value: Value) -> Map<String, Value> {
        value.as_object().unwrap().clone()
    }

    #[test]
    fn all_wrong_fields_are_named_at_once() {
        let body = map(
            json!({"contact": 5, "status": "new", "submitted_at": "noon", "colour": "red", "mobile": "1"}),
        );
        let Err(Problem::Invalid { fields }) = new_lead(body) else { panic!("it was taken") };
        let mut named: Vec<_> = fields.0.iter().map(|error| error.field.as_str()).collect();
        named.sort_unstable();
        assert_eq!(named, ["colour", "contact", "status", "submitted_at"]);
    }

    #[test]
    fn a_change_needs_the_version_it_was_made_from() {
        let refused = change(map(json!({"contact": "李娜"})));
        assert_eq!(refused, Err(Problem::field("version", FieldProblem::Required)));
        let change = change(map(json!({"version": 3, "source": null, "choices_7": [1, 2]}))).unwrap();
        assert_eq!(
            change.values,
            [("source".into(), String::new()), ("choices_7".into(), "1,2".into())].into()
        );
    }
}
