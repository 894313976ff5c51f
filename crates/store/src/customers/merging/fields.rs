//! Which fields two customers differ in, and what becomes of them.
use super::super::change;
use super::super::fields::{OTHERS, check, columns, present};
use crate::Result;
use crate::choices;
use crate::custom::{self, Entry};
use crate::db::Tx;
use crate::edit::Fields;
use domain::custom::FieldKey;
use domain::customer::{Customer, CustomerChoice, CustomerField};
use domain::merge::{MergeField, Pick};
use domain::{ChoiceId, FieldErrors, FieldProblem, Problem, Subject};
use sea_query::Value;
use std::collections::{BTreeMap, BTreeSet};

/// All fields of two customers, in the order of the form; the added ones last.
fn keys(winner: &Customer, loser: &Customer) -> Vec<String> {
    let texts = CustomerField::ALL.iter().map(|field| field.key());
    let choices = CustomerChoice::ALL.into_iter().map(CustomerChoice::key);
    let added: BTreeSet<String> = winner.added.keys().chain(loser.added.keys()).cloned().collect();
    texts.chain(choices).chain(OTHERS).map(str::to_owned).chain(added).collect()
}

/// The fields in which they differ.
pub(super) fn differences(winner: &Customer, loser: &Customer) -> Vec<MergeField> {
    let both =
        |field: String| MergeField { winner: present(winner, &field), loser: present(loser, &field), field };
    keys(winner, loser).into_iter().map(both).filter(|both| both.winner != both.loser).collect()
}

/// What changes of the winner.
pub(super) fn decided(
    winner: &Customer,
    loser: &Customer,
    picks: &BTreeMap<String, Pick>,
) -> Result<Fields, Problem> {
    let mut errors = FieldErrors::default();
    let mut wishes = Fields::new();
    for both in differences(winner, loser) {
        match picks.get(&both.field).cloned().unwrap_or_else(|| both.usual()) {
            Pick::Winner | Pick::Text(_) => {}
            Pick::Loser => drop(wishes.insert(both.field, both.loser)),
        }
    }
    let known = keys(winner, loser);
    for (field, pick) in picks {
        if !known.contains(field) {
            errors.add(field, FieldProblem::Unknown);
        } else if let Pick::Text(text) = pick {
            let text = text.trim().to_owned();
            match CustomerField::from_key(field) {
                None => errors.add(field, FieldProblem::NotChoosable),
                Some(_) if text == present(winner, field) => {}
                Some(_) => drop(wishes.insert(field.clone(), text)),
            }
        }
    }
    check(&wishes, change::details(winner, &wishes), &mut errors);
    errors.into_result()?;
    Ok(wishes)
}

/// The columns of what changes. Choices are held: also one that is no longer offered stays what it is.
pub(super) async fn values(tx: &mut Tx, wishes: &Fields) -> Result<Vec<(&'static str, Value)>> {
    for (field, wish) in wishes {
        if let (Some(choice), Ok(id)) = (CustomerChoice::from_key(field), wish.parse()) {
            choices::hold(tx, choice.kind(), ChoiceId(id)).await?;
        }
    }
    let mut errors = FieldErrors::default();
    let mut values = columns(wishes);
    values.extend(custom::checked(tx, Subject::Customer, wishes, Entry::Changed, &mut errors).await?);
    errors.into_result()?;
    Ok(values)
}

/// The columns of added fields whose values go away from a row, blank.
pub(super) fn blanks(wishes: &Fields) -> Vec<(&'static str, Value)> {
    wishes.keys().filter_map(|key| FieldKey::from_key(key)).flat_map(custom::blank).collect()
}

/// What changes, as the history of a row keeps it.
pub(super) fn history(customer: &Customer, wishes: &Fields) -> serde_json::Map<String, serde_json::Value> {
    let change = |(field, wish): (&String, &String)| {
        (field.clone(), serde_json::json!([present(customer, field), wish]))
    };
    wishes.iter().map(change).collect()
}
