//! A customer as its fields' forms show it, and as its columns hold it.
use super::noun::{choice_column, key_column};
use crate::edit::Fields;
use chrono::NaiveDate;
use domain::customer::{
    Customer, CustomerChoice, CustomerDetails, CustomerField, CustomerKind, NewCustomer, Security,
};
use domain::{FieldErrors, FieldProblem, Problem};
use sea_query::Value;

/// The fields that are neither text, nor choice, nor added.
pub(crate) const OTHERS: [&str; 4] = ["kind", "hot", "security", "first_contact"];

fn flag(so: bool) -> String {
    if so { "1" } else { "0" }.to_owned()
}

fn day(day: Option<NaiveDate>) -> String {
    day.map(|day| day.to_string()).unwrap_or_default()
}

/// A field as text: what a form shows.
pub(crate) fn present(customer: &Customer, field: &str) -> String {
    if let Some(text) = CustomerField::from_key(field) {
        return customer.details.get(text).to_owned();
    }
    if let Some(choice) = CustomerChoice::from_key(field) {
        return customer.choices.get(&choice).map(ToString::to_string).unwrap_or_default();
    }
    match field {
        "kind" => customer.kind.key().to_owned(),
        "hot" => flag(customer.hot),
        "security" => customer.security.key().to_owned(),
        "first_contact" => day(customer.first_contact),
        added => customer.added.get(added).cloned().unwrap_or_default(),
    }
}

/// A new customer as a form would send it.
pub(crate) fn of_new(new: &NewCustomer) -> Fields {
    let texts = CustomerField::ALL.iter().map(|field| (field.key(), new.details.get(*field).to_owned()));
    let choices = new.choices.iter().map(|(field, choice)| (field.key(), choice.to_string()));
    let others = [
        ("kind", new.kind.key().to_owned()),
        ("hot", flag(new.hot)),
        ("security", new.security.key().to_owned()),
        ("first_contact", day(new.first_contact)),
    ];
    let fixed = texts.chain(choices).chain(others).map(|(key, text)| (key.to_owned(), text));
    fixed.chain(new.added.clone()).collect()
}

/// What is wrong with the fields that are there always; `details` are all texts as they would be. Choices and added
/// fields are looked at elsewhere.
pub(crate) fn check(wishes: &Fields, details: CustomerDetails, errors: &mut FieldErrors) {
    if let Err(Problem::Invalid { fields }) = details.check() {
        errors.0.extend(fields.0.into_iter().filter(|error| wishes.contains_key(&error.field)));
    }
    for (field, wish) in wishes {
        let right = match field.as_str() {
            "kind" => CustomerKind::from_key(wish).is_some(),
            "hot" => matches!(wish.as_str(), "0" | "1"),
            "security" => Security::from_key(wish).is_some(),
            "first_contact" => wish.is_empty() || wish.parse::<NaiveDate>().is_ok(),
            _ => true,
        };
        if !right {
            errors.add(field, FieldProblem::Malformed);
        }
    }
}

/// The columns of fields that have been checked; added fields have their own.
pub(crate) fn columns(wishes: &Fields) -> Vec<(&'static str, Value)> {
    let mut values = Vec::new();
    for (name, wish) in wishes {
        if let Some(field) = CustomerField::from_key(name) {
            values.push((field.key(), Value::from(wish.as_str())));
            if key_column(field) != field.key() {
                values.push((key_column(field), words::sort_key(wish).into()));
            }
        } else if let Some(field) = CustomerChoice::from_key(name) {
            values.push((choice_column(field), wish.parse::<i64>().ok().into()));
        } else {
            values.extend(other(name, wish));
        }
    }
    values
}

fn other(name: &str, wish: &str) -> Option<(&'static str, Value)> {
    Some(match name {
        "kind" => ("kind", wish.into()),
        "hot" => ("hot", i64::from(wish == "1").into()),
        "security" => ("security", Security::from_key(wish).unwrap_or_default().rank().into()),
        "first_contact" => {
            let day = wish.parse::<NaiveDate>().ok().map(|day| i64::from(day.to_epoch_days()));
            ("first_contact_on", day.into())
        }
        _ => return None,
    })
}
