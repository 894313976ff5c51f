//! Customers and contacts as requests write them: one field for each text, choices by id, added fields under their
//! keys. All wrong fields are named.
use super::input::{as_form, flag, number, text, version};
use chrono::NaiveDate;
use domain::contact::{ContactField, NewContact};
use domain::custom::FieldKey;
use domain::customer::{CustomerChoice, CustomerField, CustomerKind, NewCustomer, Security};
use domain::edit::{Change, is_field};
use domain::twin::CONFIRM;
use domain::{ChoiceId, FieldErrors, FieldProblem, Problem, Subject};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// A customer to be entered, with its contacts.
pub(super) fn new_customer(body: Map<String, Value>) -> Result<NewCustomer, Problem> {
    let mut new = NewCustomer::default();
    let mut errors = FieldErrors::default();
    for (name, value) in body {
        if name == "contacts" {
            new.contacts = contacts(value, &mut errors);
        } else if let Err(problem) = put(&mut new, &name, value) {
            errors.add(&name, problem);
        }
    }
    errors.into_result()?;
    Ok(new)
}

fn put(new: &mut NewCustomer, name: &str, value: Value) -> Result<(), FieldProblem> {
    if let Some(field) = CustomerField::from_key(name) {
        new.details.set(field, text(value)?);
        return Ok(());
    }
    if let Some(field) = CustomerChoice::from_key(name) {
        new.choices.extend(number(&value)?.map(|id| (field, ChoiceId(id))));
        return Ok(());
    }
    match name {
        "kind" => new.kind = word(&value, CustomerKind::from_key)?,
        "security" => new.security = word(&value, Security::from_key)?,
        "hot" => new.hot = flag(&value)?,
        "pool" => new.pool = flag(&value)?,
        CONFIRM => new.confirm = flag(&value)?,
        "owner" => new.owner = number(&value)?.map(Into::into),
        "first_contact" => new.first_contact = day(&value)?,
        added if FieldKey::from_key(added).is_some() => {
            new.added.insert(added.to_owned(), as_form(value)?);
        }
        _ => return Err(FieldProblem::Unknown),
    }
    Ok(())
}

fn contacts(value: Value, errors: &mut FieldErrors) -> Vec<NewContact> {
    let Value::Array(all) = value else {
        errors.add("contacts", FieldProblem::Malformed);
        return Vec::new();
    };
    let mut contacts = Vec::with_capacity(all.len());
    for (at, one) in all.into_iter().enumerate() {
        let Value::Object(fields) = one else {
            errors.add(&format!("contacts.{at}"), FieldProblem::Malformed);
            continue;
        };
        match new_contact(fields) {
            Ok(contact) => contacts.push(contact),
            Err(Problem::Invalid { fields }) => {
                fields
                    .0
                    .into_iter()
                    .for_each(|error| errors.add(&format!("contacts.{at}.{}", error.field), error.problem));
            }
            Err(_) => errors.add(&format!("contacts.{at}"), FieldProblem::Malformed),
        }
    }
    contacts
}

/// A contact to be entered.
pub(super) fn new_contact(body: Map<String, Value>) -> Result<NewContact, Problem> {
    let mut new = NewContact::default();
    let mut errors = FieldErrors::default();
    for (name, value) in body {
        if let Err(problem) = put_contact(&mut new, &name, value) {
            errors.add(&name, problem);
        }
    }
    errors.into_result()?;
    Ok(new)
}

fn put_contact(new: &mut NewContact, name: &str, value: Value) -> Result<(), FieldProblem> {
    if let Some(field) = ContactField::from_key(name) {
        new.details.set(field, text(value)?);
        return Ok(());
    }
    match name {
        "main" => new.main = flag(&value)?,
        CONFIRM => new.confirm = flag(&value)?,
        added if FieldKey::from_key(added).is_some() => {
            new.added.insert(added.to_owned(), as_form(value)?);
        }
        _ => return Err(FieldProblem::Unknown),
    }
    Ok(())
}

/// A change of a row of a noun.
pub(super) fn change(noun: Subject, mut body: Map<String, Value>) -> Result<Change, Problem> {
    let mut errors = FieldErrors::default();
    let version = version(&mut body, &mut errors);
    let mut values = BTreeMap::new();
    for (name, value) in body {
        if name != CONFIRM && !is_field(noun, &name) {
            errors.add(&name, FieldProblem::Unknown);
            continue;
        }
        match as_form(value) {
            Ok(value) => drop(values.insert(name, value)),
            Err(problem) => errors.add(&name, problem),
        }
    }
    errors.into_result()?;
    Ok(Change { version, values })
}

fn word<T>(value: &Value, read: impl Fn(&str) -> Option<T>) -> Result<T, FieldProblem> {
    value.as_str().and_then(read).ok_or(FieldProblem::NotChoosable)
}

fn day(value: &Value) -> Result<Option<NaiveDate>, FieldProblem> {
    match value {
        Value::Null => Ok(None),
        value => {
            let day = value.as_str().and_then(|text| text.parse().ok());
            day.map(Some).ok_or(FieldProblem::Malformed)
        }
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
    fn all_wrong_fields_of_a_customer_and_its_contacts_are_named() {
        let body = map(
            json!({"name": "华山", "kind": "club", "hot": 1, "contacts": [{"name": "李"}, {"nose": "long"}]}),
        );
        let Err(Problem::Invalid { fields }) = new_customer(body) else { panic!("it was taken") };
        let mut named: Vec<_> = fields.0.iter().map(|error| error.field.as_str()).collect();
        named.sort_unstable();
        assert_eq!(named, ["contacts.1.nose", "hot", "kind"]);
    }

    #[test]
    fn a_change_is_written_as_forms_write_it() {
        let body =
            map(json!({"version": 2, "hot": true, "level": null, "choices_7": [1, 2], "number_8": 2.5}));
        let change = change(Subject::Customer, body).unwrap();
        let values = [("hot", "1"), ("level", ""), ("choices_7", "1,2"), ("number_8", "2.5")];
        assert_eq!(change.values, values.map(|(name, text)| (name.to_owned(), text.to_owned())).into());
        let unknown = super::change(Subject::Contact, map(json!({"version": 1, "level": 3})));
        assert_eq!(unknown, Err(Problem::field("level", FieldProblem::Unknown)));
    }
}
