//! A new lead, as its form describes it.
use crate::row_page::Typed;
use domain::custom::FieldKey;
use domain::lead::{LeadDetails, LeadField, NewLead};
use domain::{FieldErrors, PersonId, Problem, Subject};
use std::collections::BTreeMap;

/// The fields of a lead that are choices.
pub const CHOICES: [&str; 3] = ["status", "source", "intake"];

/// The lead a form describes.
///
/// # Errors
/// [`Problem::Invalid`] for a choice that is none.
pub fn new_lead(typed: &Typed) -> Result<NewLead, Problem> {
    let mut errors = FieldErrors::default();
    let mut details = LeadDetails::default();
    let mut added = BTreeMap::new();
    for (field, text) in typed.values(Subject::Lead) {
        if let Some(field) = LeadField::from_key(&field) {
            details.set(field, text);
        } else if FieldKey::from_key(&field).is_some() {
            added.insert(field, text);
        }
    }
    let new = NewLead {
        details,
        status: typed.id("status", &mut errors),
        source: typed.id("source", &mut errors),
        intake: typed.id("intake", &mut errors),
        owner: typed.id::<PersonId>("owner", &mut errors),
        submitted_at: None,
        added,
    };
    errors.into_result()?;
    Ok(new)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::{ChoiceId, FieldProblem};

    fn typed(fields: &[(&str, &str)]) -> Typed {
        Typed(fields.iter().map(|(field, text)| ((*field).to_owned(), (*text).to_owned())).collect())
    }

    #[test]
    fn a_form_becomes_a_lead() {
        let form = typed(&[
            ("contact", "王芳"),
            ("remarks", "a\r\nb"),
            ("source", "7"),
            ("owner", ""),
            ("lead", "3"),
        ]);
        let new = new_lead(&form).unwrap();
        assert_eq!((new.details.contact.as_str(), new.details.remarks.as_str()), ("王芳", "a\nb"));
        assert_eq!((new.source, new.owner, new.status), (Some(ChoiceId(7)), None, None));
    }

    #[test]
    fn a_choice_that_is_none_is_an_error_at_its_field() {
        let problem = new_lead(&typed(&[("source", "blue")])).unwrap_err();
        assert_eq!(problem, Problem::field("source", FieldProblem::NotChoosable));
    }
}
